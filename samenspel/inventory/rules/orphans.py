"""The orphan rule: a choice must not leave one free seat alone between taken ones, an aisle or a wall."""

from collections.abc import Set

from samenspel.inventory.rules.plan import Plan

SEATS = frozenset(("seat", "restricted"))
"""Only ordinary seats can be orphans: a wheelchair place beside a choice is alone by design."""


def orphans_left(*, plan: Plan, taken: Set[int], chosen: Set[int]) -> frozenset[int]:
    """The free seats that stand alone once `chosen` are gone, next to the seats of the choice. Empty when it obeys the rule."""
    gone = taken | chosen
    beside = {
        neighbour
        for no in chosen
        if plan.places[no].kind in SEATS
        for neighbour in (plan.places[no].left, plan.places[no].right)
        if neighbour is not None and neighbour not in gone
    }
    return frozenset(
        no for no in beside if plan.places[no].kind in SEATS and _is_alone(plan=plan, no=no, gone=gone)
    )


def _is_alone(*, plan: Plan, no: int, gone: Set[int]) -> bool:
    place = plan.places[no]
    return all(
        neighbour is None or neighbour in gone or plan.places[neighbour].kind not in SEATS
        for neighbour in (place.left, place.right)
    )
