"""Give me N good places."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from samenspel.inventory.queries.availability import Availability, availability
from samenspel.inventory.queries.plans import plan_of
from samenspel.inventory.rules.best_available import Choice, best_available
from samenspel.inventory.rules.wheelchair_places import best_with_wheelchairs
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.take_places import NotOffered, OrphanSeat, PlacesTaken, Taken, Wish, take_places

ATTEMPTS = 5
"""Somebody may take the same places between looking and taking; in a rush five looks find some in nearly every case."""


def take_best(
    *,
    scope: Scope,
    order: UUID,
    region: int,
    seller: int | None = None,
    language: str,
    performance: int,
    ticket_types: Sequence[int],
    rank: int | None = None,
    wheelchairs: int = 0,
    reason: str = "",
    judged: bool = False,
    at: datetime,
) -> Taken:
    """Hold the best free places, one for each of `ticket_types` (1-40), side by side where possible.

    The first `wheelchairs` (0 up to all) of them are wheelchair places, the next their companion places.
    `reason` is why they are given, where a ticket type asks that; `judged` as in take_places.

    Raises NotEnoughWheelchairPlaces, NotEnoughPlaces and what take_places raises.
    """
    for attempt in range(ATTEMPTS):
        try:
            free = availability(
                performance=performance, at=at, order=order, seller=seller, region=region, scope=scope
            )
        except NotFound:
            raise NotOffered from None
        choice = _choice(free, count=len(ticket_types), rank=rank, wheelchairs=wheelchairs)
        wishes = [
            Wish(performance=performance, place=place, ticket_type=ticket_type, reason=reason)
            for place, ticket_type in zip(choice.places, ticket_types, strict=True)
        ]
        try:
            return take_places(
                scope=scope,
                order=order,
                region=region,
                seller=seller,
                language=language,
                wishes=wishes,
                at=at,
                known={performance: free},
                judged=judged,
            )
        except (PlacesTaken, OrphanSeat):
            if attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("the loop returns or raises")


def _choice(free: Availability, *, count: int, rank: int | None, wheelchairs: int) -> Choice:
    plan, ranks = plan_of(free.plan_id), None if rank is None else frozenset((rank,))
    taken = frozenset(free.taken) | frozenset(free.mine)
    if wheelchairs:
        return best_with_wheelchairs(
            plan=plan, taken=taken, count=count, wheelchairs=wheelchairs, ranks=ranks
        )
    return best_available(plan=plan, taken=taken, count=count, ranks=ranks)
