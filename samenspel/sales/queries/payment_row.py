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


READ = load(__file__, "read_payment", PaymentRow)


def payment_row(*, payment: UUID) -> PaymentRow:
    """Raises NotFound. The caller has checked who asks."""
    rows = READ.rows(scope=Scope.of_system(), payment=payment)
    if not rows:
        raise NotFound(payment)
    return rows[0]
