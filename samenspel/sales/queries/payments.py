"""How an order was or will be paid."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Sum
from django.db.models.functions import Coalesce

from samenspel.kernel.tenancy import Scope
from samenspel.payments.models import Payment


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """One attempt to pay. `refund_cents` is what was asked back of it; `checkout_url` "" when there is nowhere to go."""

    id: UUID
    provider: str
    method: str
    state: str
    amount_cents: int
    checkout_url: str
    refund_cents: int


def payments_of(*, scope: Scope, order: UUID) -> tuple[PaymentFacts, ...]:
    """The attempts to pay this order that the scope may see, oldest first. One statement in a transaction."""
    with scope.open():
        rows = (
            Payment.objects.filter(order_id=order)
            .annotate(refund_cents=Coalesce(Sum("refunds__amount_cents"), 0))
            .order_by("created_at", "pk")
        )
        return tuple(
            PaymentFacts(
                row.pk,
                row.provider,
                row.method,
                row.state,
                row.amount_cents,
                row.checkout_url,
                row.refund_cents,
            )
            for row in rows
        )
