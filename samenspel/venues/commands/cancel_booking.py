"""Give the time of a booking back."""

from datetime import datetime

from samenspel.kernel.tenancy import Scope
from samenspel.venues.commands.change_booking import Act, Changed, locked, planning, write
from samenspel.venues.models import HallBooking


def cancel_booking(
    *, scope: Scope, house: int, booking: int, revision: int, by: int, at: datetime
) -> Changed:
    """Cancel an option or a confirmed booking; the options behind it move up. It stays as a cancelled one, for undoing.

    Raises HeldByPerformance, BookingChanged, NotFound (also when it is over), NotPlanner.
    """
    act = Act(scope, house, "cancelled", by, at)
    with planning(act):
        (edit,) = locked(act=act, bookings={booking: revision})
        edit.booking.state = HallBooking.State.CANCELLED
        edit.booking.rank = edit.booking.expires_at = None
        return write(act=act, edits=[edit])
