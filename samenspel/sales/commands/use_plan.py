"""Put several performances on a version of their seat plan, as one act: all of them, or none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from samenspel.kernel.errors import DomainError
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.move_sales import Moved, move_sales


class PlanNotUsed(DomainError):
    """Nothing was moved: `.performance` is the one that could not, `.reason` why, as `move_sales` says it."""

    def __init__(self, *, performance: int, reason: DomainError) -> None:
        super().__init__(performance, reason)
        self.performance = performance
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a person saw and agreed to: the `fingerprint` of the conflicts, and `seats`, old number to new number of each."""

    fingerprint: str
    seats: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class UsedPlan:
    """How many performances use it now, how many orders have other seats and how many tickets that is."""

    performances: int
    orders: int
    tickets: int


def use_plan(*, scope: Scope, plan: int, accepted: Mapping[int, Accepted], at: datetime) -> UsedPlan:
    """`accepted`: by performance, what to do there; a seat that somebody else got since is refused. One transaction.

    Sales of all performances wait while it is done, about 50 ms each. Raises PlanNotUsed, NotFound, NotOfThisHall.
    """
    moved = []
    with transaction.atomic():
        for performance, agreed in sorted(accepted.items()):
            moved.append(_move(scope, plan, performance, agreed, at))
    return UsedPlan(len(moved), sum(each.orders for each in moved), sum(each.tickets for each in moved))


def _move(scope: Scope, plan: int, performance: int, agreed: Accepted, at: datetime) -> Moved:
    try:
        return move_sales(
            scope=scope,
            performance=performance,
            plan=plan,
            fingerprint=agreed.fingerprint,
            seats=agreed.seats,
            at=at,
        )
    except DomainError as error:
        raise PlanNotUsed(performance=performance, reason=error) from error
