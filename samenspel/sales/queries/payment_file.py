"""One payment as finance of its collector sees it: what it was for, what happened to it, what it bought."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel.kernel.errors import NotFound
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope
from samenspel.sales.rules.number import order_number


@dataclass(frozen=True, slots=True)
class PaymentFile:
    """`received_cents`, None while nothing came, is in `currency`; `sold`: it confirmed its order."""

    id: UUID
    order_id: UUID
    order_state: str
    provider: str
    method: str
    reference: str
    state: str
    asked_cents: int
    received_cents: int | None
    currency: str
    accepted_difference_cents: int | None
    charged_back_cents: int
    refunded_cents: int
    sold: bool
    at: datetime

    @property
    def number(self) -> str:
        return order_number(self.order_id)


@dataclass(frozen=True, slots=True)
class PaymentStep:
    """`what`: created, received, accepted, charged_back, refund_asked, refunded, refunded_outside, refund_stuck, refund_failed.

    `amount_cents` of accepted is the difference, below zero when too little came. `note` is the method of what was received,
    the reason of a refund asked, the problem of one that waits or failed. `by` names the login that decided, or is empty.
    """

    what: str
    at: datetime
    amount_cents: int
    note: str
    by: str


@dataclass(frozen=True, slots=True)
class Purchase:
    """The lines of one performance; those that were cancelled count in `places`, not in `amount_cents`."""

    title: str
    starts_at: datetime
    house: str
    places: int
    amount_cents: int
    is_cancelled: bool


FILE = load(__file__, "payment_file", PaymentFile)
STEPS = load(__file__, "payment_steps", PaymentStep)
PURCHASE = load(__file__, "payment_purchase", Purchase)


def payment_file(*, scope: Scope, house: int, payment: UUID) -> PaymentFile:
    """A payment to the account of `house`. One statement.

    This and the next two work as the product itself, as `money_problems`; `scope` must hold the house. Raises NotFound.
    """
    _check(scope, house)
    rows = FILE.rows(scope=Scope.of_system(), house=house, payment=payment)
    if not rows:
        raise NotFound(payment)
    return rows[0]


def payment_steps(*, scope: Scope, house: int, payment: UUID) -> list[PaymentStep]:
    """Oldest first; nothing of a payment to another account. One statement. Raises NotFound."""
    _check(scope, house)
    return STEPS.rows(scope=Scope.of_system(), house=house, payment=payment)


def payment_purchase(*, scope: Scope, house: int, payment: UUID) -> list[Purchase]:
    """What the order of the payment holds now, also when it was never sold: no names. One statement. Raises NotFound."""
    _check(scope, house)
    return PURCHASE.rows(scope=Scope.of_system(), house=house, payment=payment)


def _check(scope: Scope, house: int) -> None:
    if house not in scope.houses:
        raise NotFound(house)
