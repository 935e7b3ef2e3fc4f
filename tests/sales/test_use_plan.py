"""A version of a seat plan for several performances at once: all of them, or none."""

import pytest

from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from samenspel.sales.commands.move_sales import ProposalStale, SeatNotFree, Unresolved
from samenspel.sales.commands.use_plan import Accepted, PlanNotUsed, UsedPlan, use_plan
from samenspel.sales.queries.plan_change import plan_change
from tests.support.redrawn import hall, publish, put_on
from tests.support.region import NOW, Fixture, build

FEWER = {"row_shapes": [{"row": 1, "seats": 4}]}


@pytest.fixture
def lo(db: None) -> Fixture:
    return build()


def twins(lo: Fixture, plan: int) -> tuple[int, int]:
    """The theatre's performance and another one on the same plan."""
    put_on(lo, plan)
    with Scope.of_system().open():
        Performance.objects.filter(pk=lo.free.pk).update(hall=lo.theatre.hall_id, plan=plan)
    return lo.theatre.pk, lo.free.pk


def plans(lo: Fixture) -> set[int]:
    with Scope.of_system().open():
        return set(
            Performance.objects.filter(pk__in=[lo.theatre.pk, lo.free.pk]).values_list("plan", flat=True)
        )


def shown(lo: Fixture, plan: int, *performances: int) -> dict[int, Accepted]:
    scope = Scope.of_houses(lo.west.pk)
    changes = {
        one: plan_change(scope=scope, performance=one, plan=plan, at=NOW).change for one in performances
    }
    return {one: Accepted(change.fingerprint, change.proposal) for one, change in changes.items()}


def use(lo: Fixture, plan: int, seen: dict[int, Accepted]) -> UsedPlan:
    return use_plan(scope=Scope.of_houses(lo.west.pk), plan=plan, accepted=seen, at=NOW)


def test_all_chosen_performances_change_together(lo: Fixture) -> None:
    both = twins(lo, publish(lo, hall(), "Twee"))
    lo.sell(lo.wish(lo.theatre, 1), lo.wish(lo.theatre, 2))
    newer = publish(lo, hall(block=FEWER), "Twee")
    assert use(lo, newer, shown(lo, newer, *both)).performances == 2
    assert plans(lo) == {newer}


def test_none_changes_when_one_cannot(lo: Fixture) -> None:
    older = publish(lo, hall(), "Twee")
    both = twins(lo, older)
    newer = publish(lo, hall(block={"rank": 2}), "Twee")
    seen = shown(lo, newer, *both)
    lo.sell(lo.wish(lo.theatre, 1))
    with pytest.raises(PlanNotUsed) as refused:
        use(lo, newer, seen)
    assert isinstance(refused.value.reason, ProposalStale)
    assert refused.value.performance == lo.theatre.pk
    assert plans(lo) == {older}


def test_none_changes_when_somebody_has_no_place(lo: Fixture) -> None:
    older = publish(lo, hall(block={"seats": 4, "rows": 1, "aisles": []}), "Twee")
    both = twins(lo, older)
    lo.sell(*(lo.wish(lo.theatre, no) for no in (1, 2, 3, 4)))
    newer = publish(lo, hall(block={"seats": 2, "rows": 1, "aisles": []}), "Twee")
    with pytest.raises(PlanNotUsed) as refused:
        use(lo, newer, shown(lo, newer, *both))
    assert isinstance(refused.value.reason, Unresolved)
    assert plans(lo) == {older}


def test_the_seats_that_were_shown_are_given_or_nothing_is(lo: Fixture) -> None:
    """Another seat than the one a person agreed to is never given instead."""
    older = publish(lo, hall(), "Twee")
    both = twins(lo, older)
    lo.sell(lo.wish(lo.theatre, 1))
    newer = publish(lo, hall(block={"changes": [{"row": 1, "position": 1, "taken_out": True}]}), "Twee")
    seen = shown(lo, newer, *both)
    (proposed,) = seen[lo.theatre.pk].seats.values()
    lo.sell(lo.wish(lo.theatre, proposed))
    with pytest.raises(PlanNotUsed) as refused:
        use(lo, newer, seen)
    assert isinstance(refused.value.reason, SeatNotFree)
    assert plans(lo) == {older}
