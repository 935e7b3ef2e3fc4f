"""The list section → row → seat: the equal way beside the seat map, and the way without script.

Built by joining strings, not by a template: a hall has up to 1,000 places and the page has milliseconds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypedDict

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from samenspel.kernel.remember import Memory
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


@dataclass(frozen=True, slots=True)
class _Row:
    """The HTML of a row, cut where a seat says whether it can be ticked: head, (number, before, after)s."""

    head: str
    seats: tuple[tuple[int, str, str], ...]
    standing: bool


@dataclass(frozen=True, slots=True)
class _Section:
    name: str
    numbers: frozenset[int]
    rows: tuple[_Row, ...]


# A list costs milliseconds to write and microseconds to fill in; a published plan never changes.
_written: Memory[tuple[_Section, ...]] = Memory(ttl_s=3600, size=200)


def seat_list_html(
    *, plan: Plan, availability: Availability, language: str, show_prices: bool = True, key: str = ""
) -> SafeString:
    """`<details>` per section, a fieldset per row, a checkbox `place` per seat; taken seats are disabled.

    Places keep the order of the plan. Places without a row (standing) form one fieldset of their section, as many free
    ones as a cart may hold. A `key` that changes with the plan and its prices, such as the address of its JSON, lets
    the list be written once for all visitors.
    """

    def write() -> tuple[_Section, ...]:
        return _sections(plan, language, show_prices)

    sections = _written.get((key, language, show_prices), write) if key else write()
    taken, mine = frozenset(availability["taken"]), frozenset(availability["mine"])
    open_first = " open" if len(sections) == 1 else ""
    parts = []
    for section in sections:
        free = len(section.numbers) - len(section.numbers & (taken | mine))
        summary = ngettext("%(count)d place free", "%(count)d places free", free) % {"count": free}
        rows = "".join(_filled(row, taken, mine) for row in section.rows)
        parts.append(
            f'<details class="seat-list__section"{open_first}><summary><span>{section.name}</span>'
            f"<small>{summary}</small></summary>{rows}</details>"
        )
    return mark_safe("".join(parts))  # noqa: S308 - every text above is escaped


def _filled(row: _Row, taken: frozenset[int], mine: frozenset[int]) -> str:
    seats = row.seats
    if row.standing:
        # One standing place is like the next: as many as a cart may hold are enough to choose from.
        own = [seat for seat in seats if seat[0] in mine]
        free = [seat for seat in seats if seat[0] not in mine and seat[0] not in taken]
        seats = tuple(own + free[:CART_LIMIT])
    boxes = [
        f"{before}{' checked' if no in mine else ' disabled' if no in taken else ''}{after}"
        for no, before, after in seats
    ]
    return f"{row.head}{''.join(boxes)}</fieldset>"


def _sections(plan: Plan, language: str, show_prices: bool) -> tuple[_Section, ...]:
    prices = {
        rank["rank"]: formats.euro(cents=rank["price_cents"], language=language)
        for rank in plan["ranks"]
        if show_prices and rank["price_cents"] is not None
    }
    by_section: dict[str, list[PlanPlace]] = {}
    for place in plan["places"]:
        by_section.setdefault(place["section"], []).append(place)
    return tuple(
        _Section(
            name=escape(name),
            numbers=frozenset(place["no"] for place in places),
            rows=tuple(_row(list(group), prices) for _, group in groupby(places, key=lambda p: p["row"])),
        )
        for name, places in by_section.items()
    )


def _row(places: list[PlanPlace], prices: Mapping[int, str]) -> _Row:
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
        notes = [words[place["kind"]]] if place["kind"] in words else []
        if not shared and place["rank"] in prices:
            notes.append(prices[place["rank"]])
        note = f" <small>{', '.join(notes)}</small>" if notes else ""
        before = f'<label><input type="checkbox" name="place" value="{place["no"]}"'
        seats.append((place["no"], before, f">{escape(place['seat'] or place['no'])}{note}</label>"))
    return _Row(
        head=f"<fieldset><legend>{legend}{shared}</legend>",
        seats=tuple(seats),
        standing=places[0]["kind"] == "standing",
    )
