"""Money of a payment that bought nothing."""

from dataclasses import dataclass
from uuid import UUID

from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class Unallocated:
    amount_cents: int


READ = load(__file__, "unallocated_of_payment", Unallocated)


def unallocated_cents(*, scope: Scope, house: int, order: UUID, payment: UUID) -> int:
    """What stands on `unallocated` in the book of `house` for this payment: above zero it is the buyer's, below it was paid
    out without a sale that was undone. One statement.
    """
    return READ.one(scope=scope, house=house, order=order, payment=payment).amount_cents
