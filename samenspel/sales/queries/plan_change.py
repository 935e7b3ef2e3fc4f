"""What a next version of the seat plan would do to a performance that has sold."""

from dataclasses import dataclass
from datetime import datetime

from samenspel.catalogue.models import Price
from samenspel.inventory.models import AllotmentPlace, Claim, ClaimState
from samenspel.inventory.queries.plans import plan_of
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from samenspel.sales.rules.move_sales import HELD, SET_APART, SOLD, Occupied, PlanChange, compare_plans
from samenspel.venues.models import SeatPlan


class NotOfThisHall(DomainError):
    """The plan is of another hall than the performance, or not published."""


@dataclass(frozen=True, slots=True)
class PlanPreview:
    """`change` as the rules see it; `unpriced`: ranks of the new plan that the price list has no price for."""

    change: PlanChange
    unpriced: frozenset[int]


def plan_change(*, scope: Scope, performance: int, plan: int, at: datetime) -> PlanPreview:
    """Kept places, conflicts and a proposal, as it stands now; nothing is changed.

    Raises NotFound (also for a performance of another house), NotOfThisHall.
    """
    found = own_performance(scope=scope, performance=performance, plan=plan)
    with Scope.of_system().open():
        change = compare_plans(
            old=plan_of(found.plan_id), new=plan_of(plan), occupied=occupied(performance=performance, at=at)
        )
        priced = set(
            Price.objects.filter(price_list__offer__performance=performance).values_list("rank", flat=True)
        )
    ranks = {place.rank for place in plan_of(plan).places.values()}
    return PlanPreview(change, frozenset(ranks - priced))


def own_performance(*, scope: Scope, performance: int, plan: int) -> Performance:
    """The performance, when this scope may change it and `plan` is published for its hall. Raises NotFound, NotOfThisHall."""
    with scope.open():
        found = Performance.objects.filter(pk=performance).first()
    if found is None or not (scope.system or found.house_id in scope.houses):
        raise NotFound(performance)
    published = SeatPlan.objects.filter(pk=plan, hall=found.hall_id, state=SeatPlan.State.PUBLISHED)
    if plan != found.plan_id and not published.exists():
        raise NotOfThisHall
    return found


def occupied(*, performance: int, at: datetime) -> list[Occupied]:
    """Every place that is not free, once: a sale says more than an allotment. Run inside a system scope."""
    claims = Claim.objects.filter(performance=performance).exclude(state=ClaimState.HELD, until__lte=at)
    words = {
        ClaimState.SOLD: SOLD,
        ClaimState.HELD: HELD,
        ClaimState.BLOCKED: SET_APART,
        ClaimState.WALKED_IN: SET_APART,
    }
    found = {
        no: Occupied(no, words[ClaimState(state)], holder)
        for no, state, holder in claims.values_list("place_no", "state", "holder")
    }
    for no in AllotmentPlace.objects.filter(performance=performance).values_list("place_no", flat=True):
        found.setdefault(no, Occupied(no, SET_APART, None))
    return list(found.values())
