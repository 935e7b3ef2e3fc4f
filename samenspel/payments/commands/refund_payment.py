"""Finance sends back what a payment brought in and did not buy."""

from datetime import datetime
from uuid import UUID

from django.db.models import Sum

from samenspel.kernel import events
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.ids import uuid7
from samenspel.kernel.tenancy import Scope
from samenspel.ledger.queries.unallocated import unallocated_cents
from samenspel.payments.models import Payment, Refund


class NothingToRefund(DomainError):
    """Of this payment nothing waits for its way back: it paid for an order, or a refund of it is under way or done."""


def refund_payment(*, scope: Scope, payment: UUID, by: int, at: datetime) -> Refund:
    """Ask back all of `payment` that stands on `unallocated`: a mismatch as a whole, or what a failed refund left.

    For finance of the collecting house; `by` is the login that decides. The worker sends it. A mismatch becomes `unplaced`
    and its buyer is mailed (`payments.payment.unplaced`); else the fact is `payments.refund.requested`. Asked twice, the
    second raises: what is on its way is not there any more.

    Raises NotFound, NothingToRefund.
    """
    with scope.open():
        mine = Payment.objects.filter(pk=payment, collector__in=scope.houses)
        if not mine.exists():
            raise NotFound(payment)
    with Scope.of_system().open():
        now = Payment.objects.select_for_update().get(pk=payment)
        is_mismatch = now.state == Payment.State.MISMATCH
        refund = Refund.objects.create(
            pk=uuid7(),
            payment=now,
            order_id=now.order_id,
            collector_id=now.collector_id,
            amount_cents=_left_cents(now),
            reason=Refund.Reason.MISMATCH if is_mismatch else Refund.Reason.AGAIN,
            state=Refund.State.REQUESTED,
            created_at=at,
        )
        if is_mismatch:
            now.state = Payment.State.UNPLACED
            now.save(update_fields=["state"])
        _tell(refund, unplaced=is_mismatch, by=by, at=at)
        return refund


def _left_cents(payment: Payment) -> int:
    """Raises NothingToRefund."""
    held = unallocated_cents(
        scope=Scope.of_system(), house=payment.collector_id, order=payment.order_id, payment=payment.pk
    )
    # A cancelled order's refund left `unallocated` alone; every other one is booked there when it is done.
    on_its_way = Refund.objects.filter(
        payment=payment, state__in=[Refund.State.REQUESTED, Refund.State.PENDING]
    ).exclude(reason=Refund.Reason.CANCELLED)
    left = held - (on_its_way.aggregate(cents=Sum("amount_cents"))["cents"] or 0)
    if left <= 0:
        raise NothingToRefund(payment.pk)
    return left


def _tell(refund: Refund, *, unplaced: bool, by: int, at: datetime) -> None:
    payload: dict[str, object] = {
        "payment": str(refund.payment_id),
        "refund": str(refund.pk),
        "reason": str(refund.reason),
        "by": by,
    }
    payload["received_cents" if unplaced else "amount_cents"] = refund.amount_cents
    events.append(
        kind="payments.payment.unplaced" if unplaced else "payments.refund.requested",
        subject=str(refund.order_id),
        house_id=refund.collector_id,
        payload=payload,
        at=at,
    )
