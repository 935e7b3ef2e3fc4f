"""A refund that will not happen."""

from datetime import datetime
from uuid import UUID

from samenspel.kernel.tenancy import Scope
from samenspel.ledger.commands.post_transfer import post_transfer
from samenspel.payments.models import Refund

PROBLEM_LENGTH = 500


def stop_refund(*, refund: Refund, problem: str, at: datetime) -> None:
    """Mark a refund, locked by the caller, as failed; joins the running transaction.

    The postings of a cancelled order say that its money went back. It did not: it stands on `unallocated`, until finance
    sends it again or the bank has taken it.
    """
    refund.state = Refund.State.FAILED
    refund.problem = problem[:PROBLEM_LENGTH]
    refund.save(update_fields=["state", "problem"])
    if refund.reason == Refund.Reason.CANCELLED:
        post_transfer(
            scope=Scope.of_system(),
            house=refund.collector_id,
            debit="clearing",
            credit="unallocated",
            amount_cents=refund.amount_cents,
            currency=refund.payment.received_currency or refund.payment.currency,
            kind="refund_failed",
            key=f"refund_failed:{refund.pk}",
            order=refund.order_id,
            payment=refund.payment_id,
            at=at,
        )


def stop_refunds(*, payment: UUID, problem: str, at: datetime) -> None:
    """Stop what was asked back of a payment and never left; one that may have left is for `send_refund` to find out."""
    never_left = Refund.objects.filter(payment=payment, state=Refund.State.REQUESTED, attempts=0)
    for refund in never_left.select_related("payment").select_for_update(of=("self",)):
        stop_refund(refund=refund, problem=problem, at=at)
