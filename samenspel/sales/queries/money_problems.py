"""Money that asks finance for a decision, and money on its way back that does not."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel.kernel.errors import NotFound
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope
from samenspel.sales.rules.number import order_number


@dataclass(frozen=True, slots=True)
class MoneyProblem:
    """One row a decision. `kind` says which, `amount_cents` how much it is about, in `currency`:

    - mismatch: received with another amount or currency; `accept_payment` with `difference_cents` (None: other currency, it can
      only go back) or `refund_payment`.
    - charged_back: the buyer's bank took it, the tickets still open doors; `cancel_order`.
    - refunded_outside: sent back at the provider by hand, the tickets still open doors; `cancel_order`.
    - refund_stuck: `note` says why it waits (a wrong key); it goes by itself once that is mended.
    - refund_failed: it will not go by itself, `note` says why; `refund_payment` tries again.
    """

    kind: str
    payment_id: UUID
    order_id: UUID
    order_state: str
    provider: str
    reference: str
    asked_cents: int
    received_cents: int
    currency: str
    amount_cents: int
    difference_cents: int | None
    note: str
    at: datetime

    @property
    def number(self) -> str:
        return order_number(self.order_id)


READ = load(__file__, "money_problems", MoneyProblem)
UNDER_WAY = load(__file__, "refunds_under_way", MoneyProblem)


def money_problems(*, scope: Scope, house: int, payment: UUID | None = None) -> list[MoneyProblem]:
    """The newest 100 problems with money on the account of `house`, or those of one payment to it. One statement.

    Works as the product itself, because the lines of an order that was not sold are nobody's to see; `scope` must hold the
    house. Raises NotFound.
    """
    if house not in scope.houses:
        raise NotFound(house)
    return READ.rows(scope=Scope.of_system(), house=house, payment=payment)


def refunds_under_way(*, scope: Scope, house: int) -> list[MoneyProblem]:
    """The newest 100 refunds from the account of `house` that go by themselves, as rows of kind `under_way`. One statement.

    Raises NotFound.
    """
    if house not in scope.houses:
        raise NotFound(house)
    return UNDER_WAY.rows(scope=Scope.of_system(), house=house)
