"""Fill a new cart with chosen places and good places together, once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.take_best import take_best
from samenspel.sales.commands.take_places import OtherWishes, Taken, TooManyPlaces, Wish, take_places
from samenspel.sales.queries.lines import OrderView, order_view
from samenspel.sales.rules.limits import PLACES_IN_CART


@dataclass(frozen=True, slots=True)
class BestWish:
    """`count` good places of one performance at one ticket type, of price rank `rank` when given."""

    performance: int
    count: int
    ticket_type: int
    rank: int | None = None


def fill_cart(
    *,
    scope: Scope,
    order: UUID,
    region: int,
    seller: int | None = None,
    language: str,
    wishes: Sequence[Wish],
    best: Sequence[BestWish],
    once: bool,
    at: datetime,
) -> Taken:
    """Take all of `wishes` and the best places for `best`, or nothing; at most 40 places.

    With `once` the cart must not exist yet: when it does and holds the same, it is answered as it stands. One transaction under
    a lock of this cart, because "the best" is another answer each time and a repeated request must not take twice.

    Raises what take_places raises, NotEnoughPlaces, and OtherWishes when `once` finds something else in the cart.
    """
    if len(wishes) + sum(wish.count for wish in best) > PLACES_IN_CART:
        raise TooManyPlaces
    with scope.open():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"cart:{order}"])
        if once and (stands := _standing(scope, order, at)) is not None:
            if not holds(view=stands, wishes=wishes, best=best):
                raise OtherWishes
            return Taken(stands.head.hold_until, len(stands.lines), stands.total_cents)
        taken: Taken | None = None
        if wishes:
            taken = take_places(
                scope=scope,
                order=order,
                region=region,
                seller=seller,
                language=language,
                wishes=wishes,
                at=at,
            )
        for wish in best:
            taken = take_best(
                scope=scope,
                order=order,
                region=region,
                seller=seller,
                language=language,
                performance=wish.performance,
                ticket_types=[wish.ticket_type] * wish.count,
                rank=wish.rank,
                at=at,
            )
    if taken is None:
        raise ValueError("nothing was asked")
    return taken


def holds(*, view: OrderView, wishes: Sequence[Wish], best: Sequence[BestWish]) -> bool:
    """Whether the order's lines are what these wishes ask for, no more and no less."""
    lines = [(line.performance_id, line.place_no, line.ticket_type_id, line.rank) for line in view.lines]
    named = {(wish.performance, wish.place, wish.ticket_type) for wish in wishes}
    rest = [line for line in lines if line[:3] not in named]
    if len(rest) != len(lines) - len(named):
        return False
    for wish in sorted(best, key=lambda wish: wish.rank is None):
        for _ in range(wish.count):
            fits = (
                line
                for line in rest
                if (line[0], line[2]) == (wish.performance, wish.ticket_type) and wish.rank in (None, line[3])
            )
            found = next(fits, None)
            if found is None:
                return False
            rest.remove(found)
    return not rest


def _standing(scope: Scope, order: UUID, at: datetime) -> OrderView | None:
    try:
        return order_view(scope=scope, order=order, at=at)
    except NotFound:
        return None
