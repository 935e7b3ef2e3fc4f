"""Changes to a cart that is being filled: another ticket type, more time, open again after a payment page."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db.models import Q

from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.statement import Refused, load
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.confirm_order import PlacesGone
from samenspel.sales.commands.judge_cart import judge_cart
from samenspel.sales.commands.take_places import (
    RULED,
    CartClosed,
    CompanionAlone,
    NotOffered,
    OrphanSeat,
    PlacesTaken,
    Wish,
    take_places,
)
from samenspel.sales.models import Order
from samenspel.sales.rules.limits import HOLD_IN_ALL_S, HOLD_S


@dataclass(frozen=True, slots=True)
class Changed:
    performance_id: int
    place_no: int
    price_cents: int


@dataclass(frozen=True, slots=True)
class Extended:
    hold_until: datetime


class HoldAtLimit(DomainError):
    """A cart keeps its places for an hour in all, so that others get their chance."""


CHANGE = load(__file__, "change_ticket_type", Changed)
EXTEND = load(__file__, "extend_hold", Extended)


def change_ticket_type(*, scope: Scope, order: UUID, line: int, ticket_type: int, at: datetime) -> int:
    """Another ticket type for one line; answers its new price in cents. Raises CartClosed, NotOffered."""
    change = partial(CHANGE.one, scope=scope, order=order, line=line, ticket_type=ticket_type, at=at)
    try:
        try:
            return change(judged=False).price_cents
        except Refused as refused:
            if refused.reason != RULED:
                raise
        with scope.open():
            changed = change(judged=True)
            judged = judge_cart(order=order, at=at, contact=scope.contact)
            if judged.refusals:
                raise NotOffered(judged.refusals)
        return judged.cents[changed.performance_id, changed.place_no]
    except Refused as refused:
        raise {"cart_closed": CartClosed, "not_offered": NotOffered}[refused.reason] from refused


def extend_hold(*, scope: Scope, order: UUID, at: datetime) -> datetime:
    """15 minutes more from now, at most an hour from the first place; also takes back places whose hold has just ended.

    Answers until when. Raises NotFound, HoldAtLimit, PlacesGone, CartClosed.
    """
    with scope.open():
        found = Order.objects.filter(pk=order).first()
    if found is None:
        raise NotFound
    limit = found.created_at + timedelta(seconds=HOLD_IN_ALL_S)
    if limit <= at + timedelta(seconds=60):
        raise HoldAtLimit
    try:
        return EXTEND.one(scope=scope, order=order, at=at, ttl_s=HOLD_S, limit=limit).hold_until
    except Refused as refused:
        raise {"cart_closed": CartClosed, "places_gone": PlacesGone}[refused.reason] from refused


def take_again(*, scope: Scope, order: UUID, at: datetime) -> datetime:
    """A cart whose time ran out: the same places for 15 minutes, all or none, at the prices and rules of now.

    Raises NotFound, PlacesGone (also when one is no longer sold), CartClosed (its time is not over, or it is no cart).
    """
    over = Q(state=Order.State.EXPIRED) | Q(state=Order.State.CART, hold_until__lte=at)
    with scope.open():
        if not Order.objects.filter(over, pk=order).update(
            state=Order.State.CART, created_at=at, hold_until=at
        ):
            raise CartClosed
        cart = Order.objects.get(pk=order)
        wishes = [
            Wish(line.performance_id, line.place_no, line.ticket_type_id)
            for line in cart.lines.order_by("id")
        ]
        try:
            return take_places(
                scope=scope,
                order=order,
                region=cart.region_id,
                # The region's shop takes as the region; any other seller as itself.
                seller=None if cart.seller_id == cart.region.seller_id else cart.seller_id,
                language=cart.language,
                wishes=wishes,
                at=at,
            ).hold_until
        except (PlacesTaken, OrphanSeat, CompanionAlone, NotOffered) as error:
            raise PlacesGone from error


def reopen_cart(*, scope: Scope, order: UUID) -> None:
    """Back from the payment page to change something: the order is a cart again, its places stay held.

    A payment that is still open may yet arrive: it confirms the order when the amount is the same, and is refunded by itself
    otherwise. Raises CartClosed.
    """
    with scope.open():
        waiting = (Order.State.AWAITING_PAYMENT, Order.State.CART)
        if not Order.objects.filter(pk=order, state__in=waiting).update(state=Order.State.CART):
            raise CartClosed
