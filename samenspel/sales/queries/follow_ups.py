"""Moved and cancelled performances: who is touched, how far it is, and what a buyer is told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from samenspel.kernel.errors import NotFound
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope
from samenspel.sales.models import FollowUp


@dataclass(frozen=True, slots=True)
class Touched:
    """Sold orders and tickets of a performance, what they cost, orders nobody can mail, and places in carts now."""

    orders: int
    tickets: int
    price_cents: int
    without_address: int
    held: int


@dataclass(frozen=True, slots=True)
class FollowUpFacts:
    """How far a follow-up is. `failures` are [order, name of the error]; `reason` is language -> text."""

    id: int
    kind: str
    reason: dict[str, str]
    starts_before: datetime
    refund_until: datetime | None
    at: datetime
    finished_at: datetime | None
    started_by: str
    orders: int
    done: int
    failed: int
    refund_cents: int
    failures: list[list[Any]]

    @property
    def waiting(self) -> int:
        return self.orders - self.done - self.failed


@dataclass(frozen=True, slots=True)
class News:
    """What a buyer is told of one performance of an order; `starts_at` and `hall` are how it is now."""

    follow_up: int
    performance_id: int
    kind: str
    reason: dict[str, str]
    starts_before: datetime
    hall_before: str
    refund_until: datetime | None
    title: str
    starts_at: datetime
    hall: str
    venue: str
    town: str
    house: str
    holds_tickets: bool

    def may_give_back(self, *, at: datetime) -> bool:
        """It was moved, and the moment until which its tickets may be given back is not past."""
        return (
            self.kind == FollowUp.Kind.MOVED
            and self.holds_tickets
            and self.refund_until is not None
            and at < self.refund_until
        )


TOUCHED = load(__file__, "touched", Touched)
STEPS = load(__file__, "follow_up_steps", FollowUpFacts)
NEWS = load(__file__, "news_of_order", News)


def touched(*, scope: Scope, house: int, performance: int, at: datetime) -> Touched:
    """One statement; zero for another house's performance."""
    return TOUCHED.one(scope=scope, house=house, performance=performance, at=at)


def follow_ups_of(*, scope: Scope, house: int, performance: int) -> list[FollowUpFacts]:
    """Of a performance of the house, the last first. One statement."""
    return STEPS.rows(scope=scope, house=house, performance=performance)


def news_of_order(*, scope: Scope, order: UUID) -> list[News]:
    """For who holds the order's link, or the product itself. One statement. Raises NotFound."""
    if order not in scope.orders and not scope.system:
        raise NotFound(order)
    # The follow-up is its house's row; what it says of this order is the buyer's to know.
    return NEWS.rows(scope=Scope.of_system(), order=order)
