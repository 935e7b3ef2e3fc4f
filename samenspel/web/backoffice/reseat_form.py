"""The form in which a person gives everybody who loses a place another one: what is typed, what may be typed, what is shown."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from samenspel.inventory.rules.plan import Plan
from samenspel.sales.rules.move_sales import HELD, Conflict, PlanChange
from samenspel.sales.rules.number import order_number
from samenspel.sales.rules.reseat import Party, choosable, parties, side_by_side
from samenspel.web.backoffice.desk import Desk
from samenspel.web.backoffice.hall import CHOICE_MARKS, hall_svg, mark_svg
from samenspel.web.backoffice.plan_words import CONFLICTS, KINDS
from samenspel.web.backoffice.words import PLACE_STATES, in_language


@dataclass(slots=True)
class Choices:
    """`seats`: old number to the new number that was chosen; `errors` by old number, with what was `typed` to mend it."""

    seats: dict[int, int] = field(default_factory=dict)
    typed: dict[int, str] = field(default_factory=dict)
    errors: dict[int, str] = field(default_factory=dict)


def read_choices(*, change: PlanChange, new: Plan, posted: QueryDict) -> Choices:
    """`seat-<old number>` is the label of a place; capitals and spaces do not count. A standing place is any of its section."""
    named: dict[str, list[int]] = defaultdict(list)
    for no in sorted(new.places):
        named[_folded(new.label(no))].append(no)
    free = set(choosable(change=change, new=new))
    given: set[int] = set()
    found = Choices()
    for conflict in change.conflicts:
        text = posted.get(f"seat-{conflict.no}", "")[:80]
        found.typed[conflict.no] = text
        places = named.get(_folded(text), [])
        place = next((no for no in places if no in free - given), None)
        if place is not None:
            found.seats[conflict.no] = place
            given.add(place)
        elif not text.strip():
            found.errors[conflict.no] = _("Choose a place.")
        elif not places:
            found.errors[conflict.no] = _("There is no such place in this version.")
        elif given.isdisjoint(places):
            found.errors[conflict.no] = _("%(place)s is taken; another place is proposed here.") % {
                "place": new.label(places[0])
            }
            del found.typed[conflict.no]
        else:
            found.errors[conflict.no] = _("This place is chosen twice.")
    return found


def shown_text(*, change: PlanChange) -> str:
    """The proposal in one field of a form: the fingerprint, then old-new for each place."""
    return " ".join([change.fingerprint, *(f"{old}-{new}" for old, new in sorted(change.proposal.items()))])


def read_shown(*, text: str) -> tuple[str, dict[int, int]]:
    """Fingerprint and seats of `shown_text`; what was tampered with is left out, and refused by the command."""
    fingerprint, *pairs = text.split(" ")
    numbers = [pair.partition("-")[::2] for pair in pairs]
    return fingerprint, {
        int(old): int(new)
        for old, new in numbers
        if old.isdecimal() and new.isdecimal() and len(old) < 10 and len(new) < 10
    }


def reseat_context(
    *,
    desk: Desk,
    change: PlanChange,
    old: Plan,
    new: Plan,
    seats: Mapping[int, int],
    choices: Choices | None,
) -> dict[str, Any]:
    """Parties with their fields, what the fields may say (by rank), and the hall as a picture."""
    companions = {
        place.companion_of: no for no, place in old.places.items() if place.companion_of is not None
    }
    rows = [_party(desk, party, old, new, seats, choices, companions) for party in parties(change=change)]
    taken = dict.fromkeys(change.kept.values(), "taken")
    why = {**taken, **dict.fromkeys(seats.values(), "chosen")}
    return {
        "parties": rows,
        "shown": change.fingerprint,
        "lists": [
            {"rank": rank, "options": _options(change, new, rank)}
            for rank in sorted({old.places[conflict.no].rank for conflict in change.conflicts})
        ],
        "wrong": bool(choices and choices.errors),
        "svg": hall_svg(plan=new, why=why, marks=CHOICE_MARKS) if new.is_numbered else "",
        "legend": [{"mark": mark_svg(why=mark), "label": PLACE_STATES[mark]} for mark in CHOICE_MARKS],
    }


def _party(
    desk: Desk,
    party: Party,
    old: Plan,
    new: Plan,
    seats: Mapping[int, int],
    choices: Choices | None,
    companions: Mapping[int, int],
) -> dict[str, Any]:
    places = [seats[conflict.no] for conflict in party.conflicts if conflict.no in seats]
    in_cart = party.conflicts[0].why == HELD
    return {
        "title": _("A cart that is still open") if in_cart else order_number(party.order),
        "url": "" if in_cart else desk.url("order", party.order),
        "stays": ", ".join(new.label(no) for no in party.stays),
        "size": len(places) + len(party.stays),
        "together": side_by_side(plan=new, places=[*places, *party.stays]),
        "tickets": [_ticket(each, old, new, seats, choices, companions) for each in party.conflicts],
    }


def _ticket(
    conflict: Conflict,
    old: Plan,
    new: Plan,
    seats: Mapping[int, int],
    choices: Choices | None,
    companions: Mapping[int, int],
) -> dict[str, Any]:
    place = old.places[conflict.no]
    error = choices.errors.get(conflict.no, "") if choices else ""
    other = place.companion_of or companions.get(conflict.no)
    proposed = new.label(seats[conflict.no]) if conflict.no in seats else ""
    return {
        "no": conflict.no,
        "label": conflict.label,
        "why": CONFLICTS[conflict.reason],
        "kind": KINDS.get(place.kind, ""),
        "beside": old.label(other) if other is not None and other in old.places else "",
        "rank": place.rank,
        "value": choices.typed.get(conflict.no, proposed) if choices and error else proposed,
        "error": error,
    }


def _options(change: PlanChange, new: Plan, rank: int) -> list[dict[str, str]]:
    """Every place that may be chosen, those of this rank first; a standing area once."""
    found: dict[str, dict[str, str]] = {}
    for no in sorted(choosable(change=change, new=new), key=lambda no: (new.places[no].rank != rank, no)):
        place = new.places[no]
        name = in_language(new.rank_names.get(str(place.rank))) or _("Rank %(rank)s") % {"rank": place.rank}
        notes = [name, *([str(KINDS[place.kind])] if place.kind in KINDS else [])]
        found.setdefault(new.label(no), {"value": new.label(no), "label": " · ".join(notes)})
    return list(found.values())


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()
