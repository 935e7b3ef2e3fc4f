"""Make an option sure."""

from datetime import datetime

from samenspel.kernel.errors import DomainError
from samenspel.kernel.tenancy import Scope
from samenspel.venues.commands.change_booking import Act, Changed, locked, planning, write
from samenspel.venues.models import HallBooking


class NotAnOption(DomainError):
    """It is confirmed already."""


def confirm_booking(
    *, scope: Scope, house: int, booking: int, revision: int, by: int, at: datetime
) -> Changed:
    """Confirm an option, of any rank. Other options on its time stay: they are answered as clashes.

    Raises NotAnOption, HallTaken, BookingChanged, NotFound (also when it is over), NotPlanner.
    """
    act = Act(scope, house, "confirmed", by, at)
    with planning(act):
        (edit,) = locked(act=act, bookings={booking: revision})
        if edit.booking.state != HallBooking.State.OPTION:
            raise NotAnOption(booking)
        edit.booking.state = HallBooking.State.CONFIRMED
        edit.booking.rank = edit.booking.expires_at = None
        return write(act=act, edits=[edit])
