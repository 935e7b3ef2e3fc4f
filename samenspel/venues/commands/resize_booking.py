"""Give a booking another begin or end where it is: what dragging its edge in the calendar does."""

from datetime import datetime

from samenspel.kernel.tenancy import Scope
from samenspel.venues.commands.change_booking import Act, Changed, locked, period_of, planning, write
from samenspel.venues.models import HallBooking
from samenspel.venues.rules.option_queue import LAST


def resize_booking(
    *,
    scope: Scope,
    house: int,
    booking: int,
    revision: int,
    starts_at: datetime,
    ends_at: datetime,
    by: int,
    at: datetime,
) -> Changed:
    """Let a booking last [starts_at, ends_at). An option that asks for more time joins the queue at the end.

    Raises HallTaken, HeldByPerformance (its performance would stand outside), BookingChanged, BadPeriod, NotFound (also when it
    is over), NotPlanner.
    """
    act = Act(scope, house, "resized", by, at)
    with planning(act):
        (edit,) = locked(act=act, bookings={booking: revision})
        row = edit.booking
        grows = starts_at < row.period.lower or ends_at > row.period.upper
        row.period = period_of(starts_at=starts_at, ends_at=ends_at)
        if grows and row.state == HallBooking.State.OPTION:
            row.rank = LAST
        return write(act=act, edits=[edit])
