"""The guest tickets of a house: who gave them, to whom and why."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope

MOST = 500


@dataclass(frozen=True, slots=True)
class Given:
    """Tickets of one performance in one order; `tickets` are those that still open a door."""

    order_id: UUID
    performance_id: int
    title: str
    starts_at: datetime
    buyer_name: str
    buyer_email: str
    reason: str
    note: str
    given_by: str
    confirmed_at: datetime
    tickets: int
    cancelled: int


READ = load(__file__, "guest_tickets", Given)


def guest_tickets_of(*, scope: Scope, house: int, performance: int | None = None) -> list[Given]:
    """Of all performances the house presents, or of one; the last 500, the newest show first. One statement."""
    return READ.rows(scope=scope, house=house, performance=performance, limit=MOST)
