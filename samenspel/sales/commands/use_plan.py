"""Put several performances on a version of their seat plan, as one act: all of them, or none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from samenspel.kernel.errors import DomainError
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.move_sales import Moved, move_sales
from samenspel.sales.queries.plan_change import plan_change


class PlanNotUsed(DomainError):
    """Nothing was moved: `.performance` is the one that could not, `.reason` why, as `move_sales` says it."""

    def __init__(self, *, performance: int, reason: DomainError) -> None:
        super().__init__(performance, reason)
        self.performance = performance
        self.reason = reason


@dataclass(frozen=True, slots=True)
class UsedPlan:
    """How many performances use it now, how many orders have other seats and how many tickets that is."""

    performances: int
    orders: int
    tickets: int


def use_plan(*, scope: Scope, plan: int, shown: Mapping[int, str], at: datetime) -> UsedPlan:
    """`shown`: performance to the fingerprint of the proposal that a person saw and accepts. One transaction.

    Sales of all performances wait while it is done, about 50 ms each. Raises PlanNotUsed, NotFound, NotOfThisHall.
    """
    moved = []
    with transaction.atomic():
        for performance, fingerprint in sorted(shown.items()):
            moved.append(_move(scope, plan, performance, fingerprint, at))
    return UsedPlan(len(moved), sum(each.orders for each in moved), sum(each.tickets for each in moved))


def _move(scope: Scope, plan: int, performance: int, fingerprint: str, at: datetime) -> Moved:
    proposal = plan_change(scope=scope, performance=performance, plan=plan, at=at).change.proposal
    try:
        return move_sales(
            scope=scope, performance=performance, plan=plan, fingerprint=fingerprint, seats=proposal, at=at
        )
    except DomainError as error:
        raise PlanNotUsed(performance=performance, reason=error) from error
