"""Book the same time again and again: every Tuesday, the first of the month."""

from collections.abc import Collection
from datetime import date, datetime

from samenspel.kernel.errors import DomainError
from samenspel.kernel.ids import uuid7
from samenspel.kernel.tenancy import Scope
from samenspel.venues.commands.change_booking import (
    Act,
    Changed,
    Edit,
    locked,
    period_of,
    planning,
    write,
)
from samenspel.venues.models import HallBooking
from samenspel.venues.rules.option_queue import LAST
from samenspel.venues.rules.recurrence import BadRecurrence, repeated


class NotRepeatable(DomainError):
    """The rule makes no dates, more than 200, or dates that overlap; or it is not one. `.part` says which part is wrong."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


def repeat_booking(
    *,
    scope: Scope,
    house: int,
    booking: int,
    revision: int,
    rule: str,
    by: int,
    at: datetime,
    skip: Collection[date] = (),
) -> Changed:
    """Copy a booking to the later dates of `rule`, an RRULE (RFC 5545) with COUNT or UNTIL: all of them, or none.

    At most 200 dates within three years; each keeps its time on the wall of Brussels over a clock change. `skip` are local dates
    left out: what somebody chooses after HallTaken named them. The copies are of one series with the booking, and stand in the
    answer in the order of their dates, after it. Raises NotRepeatable, HallTaken, BookingChanged, NotFound, NotPlanner.
    """
    act = Act(scope, house, "repeated", by, at)
    with planning(act):
        (edit,) = locked(act=act, bookings={booking: revision})
        first = edit.booking
        try:
            spans = repeated(rule=rule, starts_at=first.period.lower, ends_at=first.period.upper, skip=skip)
        except BadRecurrence as error:
            raise NotRepeatable(str(error)) from error
        first.series = first.series or uuid7()
        copies = [_copy(first, starts_at, ends_at) for starts_at, ends_at in spans]
        return write(act=act, edits=[edit, *(Edit(copy, None) for copy in copies)])


def _copy(first: HallBooking, starts_at: datetime, ends_at: datetime) -> HallBooking:
    return HallBooking(
        hall_id=first.hall_id,
        house_id=first.house_id,
        period=period_of(starts_at=starts_at, ends_at=ends_at),
        state=first.state,
        kind=first.kind,
        rank=LAST if first.state == HallBooking.State.OPTION else None,
        expires_at=first.expires_at,
        title=first.title,
        note=first.note,
        staff_notes=first.staff_notes,
        equipment_notes=first.equipment_notes,
        contact=first.contact,
        series=first.series,
    )
