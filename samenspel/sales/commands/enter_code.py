"""Type a promo code at a cart."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from samenspel.catalogue.models import PromoCode
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.judge_cart import judge_cart
from samenspel.sales.commands.take_places import CartClosed
from samenspel.sales.models import Line, Order

MOST_CODES = 10
WRONG_CODES = 20
"""So many wrong codes a cart may try; after that no code opens anything in it."""


class CodeRefused(DomainError):
    """No such code of a house in this cart, its time is over, it stands in as many orders as it may, or too many were tried."""


def enter_code(*, scope: Scope, order: UUID, code: str, at: datetime) -> int:
    """Keep `code` with the cart and price the cart by it; answers what the tickets cost then, in cents. Idempotent.

    A code counts in every order that is confirmed or still held. Only codes of houses that are in the cart are known to it.
    Raises NotFound (not this scope's order), CartClosed, CodeRefused.
    """
    if order not in scope.orders:
        raise NotFound
    with Scope.of_system().open():
        cart = Order.objects.select_for_update().filter(pk=order).first()
        if cart is None:
            raise NotFound
        if cart.state != Order.State.CART:
            raise CartClosed
        if cart.wrong_codes >= WRONG_CODES:
            raise CodeRefused
        try:
            with transaction.atomic():
                return _keep(cart, code=code, contact=scope.contact, at=at)
        except CodeRefused:
            Order.objects.filter(pk=order).update(wrong_codes=F("wrong_codes") + 1)
    raise CodeRefused


def _keep(cart: Order, *, code: str, contact: int | None, at: datetime) -> int:
    typed = code.strip().upper()
    if "\0" in typed:  # No text of a database.
        raise CodeRefused
    houses = Line.objects.filter(order=cart).values("presenter_id")
    found = list(PromoCode.objects.filter(code=typed, house_id__in=houses))
    cart.codes = sorted({*cart.codes, *(each.pk for each in found)})
    if not found or len(cart.codes) > MOST_CODES:
        raise CodeRefused
    cart.save(update_fields=["codes"])
    judged = judge_cart(order=cart.pk, at=at, contact=contact, agreed=True)
    if not any((each.house_id, each.campaign) in judged.campaigns for each in found):
        raise CodeRefused
    return judged.quote.tickets_cents
