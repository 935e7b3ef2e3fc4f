"""Ask the provider how a payment stands and do what follows. Webhook, return page and worker all call this."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel.kernel import events
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.ledger.commands.post_transfer import post_transfer
from samenspel.payments.commands.note_outside_refunds import note_outside_refunds
from samenspel.payments.commands.request_refund import request_refund
from samenspel.payments.commands.stop_refund import stop_refunds
from samenspel.payments.models import Payment, Refund
from samenspel.payments.ports import ProviderDown, ProviderRefused, Status
from samenspel.payments.providers import NoProvider, provider
from samenspel.payments.queries.payment_row import PaymentRow, payment_row
from samenspel.sales.commands.confirm_order import (
    AmountMismatch,
    CartEmpty,
    OrderNotOpen,
    PlacesGone,
    confirm_order,
)
from samenspel.sales.commands.start_payment import PaymentUnavailable
from samenspel.sales.models import Order

log = logging.getLogger(__name__)

State = Payment.State
SETTLED = frozenset({State.PAID, State.MISMATCH, State.UNPLACED, State.CHARGED_BACK})
"""Money came; only a chargeback or a refund can follow. Failed, cancelled and expired may still turn into paid, as banks do."""


@dataclass(frozen=True, slots=True)
class _Received:
    """Money that came, as the provider says."""

    cents: int
    currency: str
    method: str


def settle_payment(*, payment: UUID, at: datetime) -> str:
    """Bring `payment` and its order in line with the truth at the provider, as `settle_row`.

    Raises NotFound, PaymentUnavailable.
    """
    return settle_row(row=payment_row(payment=payment), at=at)


def settle_returned(*, order: UUID, payment: UUID, at: datetime) -> str:
    """`settle_row` for a visitor who comes back from paying: what the webhook settled meanwhile is not asked again.

    Who holds the link of an order asks after its payments only. Raises NotFound, PaymentUnavailable.
    """
    row = payment_row(payment=payment)
    if row.order_id != order:
        raise NotFound(payment)
    return row.state if row.state in SETTLED else settle_row(row=row, at=at)


def settle_row(*, row: PaymentRow, at: datetime) -> str:
    """Bring a payment that was just read and its order in line with the truth at the provider; answers the payment's state.

    - paid, amount and currency as asked: the order is confirmed.
    - paid otherwise: `mismatch`, never confirmed, told to finance.
    - paid, but the places are gone, or the order is cancelled or already paid: `unplaced`, refunded by itself.
    - failed, cancelled, expired: the order is a cart again, its places still held, so that the visitor can try again.
    - charged back: `charged_back`, told to finance; the tickets stay as they are until somebody decides.
    - sent back outside, in the provider's dashboard: booked, told to finance; the state stays.

    Idempotent and safe to run at the same time as itself, also on a row that is no longer true. Runs outside any transaction.

    Raises PaymentUnavailable (the provider gave no answer: ask again later, nothing was changed).
    """
    if not row.reference:
        return row.state
    try:
        status = provider(row.provider, collector=row.collector_id).fetch(reference=row.reference)
    except (ProviderDown, ProviderRefused, NoProvider) as error:
        log.warning("payment %s cannot be asked after at %s: %r", row.id, row.provider, error)
        raise PaymentUnavailable(row.provider) from error
    if status.charged_back_cents > 0:
        state = _charge_back(row, status, at=at)
        _look_for_outside_refunds(row, status, at=at)
        return state
    if status.state == "paid":
        state = row.state if row.state in SETTLED else _paid(row, status, at=at)
        _look_for_outside_refunds(row, status, at=at)
        return state
    if status.state == "open":
        return row.state
    return _ended(row, status, at=at)


def _paid(row: PaymentRow, status: Status, *, at: datetime) -> str:
    received = _Received(cents=status.amount_cents, currency=status.currency, method=status.method[:20])
    if (received.cents, received.currency) != (row.amount_cents, row.currency):
        return _mismatch(row, received, at=at)
    try:
        confirm_order(
            order=row.order_id,
            payment=row.id,
            at=at,
            provider=row.provider,
            method=received.method,
            received_cents=received.cents,
        )
    except AmountMismatch:
        # Paid as we asked, but the cart was changed meanwhile: the money goes back, the cart stays.
        return _unplaced(row, received, Refund.Reason.CART_CHANGED, at=at)
    except (PlacesGone, CartEmpty):
        return _unplaced(row, received, Refund.Reason.TOO_LATE, at=at)
    except OrderNotOpen:
        with Scope.of_system().open():
            sold = Order.objects.filter(pk=row.order_id, state=Order.State.CONFIRMED).exists()
        return _unplaced(row, received, Refund.Reason.DUPLICATE if sold else Refund.Reason.TOO_LATE, at=at)
    return State.PAID


def _mismatch(row: PaymentRow, received: _Received, *, at: datetime) -> str:
    with _locked(row) as (order, now):
        if now.state in SETTLED:
            return now.state
        _keep_received(now, received, State.MISMATCH, at=at)
        _reopen(order, but=now)
        events.append(
            kind="payments.payment.mismatch",
            subject=str(now.order_id),
            house_id=now.collector_id,
            payload={
                "payment": str(now.pk),
                "asked_cents": now.amount_cents,
                "asked_currency": now.currency,
                "received_cents": received.cents,
                "received_currency": received.currency,
            },
            at=at,
        )
        return now.state


def _unplaced(row: PaymentRow, received: _Received, reason: Refund.Reason, *, at: datetime) -> str:
    with _locked(row) as (_, now):
        if now.state in SETTLED:
            return now.state
        _keep_received(now, received, State.UNPLACED, at=at)
        refund = request_refund(payment=now.pk, amount_cents=received.cents, reason=reason, at=at)
        events.append(
            kind="payments.payment.unplaced",
            subject=str(now.order_id),
            house_id=now.collector_id,
            payload={
                "payment": str(now.pk),
                "refund": str(refund),
                "reason": str(reason),
                "received_cents": received.cents,
            },
            at=at,
        )
        return now.state


def _ended(row: PaymentRow, status: Status, *, at: datetime) -> str:
    with _locked(row) as (order, now):
        if now.state not in (State.CREATED, State.OPEN):
            return now.state
        now.state = State(status.state)
        now.method = (status.method or now.method)[:20]
        now.save(update_fields=["state", "method"])
        _reopen(order, but=now)
        return now.state


def _charge_back(row: PaymentRow, status: Status, *, at: datetime) -> str:
    with _locked(row) as (order, now):
        more_cents = status.charged_back_cents - now.charged_back_cents
        if more_cents <= 0:
            return now.state
        if now.state not in SETTLED:
            # Paid and taken back before anybody told us: it comes in and goes, and buys nothing.
            received = _Received(
                cents=status.amount_cents, currency=status.currency, method=status.method[:20]
            )
            _keep_received(now, received, State.CHARGED_BACK, at=at)
            _reopen(order, but=now)
        now.state, now.charged_back_cents = State.CHARGED_BACK, status.charged_back_cents
        now.save(update_fields=["state", "charged_back_cents"])
        # The bank has given it back already: sending it once more would pay twice.
        stop_refunds(payment=now.pk, problem="charged back", at=at)
        _post(
            now,
            debit="unallocated",
            credit="clearing",
            cents=more_cents,
            kind="charge_back",
            key=f"charged:{now.pk}:{status.charged_back_cents}",
            at=at,
        )
        events.append(
            kind="payments.payment.charged_back",
            subject=str(now.order_id),
            house_id=now.collector_id,
            payload={"payment": str(now.pk), "charged_back_cents": status.charged_back_cents},
            at=at,
        )
        return now.state


def _look_for_outside_refunds(row: PaymentRow, status: Status, *, at: datetime) -> None:
    if status.refunded_cents == 0:
        return
    try:
        note_outside_refunds(payment=row.id, at=at)
    except (ProviderDown, ProviderRefused, NoProvider) as error:
        raise PaymentUnavailable(row.provider) from error


@contextmanager
def _locked(row: PaymentRow) -> Iterator[tuple[Order, Payment]]:
    """A transaction in which nobody else moves this order or payment: the order first, as every step of a sale."""
    with Scope.of_system().open():
        order = Order.objects.select_for_update().get(pk=row.order_id)
        yield order, Payment.objects.select_for_update().get(pk=row.id)


def _reopen(order: Order, *, but: Payment) -> None:
    """Make it a cart again, unless the visitor is busy paying in another way."""
    busy = Payment.objects.filter(order_id=order.pk, state__in=[State.CREATED, State.OPEN]).exclude(pk=but.pk)
    if order.state == Order.State.AWAITING_PAYMENT and not busy.exists():
        order.state = Order.State.CART
        order.save(update_fields=["state"])


def _keep_received(now: Payment, received: _Received, state: Payment.State, *, at: datetime) -> None:
    """Money that is no sale: it stands on `unallocated` until it goes back or finance gives it a place."""
    now.state = state
    now.received_cents, now.received_currency, now.method = received.cents, received.currency, received.method
    now.paid_at = at
    now.save(update_fields=["state", "received_cents", "received_currency", "method", "paid_at"])
    _post(now, debit="clearing", credit="unallocated", cents=received.cents, kind="unsold", at=at)


def _post(
    now: Payment, *, debit: str, credit: str, cents: int, kind: str, at: datetime, key: str = ""
) -> None:
    if cents <= 0:
        return
    post_transfer(
        scope=Scope.of_system(),
        house=now.collector_id,
        debit=debit,
        credit=credit,
        amount_cents=cents,
        currency=now.received_currency or now.currency,
        kind=kind,
        key=key or f"{kind}:{now.pk}",
        order=now.order_id,
        payment=now.pk,
        at=at,
    )
