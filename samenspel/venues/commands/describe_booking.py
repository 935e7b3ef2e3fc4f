"""Write what a booking is for: its kind, title and notes."""

from datetime import datetime

from samenspel.kernel.tenancy import Scope
from samenspel.venues.commands.book_hall import BadBooking, BookingTexts
from samenspel.venues.commands.change_booking import Act, Changed, locked, planning, write
from samenspel.venues.models import HallBooking


def describe_booking(
    *,
    scope: Scope,
    house: int,
    booking: int,
    revision: int,
    kind: str,
    texts: BookingTexts,
    by: int,
    at: datetime,
) -> Changed:
    """Replace kind and texts. Raises BadBooking, BookingChanged, NotFound (also when it is over), NotPlanner."""
    if kind not in HallBooking.Kind.values:
        raise BadBooking("kind")
    act = Act(scope, house, "described", by, at)
    with planning(act):
        (edit,) = locked(act=act, bookings={booking: revision})
        edit.booking.kind = kind
        texts.write_on(edit.booking)
        return write(act=act, edits=[edit])
