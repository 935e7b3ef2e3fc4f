"""What happened to an order, and which payments ask for a person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope
from samenspel.sales.rules.number import order_number


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


@dataclass(frozen=True, slots=True)
class PaymentProblem:
    """A payment that stands in the way. `state`: mismatch, unplaced (its refund is not done yet) or charged_back."""

    id: UUID
    order_id: UUID
    state: str
    amount_cents: int
    received_cents: int
    currency: str
    reference: str
    at: datetime

    @property
    def number(self) -> str:
        return order_number(self.order_id)


HISTORY = load(__file__, "order_history", Happening)
PROBLEMS = load(__file__, "payment_problems", PaymentProblem)


def order_history(*, scope: Scope, house: int, order: UUID) -> list[Happening]:
    """Oldest first. Facts are those of `house`; money is seen by the house whose account it reached. One statement."""
    return HISTORY.rows(scope=scope, house=house, order=order)


def payment_problems(*, scope: Scope, house: int, since: datetime) -> list[PaymentProblem]:
    """The newest 50 payments to the account of `house` that finance must look at. One statement."""
    return PROBLEMS.rows(scope=scope, house=house, since=since)
