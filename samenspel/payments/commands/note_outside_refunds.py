"""Notice money that somebody sent back by hand, in the provider's own dashboard."""

from datetime import datetime
from uuid import UUID

from samenspel.kernel import events
from samenspel.kernel.ids import uuid7
from samenspel.kernel.tenancy import Scope
from samenspel.ledger.commands.post_transfer import post_transfer
from samenspel.payments.models import Payment, Refund
from samenspel.payments.providers import provider


def note_outside_refunds(*, payment: UUID, at: datetime) -> int:
    """Compare what the provider sent back of `payment` with what we know, and book the rest; answers those cents.

    The money stands on `unallocated` until the order is cancelled, which then asks so much less; the fact
    `payments.refund.outside` tells finance. Nothing is decided while a refund of ours may be on its way there: the next
    look will tell. Runs outside any transaction; one more question to the provider, so call it when it named a refund.

    Raises ProviderDown, ProviderRefused, NoProvider.
    """
    before_cents = _known_cents(payment)
    with Scope.of_system().open():
        row = Payment.objects.get(pk=payment)
    status = provider(row.provider, collector=row.collector_id).fetch(reference=row.reference)
    with Scope.of_system().open():
        now = Payment.objects.select_for_update().get(pk=payment)
        after_cents = _known_cents(payment)
        if before_cents is None or after_cents is None:
            return 0
        # The larger: a refund that failed while we asked was still counted in the answer.
        outside_cents = status.refunded_cents - max(before_cents, after_cents)
        if outside_cents > 0:
            _book(now, outside_cents, at=at)
            _decide_mismatch(now, status.refunded_cents)
        return max(outside_cents, 0)


def _known_cents(payment: UUID) -> int | None:
    """What went back as far as we know; None while one is neither here nor there."""
    with Scope.of_system().open():
        refunds = Refund.objects.filter(payment=payment).exclude(state=Refund.State.FAILED)
        known = list(refunds.values_list("state", "amount_cents"))
    if any(state == Refund.State.REQUESTED for state, _ in known):
        return None
    return sum(cents for _, cents in known)


def _decide_mismatch(now: Payment, refunded_cents: int) -> None:
    """A payment of another amount that went back as a whole waits for no decision any more."""
    if now.state == Payment.State.MISMATCH and refunded_cents >= (now.received_cents or 0):
        now.state = Payment.State.UNPLACED
        now.save(update_fields=["state"])


def _book(payment: Payment, cents: int, *, at: datetime) -> None:
    refund = Refund.objects.create(
        pk=uuid7(),
        payment=payment,
        order_id=payment.order_id,
        collector_id=payment.collector_id,
        amount_cents=cents,
        reason=Refund.Reason.OUTSIDE,
        state=Refund.State.DONE,
        created_at=at,
        done_at=at,
    )
    post_transfer(
        scope=Scope.of_system(),
        house=payment.collector_id,
        debit="unallocated",
        credit="clearing",
        amount_cents=cents,
        currency=payment.received_currency or payment.currency,
        kind="refund_outside",
        key=f"refund_outside:{refund.pk}",
        order=payment.order_id,
        payment=payment.pk,
        at=at,
    )
    events.append(
        kind="payments.refund.outside",
        subject=str(payment.order_id),
        house_id=payment.collector_id,
        payload={"refund": str(refund.pk), "payment": str(payment.pk), "amount_cents": cents},
        at=at,
    )
