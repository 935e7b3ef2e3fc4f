"""The verbs of the hall planner: what each does, refuses and leaves behind."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from samenspel.houses.models import Role
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.models import Event
from samenspel.kernel.tenancy import Scope
from samenspel.venues.commands.book_hall import BadBooking, BookingTexts, book_hall
from samenspel.venues.commands.cancel_booking import cancel_booking
from samenspel.venues.commands.change_booking import (
    BadPeriod,
    BookingChanged,
    Changed,
    HallTaken,
    HeldByPerformance,
    NotPlanner,
)
from samenspel.venues.commands.confirm_booking import NotAnOption, confirm_booking
from samenspel.venues.commands.describe_booking import describe_booking
from samenspel.venues.commands.expire_options import expire_options
from samenspel.venues.commands.extend_option import extend_option
from samenspel.venues.commands.move_booking import move_booking
from samenspel.venues.commands.repeat_booking import NotRepeatable, repeat_booking
from samenspel.venues.commands.resize_booking import resize_booking
from samenspel.venues.commands.set_hall_use import BookingsMeet, set_change_over, set_exclusions
from samenspel.venues.commands.undo_change import undo_change
from samenspel.venues.models import BookingChange, Hall, HallBooking
from samenspel.venues.queries.clashes import HallWish, clashes
from tests.support.region import NOW
from tests.support.staff import employ
from tests.venues.planner import DAY_0, HOUR, Planner, establish, only

SOON = NOW + timedelta(days=7)


@pytest.fixture
def hall(db: None) -> Planner:
    return establish()


def facts(booking: int) -> list[str]:
    with Scope.of_system().open():
        rows = Event.objects.filter(kind__startswith="venues.booking.", subject=str(booking))
        return [kind.rpartition(".")[2] for kind in rows.order_by("pk").values_list("kind", flat=True)]


def test_options_stand_in_line_and_are_all_shown(hall: Planner) -> None:
    first = only(hall.book(hall.big, 10, 14, option_until=SOON))
    second = hall.book(hall.left, 13, 16, option_until=SOON)
    third = only(hall.book(hall.left, 15, 17, option_until=SOON))
    beside = only(hall.book(hall.right, 15, 17, option_until=SOON))

    assert [first.rank, only(second).rank, third.rank, beside.rank] == [1, 2, 3, 1]
    (clash,) = second.clashes
    assert (clash.booking, clash.reason, clash.refuses) == (first.id, "excluding_hall", False)


def test_confirming_leaves_the_other_options_and_moves_them_up(hall: Planner) -> None:
    first = only(hall.book(hall.big, 10, 14, option_until=SOON))
    second = only(hall.book(hall.big, 12, 16, option_until=SOON))

    done = confirm_booking(booking=first.id, revision=first.revision, at=NOW, **hall.who())

    assert (only(done).state, only(done).rank) == ("confirmed", None)
    assert [clash.booking for clash in done.clashes] == [second.id]
    assert (hall.row(second.id).state, hall.row(second.id).rank) == ("option", 1)
    with pytest.raises(HallTaken) as refused:
        confirm_booking(booking=second.id, revision=second.revision, at=NOW, **hall.who())
    assert [clash.booking for clash in refused.value.clashes] == [first.id]
    assert hall.row(second.id).state == "option"
    with pytest.raises(NotAnOption):
        confirm_booking(booking=first.id, revision=2, at=NOW, **hall.who())
    assert facts(second.id) == ["booked", "promoted"]


def test_options_expire_and_the_next_is_told(hall: Planner) -> None:
    first = only(hall.book(hall.big, 10, 14, option_until=SOON))
    second = only(hall.book(hall.big, 10, 14, option_until=SOON + HOUR))

    assert expire_options(at=SOON - HOUR) == 0
    assert expire_options(at=SOON) == 1
    assert expire_options(at=SOON) == 0

    assert [hall.row(first.id).state, hall.row(second.id).rank] == ["expired", 1]
    assert facts(first.id) == ["booked", "expired"]
    assert facts(second.id) == ["booked", "promoted"]


def test_extended_option_keeps_its_rank_and_lives_on(hall: Planner) -> None:
    first = only(hall.book(hall.big, 10, 14, option_until=SOON))
    hall.book(hall.big, 10, 14, option_until=SOON)
    extend_option(booking=first.id, revision=1, option_until=SOON + HOUR, at=NOW, **hall.who())
    assert expire_options(at=SOON) == 1
    assert (hall.row(first.id).state, hall.row(first.id).rank) == ("option", 1)
    with pytest.raises(BadBooking):
        extend_option(booking=first.id, revision=2, option_until=NOW, at=NOW, **hall.who())


def test_moved_option_joins_the_end_of_its_new_line(hall: Planner) -> None:
    first = only(hall.book(hall.big, 10, 14, option_until=SOON))
    behind = only(hall.book(hall.big, 12, 16, option_until=SOON))
    there = only(hall.book(hall.big, 30, 34, option_until=SOON))

    moved = move_booking(
        booking=first.id, revision=1, hall=hall.left, starts_at=DAY_0 + 32 * HOUR, at=NOW, **hall.who()
    )

    assert only(moved).rank == 2
    assert [hall.row(behind.id).rank, hall.row(there.id).rank] == [1, 1]
    period = hall.row(first.id).period
    assert (period.lower, period.upper) == (DAY_0 + 32 * HOUR, DAY_0 + 36 * HOUR)


def test_change_over_counts_as_occupied(hall: Planner) -> None:
    set_change_over(hall=hall.big, before_min=60, after_min=30, at=NOW, **hall.who())
    evening = only(hall.book(hall.big, 10, 12))
    with pytest.raises(HallTaken) as refused:
        hall.book(hall.big, 13, 14)
    assert [(clash.booking, clash.reason) for clash in refused.value.clashes] == [(evening.id, "change_over")]
    hall.book(hall.big, 13.5, 14)
    with pytest.raises(BookingsMeet):
        set_change_over(hall=hall.big, before_min=60, after_min=60, at=NOW, **hall.who())
    assert Hall.objects.get(pk=hall.big).change_over_after_min == 30


def test_exclusions_are_refused_where_bookings_meet_already(hall: Planner) -> None:
    set_exclusions(hall=hall.big, others=[], at=NOW, **hall.who())
    hall.book(hall.big, 10, 12)
    hall.book(hall.left, 10, 12)
    with pytest.raises(BookingsMeet):
        set_exclusions(hall=hall.left, others=[hall.big], at=NOW, **hall.who())
    set_exclusions(hall=hall.right, others=[hall.big, hall.left], at=NOW, **hall.who())
    with pytest.raises(HallTaken):
        hall.book(hall.right, 11, 13)
    with pytest.raises(NotFound):
        set_exclusions(hall=hall.left, others=[hall.left], at=NOW, **hall.who())


def test_a_change_is_refused_when_somebody_was_first(hall: Planner) -> None:
    booked = only(hall.book(hall.big, 10, 12))
    resize = {"booking": booked.id, "starts_at": DAY_0 + 10 * HOUR, "at": NOW, **hall.who()}
    resize_booking(revision=1, ends_at=DAY_0 + 13 * HOUR, **resize)
    with pytest.raises(BookingChanged):
        resize_booking(revision=1, ends_at=DAY_0 + 11 * HOUR, **resize)
    assert hall.row(booked.id).period.upper == DAY_0 + 13 * HOUR


def _all_changes(hall: Planner) -> list[Callable[[int, int], Changed]]:
    who = hall.who() | {"at": NOW}
    texts = BookingTexts(title="Repetitie", staff_notes="Twee technici", equipment_notes="Vleugel stemmen")
    return [
        lambda id_, revision: move_booking(
            booking=id_, revision=revision, hall=hall.left, starts_at=DAY_0 + 40 * HOUR, **who
        ),
        lambda id_, revision: resize_booking(
            booking=id_,
            revision=revision,
            starts_at=DAY_0 + 9 * HOUR,
            ends_at=DAY_0 + 20 * HOUR,
            **who,
        ),
        lambda id_, revision: describe_booking(
            booking=id_, revision=revision, kind="rehearsal", texts=texts, **who
        ),
        lambda id_, revision: confirm_booking(booking=id_, revision=revision, **who),
        lambda id_, revision: extend_option(booking=id_, revision=revision, option_until=SOON + HOUR, **who),
        lambda id_, revision: cancel_booking(booking=id_, revision=revision, **who),
    ]


@pytest.mark.parametrize("which", range(6))
def test_each_change_can_be_undone_and_done_again(hall: Planner, which: int) -> None:
    booked = only(hall.book(hall.big, 10, 14, option_until=SOON, title="Feest"))
    hall.book(hall.big, 12, 16, option_until=SOON)
    columns = ("hall", "period", "state", "kind", "title", "staff_notes", "expires_at")

    def now() -> tuple[object, ...]:
        with Scope.of_system().open():
            return HallBooking.objects.values_list(*columns).get(pk=booked.id)

    before, rank = now(), hall.row(booked.id).rank
    changed = _all_changes(hall)[which](booked.id, 1)
    after = now()
    undone = undo_change(act=changed.act, at=NOW, **hall.who())
    assert now() == before != after
    assert hall.row(booked.id).rank == rank == 1
    undo_change(act=undone.act, at=NOW, **hall.who())
    assert now() == after
    with pytest.raises(BookingChanged):
        undo_change(act=changed.act, at=NOW, **hall.who())


def test_undo_of_a_booking_cancels_it_and_of_nothing_is_not_found(hall: Planner) -> None:
    booked = hall.book(hall.big, 10, 12)
    undo_change(act=booked.act, at=NOW, **hall.who())
    assert hall.row(only(booked).id).state == "cancelled"
    hall.book(hall.big, 10, 12)
    with pytest.raises(NotFound):
        undo_change(act=uuid4(), at=NOW, **hall.who())


def test_undo_is_refused_when_the_time_was_given_away(hall: Planner) -> None:
    booked = only(hall.book(hall.big, 10, 12))
    cancelled = cancel_booking(booking=booked.id, revision=1, at=NOW, **hall.who())
    hall.book(hall.left, 10, 12)
    with pytest.raises(HallTaken):
        undo_change(act=cancelled.act, at=NOW, **hall.who())
    assert hall.row(booked.id).state == "cancelled"


def test_what_could_be_undone_is_forgotten_after_a_month(hall: Planner) -> None:
    hall.book(hall.big, 10, 12)
    expire_options(at=NOW + timedelta(days=31))
    with Scope.of_system().open():
        assert BookingChange.objects.count() == 0


def test_repeats_keep_the_time_on_the_wall_over_the_clock_change(hall: Planner) -> None:
    # 20 October 2026 is a Tuesday; the clock goes back on the 25th.
    starts_at = datetime(2026, 10, 20, 18, 0, tzinfo=UTC)
    first = only(
        book_hall(
            hall=hall.big, starts_at=starts_at, ends_at=starts_at + 2 * HOUR, kind="rehearsal", at=NOW,
            **hall.who(),
        )
    )  # fmt: skip
    made = repeat_booking(
        booking=first.id, revision=1, rule="FREQ=WEEKLY;BYDAY=TU;COUNT=3", at=NOW, **hall.who()
    )
    rows = [hall.row(booked.id) for booked in made.bookings]
    assert [row.period.lower for row in rows] == [
        starts_at,
        datetime(2026, 10, 27, 19, 0, tzinfo=UTC),
        datetime(2026, 11, 3, 19, 0, tzinfo=UTC),
    ]
    assert len({row.series for row in rows}) == 1
    undo_change(act=made.act, at=NOW, **hall.who())
    assert [hall.row(booked.id).state for booked in made.bookings] == ["confirmed", "cancelled", "cancelled"]


def test_repeats_are_all_or_nothing_and_name_the_dates(hall: Planner) -> None:
    first = only(hall.book(hall.big, 0, 2))
    hall.book(hall.left, 7 * 24 + 1, 7 * 24 + 3)
    hall.book(hall.right, 21 * 24, 21 * 24 + 1)
    repeat = {"booking": first.id, "revision": 1, "rule": "FREQ=WEEKLY;COUNT=4", "at": NOW, **hall.who()}

    with pytest.raises(HallTaken) as refused:
        repeat_booking(**repeat)

    taken = [clash.wish_starts_at.date() for clash in refused.value.clashes]
    assert taken == [(DAY_0 + timedelta(days=7)).date(), (DAY_0 + timedelta(days=21)).date()]
    with Scope.of_system().open():
        assert HallBooking.objects.filter(state="confirmed").count() == 3
    assert len(repeat_booking(skip=set[date](taken), **repeat).bookings) == 2


@pytest.mark.parametrize(
    "rule", ["", "FREQ=WEEKLY", "FREQ=HOURLY;COUNT=3", "FREQ=DAILY;COUNT=500", "naar hier"]
)
def test_a_rule_that_is_none_is_refused(hall: Planner, rule: str) -> None:
    first = only(hall.book(hall.big, 0, 2))
    with pytest.raises(NotRepeatable):
        repeat_booking(booking=first.id, revision=1, rule=rule, at=NOW, **hall.who())


@pytest.mark.parametrize(("start_h", "end_h"), [(10, 10), (12, 10), (0, 24 * 367), (0, 0.05)])
def test_periods_that_are_none_are_refused(hall: Planner, start_h: float, end_h: float) -> None:
    with pytest.raises(BadPeriod):
        hall.book(hall.big, start_h, end_h)


def test_only_planners_of_the_house_plan_its_halls(hall: Planner) -> None:
    lo = hall.lo
    usher = employ("deur@westerlo.example", Role.USHER, Role.FINANCE, house=lo.west).pk
    neighbour = employ("plan@oosterlo.example", Role.PROGRAMMER, house=lo.east).pk
    booked = only(hall.book(hall.big, 10, 12))
    east = Scope.of_houses(lo.east.pk)

    def refused(error: type[DomainError], **who: object) -> None:
        arguments = {"scope": hall.scope, "house": hall.house, "by": hall.by, "at": NOW} | who
        with pytest.raises(error):
            book_hall(hall=hall.big, starts_at=DAY_0, ends_at=DAY_0 + HOUR, kind="rental", **arguments)
        with pytest.raises(error):
            cancel_booking(booking=booked.id, revision=1, **arguments)

    refused(NotPlanner, by=usher)
    refused(NotPlanner, by=neighbour)
    refused(NotFound, scope=east)
    refused(NotFound, scope=east, house=lo.east.pk, by=neighbour)
    assert hall.row(booked.id).state == "confirmed"


def test_a_guest_in_our_hall_is_in_the_way_and_stays_unnamed(hall: Planner) -> None:
    with Scope.of_system().open():
        HallBooking.objects.create(
            hall_id=hall.left, house=hall.lo.east, state="confirmed", kind="rehearsal", title="Geheim plan",
            period=(DAY_0, DAY_0 + HOUR),
        )  # fmt: skip
    with pytest.raises(HallTaken) as refused:
        hall.book(hall.big, 0, 2)
    (clash,) = refused.value.clashes
    assert (clash.booking, clash.title, clash.kind, clash.hall_name) == (None, "", "", "Links")
    wish = HallWish(hall.left, DAY_0, DAY_0 + HOUR)
    stranger = Scope.of_houses(hall.lo.north.pk)
    assert clashes(scope=stranger, wishes=[wish]) == ()


def test_a_performance_holds_its_booking(hall: Planner) -> None:
    evening = hall.lo.theatre
    assert evening.hall_id == hall.big
    booked = only(
        book_hall(
            hall=hall.big, starts_at=evening.starts_at - HOUR, ends_at=evening.ends_at + HOUR,
            kind="performance", at=NOW, **hall.who(),
        )
    )  # fmt: skip
    with Scope.of_system().open():
        type(evening).objects.filter(pk=evening.pk).update(booking=booked.id)

    held = {"booking": booked.id, "revision": 1, "at": NOW, **hall.who()}
    with pytest.raises(HeldByPerformance):
        move_booking(hall=hall.big, starts_at=evening.starts_at + 5 * HOUR, **held)
    with pytest.raises(HeldByPerformance):
        resize_booking(starts_at=evening.starts_at + HOUR, ends_at=evening.ends_at, **held)
    with pytest.raises(HeldByPerformance):
        cancel_booking(**held)
    wider = {"starts_at": evening.starts_at - 4 * HOUR, "ends_at": evening.ends_at}
    assert only(resize_booking(**wider, **held)).revision == 2
