"""Take time in a hall: an option that expires, or confirmed at once."""

from dataclasses import dataclass
from datetime import datetime

from samenspel.kernel.errors import DomainError
from samenspel.kernel.tenancy import Scope
from samenspel.venues.commands.change_booking import (
    Act,
    Changed,
    Edit,
    hall_of_house,
    period_of,
    planning,
    write,
)
from samenspel.venues.commands.rank_options import lock_halls
from samenspel.venues.models import HallBooking
from samenspel.venues.rules.option_queue import LAST

NOTES_MAX = 4000


class BadBooking(DomainError):
    """An unknown kind, or an option that has no moment in the future at which it expires. `.field` says which."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class BookingTexts:
    """What staff writes on a booking: `title` at most 160 characters, `note` 200, the others 4000 (cut there).

    `contact` is who to ring; it never leaves the house's own pages.
    """

    title: str = ""
    note: str = ""
    staff_notes: str = ""
    equipment_notes: str = ""
    contact: str = ""

    def write_on(self, booking: HallBooking) -> None:
        booking.title, booking.note = self.title[:160], self.note[:200]
        booking.staff_notes = self.staff_notes[:NOTES_MAX]
        booking.equipment_notes = self.equipment_notes[:NOTES_MAX]
        booking.contact = self.contact[:NOTES_MAX]


def book_hall(
    *,
    scope: Scope,
    house: int,
    hall: int,
    starts_at: datetime,
    ends_at: datetime,
    kind: str,
    by: int,
    at: datetime,
    option_until: datetime | None = None,
    texts: BookingTexts | None = None,
) -> Changed:
    """Book [starts_at, ends_at) of a hall of `house`: an option until `option_until`, or without it confirmed.

    An option joins the queue for its time at the end. Raises HallTaken (confirmed only), BadPeriod, BadBooking, NotFound,
    NotPlanner.
    """
    if kind not in HallBooking.Kind.values:
        raise BadBooking("kind")
    if option_until is not None and option_until <= at:
        raise BadBooking("option_until")
    booking = HallBooking(
        hall_id=hall,
        house_id=house,
        period=period_of(starts_at=starts_at, ends_at=ends_at),
        kind=kind,
        state=HallBooking.State.OPTION if option_until else HallBooking.State.CONFIRMED,
        rank=LAST if option_until else None,
        expires_at=option_until,
    )
    (texts or BookingTexts()).write_on(booking)
    act = Act(scope, house, "booked", by, at)
    with planning(act):
        hall_of_house(hall=hall, house=house)
        lock_halls(halls=[hall])
        return write(act=act, edits=[Edit(booking, None)])
