"""Fill a cart with chosen places and good places together, once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import connection

from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.take_best import take_best
from samenspel.sales.commands.take_places import OtherWishes, Taken, TooManyPlaces, Wish, take_places
from samenspel.sales.models import Filling
from samenspel.sales.queries.lines import OrderLine, OrderView, order_view
from samenspel.sales.rules.limits import PLACES_IN_CART


@dataclass(frozen=True, slots=True)
class BestWish:
    """`count` good places of one performance at one ticket type, of price rank `rank` when given.

    `wheelchairs` of them are wheelchair places.
    """

    performance: int
    count: int
    ticket_type: int
    rank: int | None = None
    wheelchairs: int = 0


def fill_cart(
    *,
    scope: Scope,
    order: UUID,
    region: int,
    seller: int | None = None,
    language: str,
    wishes: Sequence[Wish],
    best: Sequence[BestWish],
    once: bool = False,
    filling: UUID | None = None,
    at: datetime,
) -> Taken:
    """Take all of `wishes` and the best places for `best`, or nothing; at most 40 places.

    With `once` the cart must not exist yet: when it does and holds the same, it is answered as it stands. With `filling`, the
    id of this request, the cart may hold more already: when that request filled it before, it is answered as it stands. One
    transaction under a lock of this cart, because "the best" is another answer each time and a repeated request must not take
    twice.

    Raises what take_places raises, NotEnoughPlaces, and OtherWishes when `once` finds something else in the cart, or
    `filling` asked something else.
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
        if filling is not None and (stands := _filled(scope, order, filling, wishes, best, at)) is not None:
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
                wheelchairs=wish.wheelchairs,
                at=at,
            )
    if taken is None:
        raise ValueError("nothing was asked")
    return taken


def holds(*, view: OrderView, wishes: Sequence[Wish], best: Sequence[BestWish]) -> bool:
    """Whether the order's lines are what these wishes ask for, no more and no less."""
    named = {(wish.performance, wish.place, wish.ticket_type) for wish in wishes}
    rest = [
        line for line in view.lines if (line.performance_id, line.place_no, line.ticket_type_id) not in named
    ]
    if len(rest) != len(view.lines) - len(named):
        return False
    for wish in sorted(best, key=lambda wish: wish.rank is None):
        for position in range(wish.count):
            found = next((line for line in rest if _fits(line, wish, position)), None)
            if found is None:
                return False
            rest.remove(found)
    return not rest


def _fits(line: OrderLine, wish: BestWish, position: int) -> bool:
    """Whether this line can be the place number `position` (from 0) of a wish: those for a wheelchair come first."""
    return (
        (line.performance_id, line.ticket_type_id) == (wish.performance, wish.ticket_type)
        and wish.rank in (None, line.rank)
        and (line.place_kind == "wheelchair") == (position < wish.wheelchairs)
    )


def _filled(
    scope: Scope,
    order: UUID,
    filling: UUID,
    wishes: Sequence[Wish],
    best: Sequence[BestWish],
    at: datetime,
) -> OrderView | None:
    """The cart, when this request filled it before; else the request is noted, and goes with the transaction when it fails."""
    asked = sha256(repr(([*wishes], [*best])).encode()).digest()
    before, is_new = Filling.objects.get_or_create(id=filling, defaults={"order_id": order, "asked": asked})
    if is_new:
        return None
    if bytes(before.asked) != asked:
        raise OtherWishes
    return order_view(scope=scope, order=order, at=at)


def _standing(scope: Scope, order: UUID, at: datetime) -> OrderView | None:
    try:
        return order_view(scope=scope, order=order, at=at)
    except NotFound:
        return None
