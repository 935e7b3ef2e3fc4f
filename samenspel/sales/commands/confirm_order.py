"""The point of no return."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel.kernel.errors import DomainError
from samenspel.kernel.statement import Refused, load, settled
from samenspel.kernel.tenancy import Scope
from samenspel.ledger.commands.open_accounts import open_accounts
from samenspel.payments.models import Payment
from samenspel.sales.models import Line, Order


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What was sold: `lines` places for `total_cents`."""

    total_cents: int
    lines: int


class PlacesGone(DomainError):
    """The hold had ended and somebody else took a place: nothing was sold."""


class AmountMismatch(DomainError):
    """What was paid is not what the order asks, or a rule forbids some line of it since: never confirmed."""


class OrderNotOpen(DomainError):
    """Cancelled, or already confirmed by another payment."""


class PaymentOfOtherOrder(DomainError):
    """This payment pays for another order."""


class CartEmpty(DomainError):
    """There is nothing in this order."""


CONFIRM = load(__file__, "confirm_order", Confirmed)


def confirm_order(
    *,
    order: UUID,
    payment: UUID,
    at: datetime,
    provider: str,
    method: str = "",
    received_cents: int | None = None,
) -> Confirmed:
    """Sell everything in `order` against `payment`, in one statement: places, lines, tickets, payment, ledger, facts.

    Works as the product itself: the caller has checked who asks. `received_cents` is what the provider says was paid; None
    for money taken by the seller, or nothing to pay. A hold that ended is no obstacle while its places are still free.
    Asked again for the same payment, it answers the same.

    Raises PlacesGone, AmountMismatch, OrderNotOpen, PaymentOfOtherOrder, CartEmpty; nothing is changed then.
    """
    try:
        return _confirm(order, payment, at, provider, method, received_cents)
    except Refused as refused:
        if refused.reason != "account_missing":
            return _after_refusal(refused, order=order, payment=payment)
    _open_accounts(order)
    try:
        return _confirm(order, payment, at, provider, method, received_cents)
    except Refused as refused:
        return _after_refusal(refused, order=order, payment=payment)


def _confirm(
    order: UUID, payment: UUID, at: datetime, provider: str, method: str, received_cents: int | None
) -> Confirmed:
    return settled(
        CONFIRM,
        scope=Scope.of_system(),
        order=order,
        payment=payment,
        at=at,
        provider=provider,
        method=method,
        received_cents=received_cents,
        money_account="cash" if provider == "seller" else "clearing",
    )


def _open_accounts(order: UUID) -> None:
    """A house that has just joined, a VAT rate that is new: its accounts are opened when first needed."""
    with Scope.of_system().open():
        regions = Order.objects.filter(pk=order).values_list("region_id", flat=True)
        rates = Line.objects.filter(order_id=order).values_list("vat_rate_bp", flat=True).distinct()
        open_accounts(regions=list(regions), rates_bp=list(rates))


def _after_refusal(refused: Refused, *, order: UUID, payment: UUID) -> Confirmed:
    match refused.reason:
        case "places_gone":
            raise PlacesGone from refused
        case "amount_mismatch":
            raise AmountMismatch from refused
        case "empty":
            raise CartEmpty from refused
        case "other_payment":
            raise PaymentOfOtherOrder from refused
        case "not_open":
            with Scope.of_system().open():
                confirmed = Order.objects.filter(pk=order, state=Order.State.CONFIRMED).first()
                paid = Payment.objects.filter(pk=payment, order_id=order, state=Payment.State.PAID).first()
                if confirmed is None or paid is None:
                    raise OrderNotOpen from refused
                return Confirmed(
                    total_cents=paid.amount_cents, lines=confirmed.lines.filter(sold_at__isnull=False).count()
                )
    raise refused
