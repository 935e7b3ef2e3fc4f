"""Give a booking another begin or another hall: what dragging it in the calendar does."""

from datetime import datetime

from samenspel.kernel.tenancy import Scope
from samenspel.venues.commands.change_booking import (
    Act,
    Changed,
    hall_of_house,
    locked,
    period_of,
    planning,
    write,
)
from samenspel.venues.models import HallBooking
from samenspel.venues.rules.option_queue import LAST


def move_booking(
    *,
    scope: Scope,
    house: int,
    booking: int,
    revision: int,
    hall: int,
    starts_at: datetime,
    by: int,
    at: datetime,
    ends_at: datetime | None = None,
) -> Changed:
    """Let a booking begin at `starts_at` in `hall` of the same house; it keeps its length, unless `ends_at` is given.

    A moved option joins the queue of its new time at the end. Raises HallTaken, HeldByPerformance, BookingChanged, BadPeriod,
    NotFound (also when it is over), NotPlanner.
    """
    act = Act(scope, house, "moved", by, at)
    with planning(act):
        hall_of_house(hall=hall, house=house)
        (edit,) = locked(act=act, bookings={booking: revision}, halls=[hall])
        row = edit.booking
        length = row.period.upper - row.period.lower
        row.period = period_of(starts_at=starts_at, ends_at=ends_at or starts_at + length)
        row.hall_id = hall
        if row.state == HallBooking.State.OPTION:
            row.rank = LAST
        return write(act=act, edits=[edit])
