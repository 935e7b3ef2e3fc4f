"""The hall booking of a performance follows it: the one place where the programme speaks to the hall calendar."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection

from samenspel.programme.commands.change_programme import Act
from samenspel.programme.models import Performance
from samenspel.venues.commands.change_booking import (
    Act as PlannerAct,
)
from samenspel.venues.commands.change_booking import (
    Edit,
    locked,
    period_of,
    planning,
    write,
)
from samenspel.venues.commands.rank_options import lock_halls
from samenspel.venues.models import HallBooking
from samenspel.venues.rules.option_queue import LAST

NOTHING = timedelta(0)


@contextmanager
def both_change() -> Iterator[None]:
    """Booking and performance change one after the other; that the one covers the other is looked at when both have."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints booking_covers_performance deferred")
        yield
        cursor.execute("set constraints booking_covers_performance immediate")


def hold_hall(*, act: Act, row: Performance, was: Performance | None) -> None:
    """Book the hall for `row`, or let its booking follow from where `was` stood; write `row.booking_id`, not the row.

    Time booked before and after the show (set-up) moves along. A timeslot books nothing: they overlap. Only inside
    `both_change`. Raises HallTaken, BadPeriod, NotFound (the house has no such hall), NotPlanner.
    """
    if row.is_timeslot:
        return
    if row.state == Performance.State.CANCELLED:
        _let_go(act, row)
    elif row.booking_id is None:
        _book(act, row)
    elif was is None or _differs(row, was):
        _follow(act, row, was or row)


def _differs(row: Performance, was: Performance) -> bool:
    return any(getattr(row, name) != getattr(was, name) for name in ("hall_id", "starts_at", "ends_at")) or (
        was.state == Performance.State.OPTION
    ) != (row.state == Performance.State.OPTION)


def _book(act: Act, row: Performance) -> None:
    is_option = row.state == Performance.State.OPTION
    booking = HallBooking(
        hall_id=row.hall_id,
        house_id=act.house,
        period=period_of(starts_at=row.starts_at, ends_at=row.ends_at),
        kind=HallBooking.Kind.PERFORMANCE,
        state=HallBooking.State.OPTION if is_option else HallBooking.State.CONFIRMED,
        rank=LAST if is_option else None,
        title=row.production.title,
        note=row.code,
    )
    planner = _planner(act, "booked")
    with planning(planner):
        lock_halls(halls=[row.hall_id])
        row.booking_id = write(act=planner, edits=[Edit(booking, None)]).bookings[0].id


def _follow(act: Act, row: Performance, was: Performance) -> None:
    planner = _planner(act, "moved")
    with planning(planner):
        edit = _edit(planner, row)
        booking = edit.booking
        before = max(was.starts_at - booking.period.lower, NOTHING)
        after = max(booking.period.upper - was.ends_at, NOTHING)
        booking.period = period_of(starts_at=row.starts_at - before, ends_at=row.ends_at + after)
        booking.hall_id = row.hall_id
        if row.state != Performance.State.OPTION:
            booking.state, booking.rank, booking.expires_at = HallBooking.State.CONFIRMED, None, None
        elif booking.state == HallBooking.State.OPTION:
            booking.rank = LAST
        write(act=planner, edits=[edit])


def _let_go(act: Act, row: Performance) -> None:
    if row.booking_id is None:
        return
    planner = _planner(act, "cancelled")
    with planning(planner):
        edit = _edit(planner, row)
        edit.booking.state = HallBooking.State.CANCELLED
        edit.booking.rank = edit.booking.expires_at = None
        write(act=planner, edits=[edit])
    row.booking_id = None


def _edit(planner: PlannerAct, row: Performance) -> Edit:
    """The booking as it is now: whoever changes the performance need not have read the calendar."""
    bookings = HallBooking.objects.filter(pk=row.booking_id or 0)
    lock_halls(halls=[row.hall_id, *bookings.values_list("hall_id", flat=True)])
    booking = bookings.get()
    (edit,) = locked(act=planner, bookings={booking.pk: booking.revision}, halls=[row.hall_id])
    return edit


def _planner(act: Act, verb: str) -> PlannerAct:
    return PlannerAct(act.scope, act.house, verb, act.by, act.at)
