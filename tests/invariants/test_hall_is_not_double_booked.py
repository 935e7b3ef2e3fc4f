"""`hall_is_not_double_booked`: the database refuses an overlap, whatever the screen did and whoever asks at the same moment."""

import contextlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import combinations
from random import Random

import psycopg
import pytest
from django.db import IntegrityError, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samenspel.kernel.tenancy import Scope
from samenspel.venues.commands.change_booking import HallTaken
from samenspel.venues.models import Hall, HallBooking, HallConflict
from tests.support.database import TestDatabase
from tests.support.region import NOW, Fixture, build
from tests.venues.planner import Planner, establish

MINUTE = timedelta(minutes=1)
CONSTRAINT = "hall_is_not_double_booked"
BIG, LEFT, RIGHT = range(3)
Step = tuple[str, int, int, int]


def book(lo: Fixture, start_h: int, end_h: int, state: str = "confirmed") -> None:
    with Scope.of_system().open():
        HallBooking.objects.create(
            hall=lo.theatre.hall, house=lo.west, state=state, kind="performance",
            period=(NOW + timedelta(hours=start_h), NOW + timedelta(hours=end_h)),
        )  # fmt: skip


def test_hall_is_not_double_booked(db: None) -> None:
    lo = build()
    book(lo, 10, 13)
    book(lo, 13, 15)
    with pytest.raises(IntegrityError, match=CONSTRAINT), transaction.atomic():
        book(lo, 12, 14)


def test_control_options_may_overlap(db: None) -> None:
    lo = build()
    book(lo, 10, 13)
    book(lo, 12, 14, state="option")


def test_a_hall_excludes_its_parts_and_parts_do_not_exclude_each_other(db: None) -> None:
    hall = establish()
    hall.book(hall.left, 10, 12)
    hall.book(hall.right, 10, 12)
    with pytest.raises(HallTaken) as refused:
        hall.book(hall.big, 11, 14)
    assert [clash.hall_id for clash in refused.value.clashes] == [hall.left, hall.right]
    hall.book(hall.big, 12, 14)
    with pytest.raises(HallTaken):
        hall.book(hall.right, 13, 15)


@dataclass(frozen=True)
class Model:
    """What the calendar should be, in the plainest words: minutes, halls 0 to 2, the first excludes both others."""

    bookings: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    change_over: dict[int, tuple[int, int]] = field(default_factory=dict)
    excludes: frozenset[tuple[int, int]] = frozenset({(BIG, LEFT), (BIG, RIGHT)})

    def double_booked(self) -> bool:
        return any(self._meet(one, other) for one, other in combinations(self.bookings.values(), 2))

    def _meet(self, one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
        low, high = sorted((one[0], other[0]))
        if low != high and (low, high) not in self.excludes:
            return False
        (start, end), (other_start, other_end) = self._occupied(one), self._occupied(other)
        return start < other_end and other_start < end

    def _occupied(self, booking: tuple[int, int, int]) -> tuple[int, int]:
        before, after = self.change_over.get(booking[0], (0, 0))
        return booking[1] - before, booking[2] + after

    def after(self, step: Step) -> "Model":
        verb, hall, start, length = step
        chosen = self.chosen(start)
        spot = (hall, start * 30, (start + length) * 30)
        if verb == "book":
            return replace(self, bookings={**self.bookings, -1: spot})
        if verb == "move" and chosen is not None:
            return replace(self, bookings={**self.bookings, chosen: spot})
        if verb == "cancel" and chosen is not None:
            left = {id_: spot for id_, spot in self.bookings.items() if id_ != chosen}
            return replace(self, bookings=left)
        if verb == "change_over":
            return replace(self, change_over={**self.change_over, hall: (start, 5 * length)})
        if verb == "exclude":
            return replace(self, excludes=self.excludes | {(LEFT, RIGHT)})
        if verb == "include":
            return replace(self, excludes=self.excludes - {(LEFT, RIGHT)})
        return self

    def chosen(self, which: int) -> int | None:
        ids = sorted(self.bookings)
        return ids[which % len(ids)] if ids else None


@dataclass(frozen=True)
class Calendar:
    """The same steps, written to the database."""

    planner: Planner

    def do(self, step: Step, chosen: int | None) -> int | None:
        """Answers the id of a new booking."""
        verb, which, start, length = step
        halls = (self.planner.big, self.planner.left, self.planner.right)
        period = (NOW + start * 30 * MINUTE, NOW + (start + length) * 30 * MINUTE)
        pair = sorted((self.planner.left, self.planner.right))
        if verb == "book":
            return HallBooking.objects.create(
                hall_id=halls[which], house_id=self.planner.house, state="confirmed", kind="rental", period=period
            ).pk  # fmt: skip
        if verb == "move":
            HallBooking.objects.filter(pk=chosen).update(hall=halls[which], period=period)
        elif verb == "cancel":
            HallBooking.objects.filter(pk=chosen).update(state="cancelled")
        elif verb == "change_over":
            hall = Hall.objects.filter(pk=halls[which])
            hall.update(change_over_before_min=start, change_over_after_min=5 * length)
        elif verb == "exclude":
            HallConflict.objects.get_or_create(hall_id=pair[0], other_id=pair[1])
        else:
            HallConflict.objects.filter(hall_id=pair[0], other_id=pair[1]).delete()
        return None


class Rollback(Exception):
    """The end of one example: nothing of it stays."""


@pytest.fixture
def planner(db: None) -> Planner:
    return establish()


VERBS = ("book", "book", "book", "move", "cancel", "change_over", "exclude", "include")
steps = st.lists(
    st.tuples(st.sampled_from(VERBS), st.integers(0, 2), st.integers(0, 40), st.integers(1, 12)), max_size=14
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_the_database_refuses_exactly_what_would_double_book(planner: Planner, steps: list[Step]) -> None:
    model, calendar = Model(), Calendar(planner)
    with contextlib.suppress(Rollback), transaction.atomic(), Scope.of_system().open():
        for step in steps:
            wanted, refused, made = model.after(step), False, None
            try:
                with transaction.atomic():
                    made = calendar.do(step, model.chosen(step[2]))
            except IntegrityError as error:
                if CONSTRAINT not in str(error):
                    raise
                refused = True
            assert refused == wanted.double_booked(), step
            if not refused:
                if made:
                    wanted.bookings[made] = wanted.bookings.pop(-1)
                model = wanted
        raise Rollback


def rush(planner: Planner, seed: int, count: int = 12) -> int:
    """One person books in a hurry, over a connection of its own; answers how often it went through."""
    random, through = Random(seed), 0
    try:
        for _ in range(count):
            start = random.randrange(12)
            hall = random.choice((planner.big, planner.left, planner.right))
            with contextlib.suppress(HallTaken):
                planner.book(hall, start, start + random.randint(1, 4))
                through += 1
    finally:
        connections.close_all()
    return through


def all_at_once(planner: Planner) -> tuple[int, bool]:
    """Six people book at the same time: how many bookings went through, and whether any two of them overlap."""
    with ThreadPoolExecutor(max_workers=6) as people:
        through = sum(people.map(lambda seed: rush(planner, seed), range(6)))
    halls = {planner.big: BIG, planner.left: LEFT, planner.right: RIGHT}
    with Scope.of_system().open():
        rows = HallBooking.objects.filter(state="confirmed")
        spots = {
            row.pk: (halls[row.hall_id], *((m - NOW) // MINUTE for m in (row.period.lower, row.period.upper)))
            for row in rows
        }
        over = Hall.objects.values_list("pk", "change_over_before_min", "change_over_after_min")
        change_over = {halls[pk]: (before, after) for pk, before, after in over if pk in halls}
    assert len(spots) == through
    return through, Model(spots, change_over).double_booked()  # type: ignore[arg-type]


def crowded() -> Planner:
    planner = establish()
    Hall.objects.filter(pk=planner.left).update(change_over_before_min=20, change_over_after_min=30)
    return planner


def test_many_at_once_never_double_book(committed_db: TestDatabase) -> None:
    through, double_booked = all_at_once(crowded())
    assert through > 1
    assert not double_booked


@pytest.fixture
def unguarded(committed_db: TestDatabase) -> Iterator[None]:
    """The same database without its constraint."""
    table = "venues_occupiedhall"
    with psycopg.connect(committed_db.cleaner.url, autocommit=True) as owner:
        row = owner.execute(
            "select pg_get_constraintdef(oid) from pg_constraint where conname = %s", [CONSTRAINT]
        ).fetchone()
        assert row is not None
        owner.execute(f"alter table {table} drop constraint {CONSTRAINT}")
        try:
            yield
        finally:
            connections.close_all()
            owner.execute(f"truncate {table}")
            owner.execute(f"alter table {table} add constraint {CONSTRAINT} {row[0]}")


def test_control_without_the_constraint_they_do(unguarded: None) -> None:
    _through, double_booked = all_at_once(crowded())
    assert double_booked
