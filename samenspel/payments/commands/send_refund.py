"""Send a requested refund to its provider, or ask how it stands."""

from datetime import datetime
from uuid import UUID

from samenspel.kernel import events
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.ledger.commands.post_transfer import post_transfer
from samenspel.payments.models import Refund
from samenspel.payments.ports import ProviderDown, ProviderRefused, RefundStatus
from samenspel.payments.providers import BY_HAND, NoProvider, provider

NEVER_A_SALE = frozenset({Refund.Reason.TOO_LATE, Refund.Reason.MISMATCH, Refund.Reason.DUPLICATE})
"""Money that stood on `unallocated`; a cancelled order's postings were reversed when it was cancelled."""

FINISHED = frozenset({Refund.State.DONE, Refund.State.FAILED})


def send_refund(*, refund: UUID, at: datetime) -> str:
    """Bring one refund a step further and answer its state; idempotent by the refund's id, here and at the provider.

    A provider that does not answer leaves it `requested` for the next round. One that says no makes it `failed`, with the
    fact `payments.refund.failed` for finance. Runs outside any transaction: the call to the provider takes seconds.

    Raises NotFound.
    """
    with Scope.of_system().open():
        row = Refund.objects.select_related("payment").filter(pk=refund).first()
    if row is None:
        raise NotFound
    if row.state in FINISHED:
        return row.state
    try:
        status = _ask(row)
    except (ProviderDown, NoProvider):
        return _keep(row, None, problem="", at=at)
    except ProviderRefused as refused:
        return _keep(
            row, RefundStatus(reference=row.reference, state="failed"), problem=refused.detail, at=at
        )
    return _keep(row, status, problem="", at=at)


def _ask(row: Refund) -> RefundStatus:
    if row.payment.provider in BY_HAND:
        # The desk that took the money gives it back over the counter.
        return RefundStatus(reference="", state="done")
    adapter = provider(row.payment.provider, collector=row.collector_id)
    if row.reference:
        return adapter.fetch_refund(reference=row.payment.reference, refund_reference=row.reference)
    return adapter.refund(
        refund=row.id,
        reference=row.payment.reference,
        amount_cents=row.amount_cents,
        description=str(row.order_id),
    )


def _keep(row: Refund, status: RefundStatus | None, *, problem: str, at: datetime) -> str:
    with Scope.of_system().open():
        now = Refund.objects.select_for_update().get(pk=row.pk)
        if now.state in FINISHED:
            return now.state
        now.attempts = min(now.attempts + 1, 32767)
        if status is not None:
            now.reference = status.reference
            now.state = Refund.State(status.state)
            now.done_at = at if now.state is Refund.State.DONE else None
        now.save(update_fields=["attempts", "reference", "state", "done_at"])
        if now.state == Refund.State.DONE and now.reason in NEVER_A_SALE:
            _post(row, at=at)
        if now.state == Refund.State.FAILED:
            events.append(
                kind="payments.refund.failed",
                subject=str(row.order_id),
                house_id=row.collector_id,
                payload={
                    "refund": str(row.pk),
                    "payment": str(row.payment_id),
                    "amount_cents": row.amount_cents,
                    "problem": problem[:500],
                },
                at=at,
            )
        return now.state


def _post(row: Refund, *, at: datetime) -> None:
    post_transfer(
        scope=Scope.of_system(),
        house=row.collector_id,
        debit="unallocated",
        credit="clearing",
        amount_cents=row.amount_cents,
        currency=row.payment.received_currency or row.payment.currency,
        kind="unsold_refund",
        key=f"unsold_refund:{row.pk}",
        order=row.order_id,
        payment=row.payment_id,
        at=at,
    )
