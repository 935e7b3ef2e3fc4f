"""The timeslots that a buyer may exchange tickets for."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel.kernel.errors import NotFound
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class SlotOffer:
    """`free` counts places of the ranks that the tickets have; `same_price` says it for all tickets together."""

    id: int
    starts_at: datetime
    ends_at: datetime
    free: int
    same_price: bool


READ = load(__file__, "exchange_offers", SlotOffer)


def exchange_offers(*, scope: Scope, order: UUID, performance: int, at: datetime) -> list[SlotOffer]:
    """Other slots of the same production and house that are sold now, at most 1,000, by date; full and dearer ones too.

    For the valid tickets of `performance` in the order. Raises NotFound for who may not see the order.
    """
    if order not in scope.orders and not scope.system:
        raise NotFound(order)
    return READ.rows(scope=Scope.of_system(), order=order, performance=performance, at=at)
