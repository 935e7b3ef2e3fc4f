"""Finance lets a payment with another amount pay its order after all."""

from datetime import datetime
from uuid import UUID

from django.db.models import Sum

from samenspel.kernel import events
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.ledger.commands.post_transfer import post_transfer
from samenspel.ledger.queries.unallocated import unallocated_cents
from samenspel.payments.models import Payment
from samenspel.sales.commands.confirm_order import Confirmed, confirm_order
from samenspel.sales.models import Line, Order


class NotAMismatch(DomainError):
    """This payment waits for no decision; `state` says what became of it."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class OtherCurrency(DomainError):
    """Received in another currency than was asked: it cannot be compared, so it can only go back."""

    def __init__(self, currency: str) -> None:
        super().__init__(currency)
        self.currency = currency


class DifferenceChanged(DomainError):
    """The order asks another amount than when finance looked: the difference is `difference_cents` now."""

    def __init__(self, difference_cents: int) -> None:
        super().__init__(difference_cents)
        self.difference_cents = difference_cents


def accept_payment(*, scope: Scope, payment: UUID, difference_cents: int, by: int, at: datetime) -> Confirmed:
    """Confirm the order of a `mismatch` payment, all in one transaction.

    `difference_cents` is what finance saw and accepts: what is here less what the order asks, so below zero when too little
    came; 0 when the amount is right after all. It is posted to `cash_difference` of the collector and told with `by`, the
    login that decided, as `payments.payment.accepted`. For finance of the collecting house. Asked again with the same
    difference, it answers the same.

    Raises NotFound, NotAMismatch, OtherCurrency, DifferenceChanged, and of `confirm_order` PlacesGone, CartEmpty, OrderNotOpen
    and AmountMismatch (a rule forbids the cart by now); nothing is changed then, and the payment can still be refunded.
    """
    with scope.open():
        found = Payment.objects.filter(pk=payment, collector__in=scope.houses).first()
        if found is None:
            raise NotFound(payment)
    with Scope.of_system().open():
        # The order first, as every step of a sale.
        Order.objects.select_for_update().get(pk=found.order_id)
        now = Payment.objects.select_for_update().get(pk=payment)
        again = now.state == Payment.State.PAID and now.accepted_difference_cents == difference_cents
        if again:
            return _confirm(now, now.amount_cents, at=at)
        sold_cents = _sold_cents(now, difference_cents)
        confirmed = _confirm(now, sold_cents, at=at)
        _book(now, sold_cents, difference_cents, at=at)
        _tell(now, sold_cents, difference_cents, by=by, at=at)
        return confirmed


def _sold_cents(now: Payment, difference_cents: int) -> int:
    """What the order asks, when that is what finance saw."""
    if now.state != Payment.State.MISMATCH:
        raise NotAMismatch(now.state)
    if now.received_currency != now.currency:
        raise OtherCurrency(now.received_currency)
    asked = Line.objects.filter(order_id=now.order_id).aggregate(cents=Sum("price_cents"))["cents"] or 0
    # Not all that was received, when a part was sent back by hand.
    held = unallocated_cents(
        scope=Scope.of_system(), house=now.collector_id, order=now.order_id, payment=now.pk
    )
    if held - asked != difference_cents:
        raise DifferenceChanged(held - asked)
    return asked


def _confirm(now: Payment, sold_cents: int, *, at: datetime) -> Confirmed:
    payment = Payment.objects.filter(pk=now.pk)
    payment.update(amount_cents=sold_cents)
    confirmed = confirm_order(
        order=now.order_id,
        payment=now.pk,
        at=at,
        provider=now.provider,
        method=now.method,
        received_cents=sold_cents,
    )
    # What came, and when, stays the truth of the provider.
    payment.update(received_cents=now.received_cents, paid_at=now.paid_at)
    return confirmed


def _book(now: Payment, sold_cents: int, difference_cents: int, *, at: datetime) -> None:
    now.accepted_difference_cents = difference_cents
    now.save(update_fields=["accepted_difference_cents"])
    # What was held leaves by way of clearing, which the sale and the difference debit with as much: cancelling undoes those two.
    held_cents = sold_cents + difference_cents
    _post(now, debit="unallocated", credit="clearing", cents=held_cents, kind="accepted", at=at)
    _post(now, debit="clearing", credit="cash_difference", cents=difference_cents, kind="difference", at=at)
    _post(now, debit="cash_difference", credit="clearing", cents=-difference_cents, kind="difference", at=at)


def _tell(now: Payment, sold_cents: int, difference_cents: int, *, by: int, at: datetime) -> None:
    events.append(
        kind="payments.payment.accepted",
        subject=str(now.order_id),
        house_id=now.collector_id,
        payload={
            "payment": str(now.pk),
            "asked_cents": sold_cents,
            "received_cents": now.received_cents,
            "difference_cents": difference_cents,
            "by": by,
        },
        at=at,
    )


def _post(now: Payment, *, debit: str, credit: str, cents: int, kind: str, at: datetime) -> None:
    if cents <= 0:
        return
    post_transfer(
        scope=Scope.of_system(),
        house=now.collector_id,
        debit=debit,
        credit=credit,
        amount_cents=cents,
        currency=now.currency,
        kind=kind,
        key=f"{kind}:{now.pk}",
        order=now.order_id,
        payment=now.pk,
        at=at,
    )
