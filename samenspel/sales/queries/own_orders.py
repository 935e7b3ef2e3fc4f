"""What somebody bought, over all houses: the account page."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope
from samenspel.sales.models import Order
from samenspel.sales.rules.access import order_token
from samenspel.sales.rules.number import order_number


@dataclass(frozen=True, slots=True)
class OwnOrder:
    """One order as its buyer sees it in a list."""

    order_id: UUID
    region_id: int
    state: str
    confirmed_at: datetime
    lines: int
    total_cents: int
    first_starts_at: datetime
    last_ends_at: datetime
    titles: list[str]
    houses: list[str]

    @property
    def number(self) -> str:
        return order_number(self.order_id)

    @property
    def token(self) -> str:
        return order_token(self.order_id)


READ = load(__file__, "own_orders", OwnOrder)


def own_orders(*, scope: Scope, contact: int, limit: int = 100) -> list[OwnOrder]:
    """The newest `limit` (1-500) orders of a contact; nothing for a scope that is not this contact's.

    Two steps: a contact sees which orders are its own, and each order shows its lines.
    """
    with scope.open():
        mine = Order.objects.filter(
            contact_id=contact, state__in=(Order.State.CONFIRMED, Order.State.CANCELLED)
        ).order_by("-confirmed_at")
        orders = list(mine.values_list("id", flat=True)[:limit])
    return READ.rows(scope=Scope.of_orders(orders), orders=orders) if orders else []
