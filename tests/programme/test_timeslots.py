"""A grid read back from the slots that there are: it asks exactly these slots again, with few rules."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel.kernel.clock import BRUSSELS
from samenspel.programme.rules.timeslots import (
    BadGrid,
    Grid,
    grid_of,
    read_apart,
    read_times,
    write_apart,
    write_times,
)

FIRST = date(2026, 10, 1)  # a Thursday; summer time ends on the 25th
DAYS = st.integers(0, 60).map(lambda number: FIRST + timedelta(days=number))
TIMES = st.integers(0, 287).map(lambda number: time(*divmod(5 * number, 60)))
SLOTS = st.sets(st.tuples(DAYS, TIMES), min_size=1, max_size=20)


@given(SLOTS)
def test_grid_of_slots_asks_the_same_slots(slots: set[tuple[date, time]]) -> None:
    starts = sorted(datetime.combine(day, at, BRUSSELS).astimezone(UTC) for day, at in slots)
    grid = grid_of(starts=starts, duration_min=60)
    assert grid
    assert list(grid.starts()) == starts
    assert read_times(write_times(grid.times)) == grid.times
    assert read_apart(write_apart(grid.apart)) == grid.apart


def test_grid_of_slots_is_the_grid_that_made_them() -> None:
    made = Grid(
        first_on=FIRST, last_on=FIRST + timedelta(days=59), times=read_times("10:00-16:00/60"), duration_min=45,
        closed_weekdays=frozenset({0}), closed_on=frozenset({date(2026, 11, 11)}),
        apart={date(2026, 11, 1): (time(10), time(11)), date(2026, 11, 2): (time(10),)},
    )  # fmt: skip
    assert grid_of(starts=made.starts(), duration_min=45) == made


def test_no_slots_have_no_grid() -> None:
    assert grid_of(starts=[], duration_min=60) is None


def test_times_are_written_as_they_are_read() -> None:
    for text in ("10:00", "10:00, 11:30", "10:00-16:00/30", "09:15, 10:00-12:00/60, 20:00"):
        assert write_times(read_times(text)) == text


def test_day_apart_is_of_the_period_and_written_once() -> None:
    with pytest.raises(BadGrid) as refused:
        Grid(FIRST, FIRST, (time(9),), 60, apart={FIRST + timedelta(days=1): (time(9),)}).starts()
    assert refused.value.field == "apart"
    for wrong in ("2026-12-24", "kerst 10:00", "2026-12-24 10:00\n2026-12-24 11:00", "2026-12-24 tien"):
        with pytest.raises(BadGrid):
            read_apart(wrong)
