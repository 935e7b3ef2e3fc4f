"""Give me N good places."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from samenspel.inventory.queries.availability import availability
from samenspel.inventory.queries.plans import plan_of
from samenspel.inventory.rules.best_available import best_available
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
    at: datetime,
) -> Taken:
    """Hold the best free places, one for each of `ticket_types` (1-40), side by side where possible.

    Raises NotEnoughPlaces and what take_places raises.
    """
    for attempt in range(ATTEMPTS):
        try:
            free = availability(performance=performance, at=at, order=order, seller=seller, scope=scope)
        except NotFound:
            raise NotOffered from None
        choice = best_available(
            plan=plan_of(free.plan_id),
            taken=frozenset(free.taken) | frozenset(free.mine),
            count=len(ticket_types),
            ranks=None if rank is None else frozenset((rank,)),
        )
        wishes = [
            Wish(performance=performance, place=place, ticket_type=ticket_type)
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
            )
        except (PlacesTaken, OrphanSeat):
            if attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("the loop returns or raises")
