"""Ask that money which bought nothing goes back."""

from datetime import datetime
from uuid import UUID, uuid5

from samenspel.kernel.tenancy import Scope
from samenspel.payments.models import Payment, Refund


def request_refund(*, payment: UUID, amount_cents: int, reason: Refund.Reason, at: datetime) -> UUID:
    """Write the wish; `tasks.send_requested_refunds` sends it. `amount_cents` > 0.

    The id follows from payment and reason, so that asking twice is asking once.
    """
    refund = uuid5(payment, f"refund:{reason}")
    with Scope.of_system().open():
        received = Payment.objects.get(pk=payment)
        Refund.objects.get_or_create(
            pk=refund,
            defaults={
                "payment": received,
                "order_id": received.order_id,
                "collector_id": received.collector_id,
                "amount_cents": amount_cents,
                "reason": reason,
                "state": Refund.State.REQUESTED,
                "created_at": at,
            },
        )
    return refund
