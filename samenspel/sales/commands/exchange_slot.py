"""A buyer chooses another timeslot for tickets that are paid."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.statement import Refused, load
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from samenspel.sales.models import Order, Ticket

ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Exchanged:
    """How many tickets have another slot now; 0 when they had it already."""

    tickets: int


class NotExchanged(DomainError):
    """Nothing changed. `.why` is a refusal of `sql/exchange_slot.sql`, but unknown and raced."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


EXCHANGE = load(__file__, "exchange_slot", Exchanged)


def exchange_slot(
    *, scope: Scope, order: UUID, tickets: Collection[int], performance: int, at: datetime
) -> Exchanged:
    """Move `tickets` (1-40 ids) of the order to the timeslot `performance`, all or none, at the price they have.

    By the secret link of the order or its contact. Each gets a new code and its old one is dead; money and ledger stay as they
    are. Exchanges to one slot wait for each other; a sale that takes the same place first makes it look for another, five times.
    Sent again it changes nothing.

    Raises NotFound (order or tickets), NotExchanged.
    """
    if (order not in scope.orders and not scope.system) or not 1 <= len(tickets) <= 40:
        raise NotFound(order)
    system, ids = Scope.of_system(), sorted(set(tickets))
    for _attempt in range(ATTEMPTS):
        try:
            with system.open():
                _wait_for_each_other(order, performance)
                there = Ticket.objects.filter(pk__in=ids, order=order, performance=performance, state="valid")
                if there.count() == len(ids):
                    return Exchanged(0)
                return EXCHANGE.one(scope=system, order=order, tickets=ids, performance=performance, at=at)
        except Refused as refused:
            if refused.reason == "unknown":
                raise NotFound(order) from refused
            if refused.reason != "raced":
                raise NotExchanged(refused.reason) from refused
    raise NotExchanged("full")


def _wait_for_each_other(order: UUID, slot: int) -> None:
    """Locked in statements before: the next one must see what another exchange just did."""
    list(Order.objects.select_for_update().filter(pk=order).values_list("pk"))
    list(Performance.objects.select_for_update(no_key=True).filter(pk=slot).values_list("pk"))
