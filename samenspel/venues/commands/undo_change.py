"""Undo what was done to the calendar, as long as nothing else changed those bookings. Undoing can be undone."""

from datetime import datetime
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.venues.commands.change_booking import (
    PLAIN,
    Act,
    Changed,
    Edit,
    locked,
    planning,
    write,
)
from samenspel.venues.models import BookingChange, HallBooking


def undo_change(*, scope: Scope, house: int, act: UUID, by: int, at: datetime) -> Changed:
    """Put every booking of `act` back as it was; a new one is cancelled. All or nothing.

    An option goes back to its rank, before those behind it that moved up; where two claim one rank, the older stands first.

    Raises NotFound (unknown, of another house, or older than 30 days), BookingChanged (something else happened since),
    HallTaken (its time was given to another), HeldByPerformance, NotPlanner.
    """
    undoing = Act(scope, house, "undone", by, at)
    with planning(undoing):
        changes = {change.booking_id: change for change in BookingChange.objects.filter(act=act, house=house)}
        if not changes:
            raise NotFound(act)
        edits = locked(
            act=undoing,
            bookings={booking: change.revision for booking, change in changes.items()},
            halls=[change.before["hall_id"] for change in changes.values() if change.before],
            states=HallBooking.State.values,
        )
        for edit in edits:
            _put_back(edit, changes[edit.booking.pk])
        return write(act=undoing, edits=edits)


def _put_back(edit: Edit, change: BookingChange) -> None:
    row = edit.booking
    if change.before is None:
        row.state, row.rank, row.expires_at = HallBooking.State.CANCELLED, None, None
        return
    before = change.before
    for name in PLAIN:
        setattr(row, name, before[name])
    row.period = DateTimeTZRange(
        datetime.fromisoformat(before["starts_at"]), datetime.fromisoformat(before["ends_at"])
    )
    row.expires_at = datetime.fromisoformat(before["expires_at"]) if before["expires_at"] else None
