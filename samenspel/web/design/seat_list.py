"""The list section → row → seat: the equal way beside the seat map, and the way without script.

Built by joining strings, not by a template: a hall has up to 1,000 places and the page has milliseconds.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TypedDict

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from samenspel.web.design import formats

CART_LIMIT = 40


class PlanPlace(TypedDict):
    """One place as it stands in the plan's JSON; `left` and `right` are the neighbours' numbers."""

    no: int
    x: float
    y: float
    row: str
    seat: str
    section: str
    rank: int
    kind: str
    left: int | None
    right: int | None


class PlanRank(TypedDict):
    rank: int
    name: str
    price_cents: int | None


class Plan(TypedDict):
    """The plan's JSON: what `plan_url` answers."""

    places: Sequence[PlanPlace]
    focal: Sequence[float]
    sections: Sequence[str]
    ranks: Sequence[PlanRank]


class Availability(TypedDict):
    """What `availability_url` answers: places nobody can take now, and those in the visitor's own cart."""

    taken: Sequence[int]
    mine: Sequence[int]


def seat_list_html(
    *, plan: Plan, availability: Availability, language: str, show_prices: bool = True
) -> SafeString:
    """`<details>` per section, a fieldset per row, a checkbox `place` per seat; taken seats are disabled.

    Places keep the order of the plan. Places without a row (standing) form one fieldset of their section.
    """
    ranks = {rank["rank"]: rank for rank in plan["ranks"]}
    prices = {
        number: formats.euro(cents=rank["price_cents"], language=language)
        for number, rank in ranks.items()
        if show_prices and rank["price_cents"] is not None
    }
    taken, mine = frozenset(availability["taken"]), frozenset(availability["mine"])
    by_section: dict[str, list[PlanPlace]] = {}
    standing_shown = 0
    for place in plan["places"]:
        if place["kind"] == "standing" and place["no"] not in mine:
            # One standing place is like the next: as many free ones as a cart may hold are enough to choose from.
            if place["no"] in taken or standing_shown >= CART_LIMIT:
                continue
            standing_shown += 1
        by_section.setdefault(place["section"], []).append(place)
    open_first = " open" if len(by_section) == 1 else ""
    parts = []
    for name, places in by_section.items():
        free = sum(place["no"] not in taken for place in places)
        summary = ngettext("%(count)d place free", "%(count)d places free", free) % {"count": free}
        rows = "".join(
            _row_html(list(group), prices, taken, mine)
            for _, group in groupby(places, key=lambda p: p["row"])
        )
        parts.append(
            f'<details class="seat-list__section"{open_first}><summary><span>{escape(name)}</span>'
            f'<small data-free="{escape(name)}">{summary}</small></summary>{rows}</details>'
        )
    return mark_safe("".join(parts))  # noqa: S308 - every text above is escaped


def _row_html(
    places: list[PlanPlace], prices: Mapping[int, str], taken: frozenset[int], mine: frozenset[int]
) -> str:
    row = places[0]["row"]
    words = {
        "wheelchair": gettext("wheelchair place"),
        "companion": gettext("companion place"),
        "restricted": gettext("restricted view"),
    }
    seen = {prices.get(place["rank"], "") for place in places}
    shared = f" <small>{seen.pop()}</small>" if len(seen) == 1 else ""
    legend = gettext("Row %(row)s") % {"row": escape(row)} if row else gettext("Standing places")
    seats = []
    for place in places:
        no = place["no"]
        state = " checked" if no in mine else " disabled" if no in taken else ""
        notes = [words[place["kind"]]] if place["kind"] in words else []
        if not shared and place["rank"] in prices:
            notes.append(prices[place["rank"]])
        note = f" <small>{', '.join(notes)}</small>" if notes else ""
        seats.append(
            f'<label><input type="checkbox" name="place" value="{no}"{state}>{escape(place["seat"] or no)}{note}</label>'
        )
    return f"<fieldset><legend>{legend}{shared}</legend>{''.join(seats)}</fieldset>"
