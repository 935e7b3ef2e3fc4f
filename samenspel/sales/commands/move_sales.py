"""Give a performance that has sold the next version of its seat plan: everybody keeps a place, or nothing changes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import OperationalError, connection

from samenspel.inventory.models import AllotmentPlace, Claim, ClaimState
from samenspel.inventory.queries.plans import plan_of
from samenspel.inventory.rules.plan import Plan
from samenspel.kernel import events
from samenspel.kernel.errors import DomainError
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope
from samenspel.programme.commands.change_plan import change_plan
from samenspel.programme.models import Performance
from samenspel.sales.models import Line
from samenspel.sales.queries.plan_change import occupied, own_performance
from samenspel.sales.rules.move_sales import SOLD, PlanChange, compare_plans, nearest_places, same_places

LOCK_WAIT_MS = 2000
LOCK_NOT_AVAILABLE = "55P03"


@dataclass(frozen=True, slots=True)
class Moved:
    """How many orders have another seat now, and how many tickets that is."""

    orders: int
    tickets: int


class ProposalStale(DomainError):
    """What was sold or what the plan does to it changed since it was shown: look again. Nothing was moved."""


class Unresolved(DomainError):
    """`.places` (old numbers) have no place in the new plan yet."""

    def __init__(self, places: Iterable[int]) -> None:
        super().__init__(places)
        self.places = frozenset(places)


class SeatNotFree(DomainError):
    """`.places` of the new plan are chosen twice, taken, or not there."""

    def __init__(self, places: Iterable[int]) -> None:
        super().__init__(places)
        self.places = frozenset(places)


class HallBusy(DomainError):
    """A sale was under way for longer than 2 seconds: try again."""


@dataclass(frozen=True, slots=True)
class _Renumbered:
    claims: int
    allotted: int
    lines: int
    tickets: int


RENUMBER = load(__file__, "renumber_places", _Renumbered)


def move_sales(
    *, scope: Scope, performance: int, plan: int, fingerprint: str, seats: Mapping[int, int], at: datetime
) -> Moved:
    """Put the performance on `plan` and move claims, lines, tickets and allotments along, in one transaction.

    `fingerprint` and `seats` (old number to new number of every conflict) come from `queries.plan_change`; `seats` may be
    another choice than was proposed. Codes on tickets stay valid. Sales of all performances wait while it is done: a sale
    that read the old plan must not land in the new one. With 500 of 1,000 places sold and 40 to move that is 42 ms, 119 ms when
    the new plan numbers every place anew. Appends `sales.order.reseated` for each order
    that has another seat now. Done already, it answers Moved(0, 0).

    Raises NotFound, NotOfThisHall, ProposalStale, Unresolved, SeatNotFree, HallBusy.
    """
    before = own_performance(scope=scope, performance=performance, plan=plan)
    for each in (before.plan_id, plan):
        plan_of(each)  # remembered now, so that nobody waits while it is read
    with Scope.of_system().open():
        _hold_sales_back()
        now = Performance.objects.select_for_update().get(pk=performance)
        if now.plan_id == plan:
            return Moved(0, 0)
        Claim.objects.filter(performance=performance, state=ClaimState.HELD, until__lte=at).delete()
        old, new = plan_of(now.plan_id), plan_of(plan)
        change = compare_plans(old=old, new=new, occupied=occupied(performance=performance, at=at))
        _check(change, new, fingerprint, seats)
        _drop(performance, change)
        named = _with_closed_lines(performance, old, new, {**change.kept, **seats})
        moves = {no: place for no, place in named.items() if no != place}
        for numbers in ({no: -no for no in moves}, {-no: place for no, place in moves.items()}):
            RENUMBER.one(
                scope=Scope.of_system(),
                performance=performance,
                from_nos=list(numbers),
                to_nos=list(numbers.values()),
            )
        change_plan(performance=performance, plan=plan)
        return _tell(now, change, old, new, seats, at)


def _hold_sales_back() -> None:
    """Nobody writes a claim until this is over, and whoever waits reads afresh: a statement locks before it looks."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('lock_timeout', %s, true)", [f"{LOCK_WAIT_MS}ms"])
        try:
            cursor.execute("lock table inventory_claim in share row exclusive mode")
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", None) != LOCK_NOT_AVAILABLE:
                raise
            raise HallBusy from error
        cursor.execute("select set_config('lock_timeout', '0', true)")


def _check(change: PlanChange, new: Plan, fingerprint: str, seats: Mapping[int, int]) -> None:
    conflicts = {conflict.no for conflict in change.conflicts}
    if change.fingerprint != fingerprint or not seats.keys() <= conflicts:
        raise ProposalStale
    if missing := conflicts - seats.keys():
        raise Unresolved(missing)
    taken = set(change.kept.values())
    wrong = set()
    for place in seats.values():
        if place not in new.places or place in taken:
            wrong.add(place)
        taken.add(place)
    if wrong:
        raise SeatNotFree(wrong)


def _drop(performance: int, change: PlanChange) -> None:
    """Places of blocks, allotments and walk-ins that are no more: nobody bought them."""
    gone = {"performance": performance, "place_no__in": change.dropped}
    Claim.objects.filter(**gone, state__in=(ClaimState.BLOCKED, ClaimState.WALKED_IN)).delete()
    AllotmentPlace.objects.filter(**gone).delete()


def _with_closed_lines(performance: int, old: Plan, new: Plan, moves: Mapping[int, int]) -> dict[int, int]:
    """Also the places that nobody has, but an order still names: of carts whose time is over, and of cancelled sales.

    A line of such a cart whose place is no more goes: paid too late, the order is not what it was and its money goes back. A
    cancelled line gets the nearest place, so that its order can still be shown.
    """
    lines = Line.objects.filter(performance=performance).exclude(place_no__in=moves)
    images = same_places(old=old, new=new)
    named = set(lines.values_list("place_no", flat=True))
    there = {no: images[no] for no in named if no in images}
    lines.filter(sold_at__isnull=True).exclude(place_no__in=there).delete()
    past = named - there.keys()
    closed = set(lines.filter(sold_at__isnull=False, place_no__in=past).values_list("place_no", flat=True))
    nearest = nearest_places(old=old, new=new, nos=closed, but={*moves.values(), *there.values()})
    if closed - nearest.keys():
        raise Unresolved(closed - nearest.keys())
    return {**there, **nearest, **moves}


def _tell(
    performance: Performance, change: PlanChange, old: Plan, new: Plan, seats: Mapping[int, int], at: datetime
) -> Moved:
    orders: dict[UUID, list[dict[str, str]]] = defaultdict(list)
    for conflict in change.conflicts:
        before, after = old.label(conflict.no), new.label(seats[conflict.no])
        if conflict.why == SOLD and before != after:
            orders[conflict.order].append({"from": before, "to": after})
    for order, places in sorted(orders.items()):
        events.append(
            kind="sales.order.reseated",
            subject=str(order),
            house_id=performance.house_id,
            payload={"performance": performance.pk, "places": places},
            at=at,
        )
    return Moved(len(orders), sum(len(places) for places in orders.values()))
