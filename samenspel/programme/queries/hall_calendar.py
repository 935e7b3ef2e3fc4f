"""The calendar of halls, with what is on in them: for a day, a week, a month, and a season at a glance.

It stands here and not in venues, because a booking is shown with its performance.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from samenspel.kernel.errors import NotFound
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class Planned:
    """One live booking. `performance_id` is None when no performance takes place in it."""

    id: int
    hall_id: int
    hall_name: str
    venue_name: str
    starts_at: datetime
    ends_at: datetime
    state: str
    kind: str
    rank: int | None
    expires_at: datetime | None
    title: str
    note: str
    staff_notes: str
    equipment_notes: str
    contact: str
    series: UUID | None
    revision: int
    performance_id: int | None
    performance_title: str

    @property
    def shown_title(self) -> str:
        return self.performance_title or self.title or self.note


@dataclass(frozen=True, slots=True)
class HallDay:
    """One hall on one local day with at least one booking; `kinds` are those of its bookings, sorted."""

    hall_id: int
    day: date
    confirmed: int
    options: int
    kinds: list[str]


CALENDAR = load(__file__, "hall_calendar", Planned)
BOOKING = load(__file__, "hall_booking", Planned)
DAYS = load(__file__, "hall_days", HallDay)


def hall_calendar(
    *, scope: Scope, house: int, starts_at: datetime, ends_at: datetime, hall: int | None = None
) -> list[Planned]:
    """The bookings of `house`, or of one hall of it, that touch [starts_at, ends_at), by begin. One statement."""
    return CALENDAR.rows(scope=scope, house=house, hall=hall, **{"from": starts_at, "until": ends_at})


def planned_booking(*, scope: Scope, house: int, booking: int) -> Planned:
    """One live booking of `house`. One statement. Raises NotFound, also when it is cancelled or expired."""
    rows = BOOKING.rows(scope=scope, house=house, booking=booking)
    if not rows:
        raise NotFound(booking)
    return rows[0]


def season_overview(*, scope: Scope, house: int, first: date, last: date) -> list[HallDay]:
    """Each hall and local day from `first` to `last` with a booking, by day. One statement."""
    return DAYS.rows(scope=scope, house=house, first=first, last=last)
