"""Take time in halls for the performances of a house. The database refuses confirmed bookings that overlap."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from samenspel.venues.commands.rank_options import lock_halls, rank_options
from samenspel.venues.models import HallBooking
from samenspel.venues.rules.option_queue import LAST


@dataclass(frozen=True, slots=True)
class BookingData:
    """`id` is the booking to change, or None for a new one. The period is [starts_at, ends_at)."""

    id: int | None
    hall: int
    house: int
    starts_at: datetime
    ends_at: datetime
    state: str
    note: str


def book_halls(*, bookings: Sequence[BookingData]) -> list[int]:
    """Write bookings for performances; answers their ids in the same order.

    Raises IntegrityError (`hall_is_not_double_booked`) when a confirmed one overlaps another.
    """
    rows = [
        HallBooking(
            id=booking.id,
            hall_id=booking.hall,
            house_id=booking.house,
            period=DateTimeTZRange(booking.starts_at, booking.ends_at),
            state=booking.state,
            kind=HallBooking.Kind.PERFORMANCE,
            rank=LAST if booking.state == HallBooking.State.OPTION else None,
            note=booking.note[:200],
        )
        for booking in bookings
    ]
    HallBooking.objects.bulk_update(
        [row for row in rows if row.id], ["hall", "house", "period", "state", "rank", "note"], batch_size=500
    )
    HallBooking.objects.bulk_create([row for row in rows if not row.id], batch_size=2000)
    if options := {row.hall_id for row in rows if row.rank}:
        rank_options(halls=lock_halls(halls=options), at=None)
    return [row.id for row in rows]


def drop_bookings(*, bookings: Sequence[int]) -> None:
    """Give the time of these bookings back."""
    HallBooking.objects.filter(id__in=bookings).delete()
