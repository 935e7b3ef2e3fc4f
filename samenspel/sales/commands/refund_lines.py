"""Undo one performance in an order: its tickets dead, its places free, its price on its way back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel.kernel.errors import DomainError
from samenspel.kernel.statement import Refused, load
from samenspel.kernel.tenancy import Scope
from samenspel.sales.models import Order


@dataclass(frozen=True, slots=True)
class Refunded:
    """`refund_cents` goes back the way it came; `lines` is how many tickets of the performance died."""

    refund_cents: int
    lines: int


class NothingToRefund(DomainError):
    """No living ticket of this performance is in the order."""


class CameIn(DomainError):
    """Somebody came in with one of these tickets."""


class MoneyApart(DomainError):
    """Less is left of the payment than these tickets cost, after a chargeback or another amount: finance settles it."""


REFUSALS: dict[str, type[DomainError]] = {
    "nothing_to_refund": NothingToRefund,
    "admitted": CameIn,
    "money_apart": MoneyApart,
}
REFUND = load(__file__, "refund_lines", Refunded)


def refund_lines(*, order: UUID, performance: int, at: datetime, admitted_too: bool) -> Refunded:
    """For commands that know why: a performance that is cancelled, or that was moved and given back.

    The other performances of the order stay as they are; an order that keeps none is cancelled. `admitted_too`: also for who
    was in already. Raises NothingToRefund, CameIn, MoneyApart, with nothing changed.
    """
    system = Scope.of_system()
    with system.open():
        # Locked in a statement before: the next one must see what another refund of this order just did.
        list(Order.objects.select_for_update().filter(pk=order).values_list("pk"))
        try:
            return REFUND.one(
                scope=system, order=order, performance=performance, at=at, admitted_too=admitted_too
            )
        except Refused as refused:
            raise REFUSALS[refused.reason](order, performance) from refused
