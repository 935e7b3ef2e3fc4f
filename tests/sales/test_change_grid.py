"""A grid of timeslots: shown first, then made or changed whole; what somebody bought never goes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from samenspel.catalogue.models import Offer
from samenspel.kernel.tenancy import Scope
from samenspel.programme.commands.change_programme import Act, NotProgrammer
from samenspel.programme.commands.performance_fields import PerformanceFields
from samenspel.programme.models import Performance
from samenspel.programme.rules.timeslots import BadGrid, Grid, read_times
from samenspel.sales.commands.change_grid import (
    GridChange,
    GridChanged,
    Slot,
    SlotTerms,
    change_grid,
    show_grid,
)
from tests.support.programme import performance_fields, programmer
from tests.support.region import NOW, Fixture, build

FIRST = NOW.date() + timedelta(days=30)
WEEK = Grid(
    first_on=FIRST, last_on=FIRST + timedelta(days=6), times=(time(10), time(11), time(14)), duration_min=60,
    closed_weekdays=frozenset({0}),
)  # fmt: skip


@pytest.fixture
def lo(db: None) -> Fixture:
    return build()


@pytest.fixture
def act(lo: Fixture) -> Act:
    return programmer(lo.east)


@pytest.fixture
def fields(lo: Fixture) -> PerformanceFields:
    return performance_fields(
        lo.slot, lo.slot.production_id, state="on_sale", published_at=NOW - timedelta(days=50)
    )


def apply(lo: Fixture, act: Act, fields: PerformanceFields, grid: Grid) -> tuple[int, ...]:
    seen = show_grid(act=act, fields=fields, grid=grid)
    prices = lo.slot.offer.price_list_id
    return change_grid(
        act=act, fields=fields, grid=grid, seen=seen.mark, price_list=prices, terms=SlotTerms()
    )


def ids(slots: tuple[Slot, ...]) -> set[int]:
    return {slot.id for slot in slots}


def alive(slots: tuple[int, ...]) -> set[int]:
    with Scope.of_system().open():
        return set(Performance.objects.filter(pk__in=slots, state="on_sale").values_list("pk", flat=True))


def test_grid_is_made_with_its_prices(lo: Fixture, act: Act, fields: PerformanceFields) -> None:
    made = apply(lo, act, fields, WEEK)
    assert len(made) == 18  # six open days of three slots
    with Scope.of_system().open():
        slots = list(Performance.objects.filter(pk__in=made).order_by("starts_at"))
        assert {slot.starts_at.weekday() for slot in slots} == {1, 2, 3, 4, 5, 6}
        assert {(slot.ends_at - slot.starts_at, slot.sale_ends_at == slot.starts_at) for slot in slots} == {
            (timedelta(hours=1), True)
        }
        assert (
            Offer.objects.filter(performance__in=made, price_list=lo.slot.offer.price_list_id).count() == 18
        )
    again = show_grid(act=act, fields=fields, grid=WEEK)
    assert (again.added, ids(again.kept), again.removed, again.in_use) == ((), set(made), (), ())
    assert lo.slot.pk not in ids(again.removed)  # outside of the period


def test_change_removes_only_what_nobody_has(lo: Fixture, act: Act, fields: PerformanceFields) -> None:
    made = apply(lo, act, fields, WEEK)
    with Scope.of_system().open():
        mornings = Performance.objects.filter(pk__in=made).order_by("starts_at")
        bought, held, _afternoon, free = mornings[:4]
    lo.sell(lo.wish(bought, 1))
    lo.take(lo.wish(held, 1))
    afternoons = Grid(
        first_on=WEEK.first_on, last_on=WEEK.last_on, times=(time(14), time(15)), duration_min=60,
        closed_weekdays=WEEK.closed_weekdays,
    )  # fmt: skip
    shown = show_grid(act=act, fields=fields, grid=afternoons)
    assert (len(shown.added), len(shown.kept), ids(shown.in_use)) == (6, 6, {bought.pk, held.pk})
    assert free.pk in ids(shown.removed)
    assert len(shown.removed) == 10
    more = apply(lo, act, fields, afternoons)
    assert alive(made) == ids(shown.kept) | {bought.pk, held.pk}
    assert alive(more) == set(more)


def test_what_changed_since_it_was_shown_is_refused_whole(
    lo: Fixture, act: Act, fields: PerformanceFields
) -> None:
    made = apply(lo, act, fields, WEEK)
    nothing = Grid(WEEK.first_on, WEEK.first_on, (time(9),), 60)
    with Scope.of_system().open():
        first = Performance.objects.filter(pk__in=made).order_by("starts_at")[0]
    seen = show_grid(act=act, fields=fields, grid=nothing)
    before = alive(made)
    if first.pk in ids(seen.removed):
        lo.sell(lo.wish(first, 1))
    else:
        seen = GridChange((), (), (), ())
    with pytest.raises(GridChanged):
        change_grid(act=act, fields=fields, grid=nothing, seen=seen.mark, price_list=None, terms=SlotTerms())
    assert alive(made) == before


def test_neighbour_makes_no_grid(lo: Fixture, fields: PerformanceFields) -> None:
    stranger = programmer(lo.west)
    with pytest.raises(NotProgrammer):
        show_grid(
            act=Act(Scope.of_houses(lo.east.pk), lo.east.pk, stranger.by, NOW), fields=fields, grid=WEEK
        )


@pytest.mark.parametrize(
    ("grid", "field"),
    [
        (Grid(FIRST, FIRST, (), 60), "times"),
        (Grid(FIRST, FIRST - timedelta(days=1), (time(9),), 60), "last_on"),
        (Grid(FIRST, FIRST, (time(9),), 4), "duration_min"),
        (Grid(FIRST, FIRST + timedelta(days=600), (time(9), time(10)), 60), "last_on"),
    ],
)
def test_bad_grid_says_which_field(grid: Grid, field: str) -> None:
    with pytest.raises(BadGrid) as refused:
        grid.starts()
    assert refused.value.field == field


def test_hour_that_summer_time_skips_has_no_slot() -> None:
    night = Grid(date(2027, 3, 27), date(2027, 3, 28), (time(2, 30), time(10)), 30)
    assert night.starts() == (
        datetime(2027, 3, 27, 1, 30, tzinfo=UTC),
        datetime(2027, 3, 27, 9, 0, tzinfo=UTC),
        datetime(2027, 3, 28, 8, 0, tzinfo=UTC),
    )


def test_times_are_read_one_by_one_and_as_a_row() -> None:
    assert read_times("14:00, 10:00-11:00/30") == (time(10), time(10, 30), time(11), time(14))
    for wrong in ("25:00", "10:00-9:00/30", "10:00-12:00", "tien", "10:00-12:00/0"):
        with pytest.raises(BadGrid):
            read_times(wrong)
