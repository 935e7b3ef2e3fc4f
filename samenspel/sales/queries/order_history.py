"""What happened to an order."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class Happening:
    """`source` is fact, payment or refund; `what` the kind of the fact, or the state of the payment or refund."""

    source: str
    what: str
    at: datetime
    lines: int
    amount_cents: int
    method: str
    reference: str


HISTORY = load(__file__, "order_history", Happening)


def order_history(*, scope: Scope, house: int, order: UUID) -> list[Happening]:
    """Oldest first. Facts are those of `house`; money is seen by the house whose account it reached. One statement."""
    return HISTORY.rows(scope=scope, house=house, order=order)
