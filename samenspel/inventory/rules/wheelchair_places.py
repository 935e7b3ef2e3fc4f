"""Good places for a party with wheelchair users: their places, the companion places beside them, and seats near those."""

from collections.abc import Set

from samenspel.inventory.rules.best_available import Choice, NotEnoughPlaces, best_available, distance, middle
from samenspel.inventory.rules.plan import Plan


class NotEnoughWheelchairPlaces(NotEnoughPlaces):
    """Fewer free wheelchair places than asked; `.free` says how many there are of the wanted rank."""


def best_with_wheelchairs(
    *, plan: Plan, taken: Set[int], count: int, wheelchairs: int, ranks: Set[int] | None = None
) -> Choice:
    """Places for a party of `count`, of whom `wheelchairs` (1 up to all) come in a wheelchair.

    Wheelchair places come first in `places`, then the companion places of them, then seats near them for whoever is left.
    A wheelchair place with a free companion place goes before one without while there is company; nearest the focal point first.

    Raises NotEnoughWheelchairPlaces, NotEnoughPlaces.
    """
    company = count - wheelchairs
    pairs = sorted(
        (
            (companion is None and company > 0, distance(plan, [no], plan.focal), no, companion)
            for no, companion in companion_places(plan=plan, taken=taken)
            if ranks is None or plan.places[no].rank in ranks
        ),
        key=lambda pair: pair[:3],
    )[:wheelchairs]
    if len(pairs) < wheelchairs:
        raise NotEnoughWheelchairPlaces(len(pairs))
    places = [no for _alone, _far, no, _companion in pairs]
    beside = [companion for _alone, _far, _no, companion in pairs if companion is not None][:company]
    rest = company - len(beside)
    if not rest:
        return Choice((*places, *beside), adjacent=wheelchairs == 1, orphan=False)
    seats = best_available(
        plan=plan, taken=taken, count=rest, ranks=ranks, near=middle(plan=plan, places=places)
    )
    return Choice((*places, *beside, *seats.places), adjacent=False, orphan=seats.orphan)


def companion_places(*, plan: Plan, taken: Set[int]) -> list[tuple[int, int | None]]:
    """The free wheelchair places, each with its free companion place or None."""
    companions = {
        place.companion_of: no for no, place in plan.places.items() if place.companion_of is not None
    }
    return [
        (no, companion if (companion := companions.get(no)) is not None and companion not in taken else None)
        for no, place in plan.places.items()
        if place.kind == "wheelchair" and no not in taken
    ]
