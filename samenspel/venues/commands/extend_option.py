"""Let an option live longer."""

from datetime import datetime

from samenspel.kernel.tenancy import Scope
from samenspel.venues.commands.book_hall import BadBooking
from samenspel.venues.commands.change_booking import Act, Changed, locked, planning, write
from samenspel.venues.commands.confirm_booking import NotAnOption
from samenspel.venues.models import HallBooking


def extend_option(
    *, scope: Scope, house: int, booking: int, revision: int, option_until: datetime, by: int, at: datetime
) -> Changed:
    """Let an option expire at `option_until`, later or sooner than it did, in the future; it keeps its rank.

    Raises NotAnOption, BadBooking, BookingChanged, NotFound (also when it is over), NotPlanner.
    """
    if option_until <= at:
        raise BadBooking("option_until")
    act = Act(scope, house, "extended", by, at)
    with planning(act):
        (edit,) = locked(act=act, bookings={booking: revision})
        if edit.booking.state != HallBooking.State.OPTION:
            raise NotAnOption(booking)
        edit.booking.expires_at = option_until
        return write(act=act, edits=[edit])
