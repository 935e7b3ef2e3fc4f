"""A payment as the steps of paying read it: one statement, as the product itself."""

from dataclasses import dataclass
from uuid import UUID

from samenspel.kernel.errors import NotFound
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """What to ask whom about; `reference` is empty until the provider knows it."""

    id: UUID
    order_id: UUID
    collector_id: int
    provider: str
    method: str
    reference: str
    checkout_url: str
    amount_cents: int
    currency: str
    state: str


READ = load(__file__, "payment_row", PaymentRow)
FIND = load(__file__, "payment_of_reference", PaymentRow)


def payment_row(*, payment: UUID) -> PaymentRow:
    """Raises NotFound. The caller has checked who asks."""
    rows = READ.rows(scope=Scope.of_system(), payment=payment)
    if not rows:
        raise NotFound(payment)
    return rows[0]


def payment_of_reference(*, provider: str, reference: str) -> PaymentRow:
    """The payment a provider knows as `reference`. Raises NotFound.

    Works as the product itself: who knows a reference learns nothing by it, the truth is fetched from the provider.
    """
    rows = FIND.rows(scope=Scope.of_system(), provider=provider, reference=reference)
    if not rows:
        raise NotFound(reference)
    return rows[0]
