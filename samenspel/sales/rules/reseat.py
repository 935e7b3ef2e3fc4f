"""Other seats than the plan change proposes, as a person chooses them. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import hypot
from uuid import UUID

from samenspel.inventory.rules.plan import Plan
from samenspel.sales.rules.move_sales import STANDING, Conflict, PlanChange


@dataclass(frozen=True, slots=True)
class Party:
    """The places of one order that must be looked at, and (`stays`, numbers of the new plan) those that stay theirs."""

    order: UUID
    conflicts: tuple[Conflict, ...]
    stays: tuple[int, ...]


def parties(*, change: PlanChange) -> tuple[Party, ...]:
    """Every order with a conflict once, in the order of the conflicts."""
    found: dict[UUID, list[Conflict]] = defaultdict(list)
    for conflict in change.conflicts:
        found[conflict.order].append(conflict)
    stays: dict[UUID, list[int]] = defaultdict(list)
    for no, order in change.orders.items():
        if no in change.kept:
            stays[order].append(change.kept[no])
    return tuple(
        Party(order, tuple(conflicts), tuple(sorted(stays[order]))) for order, conflicts in found.items()
    )


def choosable(*, change: PlanChange, new: Plan) -> frozenset[int]:
    """Places of the new plan that whoever must move may have: nobody keeps them, and no block or allotment has them."""
    return frozenset(new.places) - frozenset(change.kept.values())


def settle(*, change: PlanChange, old: Plan, new: Plan, wanted: Mapping[int, int]) -> dict[int, int]:
    """Old number to new number: what is `wanted` where that is free and asked for once, else the proposal, else the nearest.

    The nearest free place of the same rank and kind; a conflict for which there is none is left out.
    """
    free = set(choosable(change=change, new=new))
    found: dict[int, int] = {}
    for choices in (wanted, change.proposal):
        for conflict in change.conflicts:
            place = choices.get(conflict.no)
            if conflict.no not in found and place in free:
                found[conflict.no] = place
                free.discard(place)
    for conflict in change.conflicts:
        if conflict.no not in found:
            nearest = _nearest(old, new, conflict.no, free)
            if nearest is not None:
                found[conflict.no] = nearest
                free.discard(nearest)
    return found


def side_by_side(*, plan: Plan, places: Iterable[int]) -> bool:
    """Can one walk from each of these places to every other over neighbours of the party? Standing: are all in one section?"""
    left = set(places)
    if not left:
        return True
    if any(plan.places[no].kind == STANDING for no in left):
        return len({plan.places[no].section for no in left}) == 1
    pairs = {place.companion_of: no for no, place in plan.places.items() if place.companion_of is not None}
    reached = [left.pop()]
    while reached:
        no = reached.pop()
        place = plan.places[no]
        beside = left & {place.left, place.right, place.companion_of, pairs.get(no)}
        left -= beside
        reached += [other for other in beside if other is not None]
    return not left


def _nearest(old: Plan, new: Plan, no: int, free: Collection[int]) -> int | None:
    was = old.places[no]
    like = [
        other for other in free if (new.places[other].rank, new.places[other].kind) == (was.rank, was.kind)
    ]
    return min(
        like,
        key=lambda other: (hypot(new.places[other].x - was.x, new.places[other].y - was.y), other),
        default=None,
    )
