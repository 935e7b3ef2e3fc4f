"""Write performances and the hall time they take. A performance is known by (house, code)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from samenspel.houses.models import House
from samenspel.programme.commands.put_productions import ProductionKey
from samenspel.programme.models import Performance, Production, Season
from samenspel.venues.commands.book_halls import BookingData, book_halls, drop_bookings
from samenspel.venues.commands.put_halls import HallKey, hall_ids
from samenspel.venues.commands.put_plans import PlanKey, plan_ids
from samenspel.venues.models import HallBooking

PerformanceKey = tuple[str, str]
FIELDS = [
    "production_id",
    "season_id",
    "hall_id",
    "plan_id",
    "booking_id",
    "starts_at",
    "ends_at",
    "state",
    "published_at",
    "sale_starts_at",
    "sale_ends_at",
    "is_timeslot",
    "allow_orphans",
]


@dataclass(frozen=True, slots=True)
class PerformanceData:
    """One performance; houses, halls, plans and productions by their keys. `season` "" is none. Moments are aware."""

    house: str
    code: str
    production: ProductionKey
    season: str
    hall: HallKey
    plan: PlanKey
    starts_at: datetime
    ends_at: datetime
    state: str
    published_at: datetime | None
    sale_starts_at: datetime
    sale_ends_at: datetime
    is_timeslot: bool
    allow_orphans: bool

    @property
    def key(self) -> PerformanceKey:
        return (self.house, self.code)


def put_performances(*, performances: Sequence[PerformanceData]) -> None:
    """Write all of `performances`; idempotent. Each takes its hall for its time, except a timeslot (they overlap) and a
    cancelled one.

    Raises KeyError for an unknown key, IntegrityError (`hall_is_not_double_booked`) when a hall is taken twice.
    """
    houses = dict(House.objects.values_list("slug", "id"))
    bookings = _bookings(performances, houses)
    productions = {
        (house, slug): id_ for id_, house, slug in Production.objects.values_list("id", "house__slug", "slug")
    }
    seasons = {
        (house, name): id_ for id_, house, name in Season.objects.values_list("id", "house__slug", "name")
    }
    halls, plans = hall_ids(), plan_ids()
    Performance.objects.bulk_create(
        [
            Performance(
                house_id=houses[p.house],
                code=p.code,
                production_id=productions[p.production],
                season_id=seasons[p.house, p.season] if p.season else None,
                hall_id=halls[p.hall],
                plan_id=plans[p.plan],
                booking_id=bookings.get(p.key),
                starts_at=p.starts_at,
                ends_at=p.ends_at,
                state=p.state,
                published_at=p.published_at,
                sale_starts_at=p.sale_starts_at,
                sale_ends_at=p.sale_ends_at,
                is_timeslot=p.is_timeslot,
                allow_orphans=p.allow_orphans,
            )
            for p in performances
        ],
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["house", "code"],
        update_fields=[name.removesuffix("_id") for name in FIELDS],
    )


def _bookings(performances: Sequence[PerformanceData], houses: dict[str, int]) -> dict[PerformanceKey, int]:
    """Booking per performance. A performance that no longer needs one loses it only after it was let go of."""
    halls = hall_ids()
    known: dict[PerformanceKey, int] = {}
    rows = Performance.objects.filter(booking__isnull=False, house__slug__in={p.house for p in performances})
    for house, code, booking in rows.values_list("house__slug", "code", "booking_id"):
        known[house, code] = booking
    takes = [p for p in performances if not p.is_timeslot and p.state != Performance.State.CANCELLED]
    # Old bookings of performances that move are dropped first: two that swap their evenings never overlap half-way.
    drop = [known[p.key] for p in performances if p.key in known]
    Performance.objects.filter(booking__in=drop).update(booking=None)
    drop_bookings(bookings=drop)
    option = Performance.State.OPTION
    ids = book_halls(
        bookings=[
            BookingData(
                id=None,
                hall=halls[p.hall],
                house=houses[p.house],
                starts_at=p.starts_at,
                ends_at=p.ends_at,
                state=HallBooking.State.OPTION if p.state == option else HallBooking.State.CONFIRMED,
                note=p.code,
            )
            for p in takes
        ]
    )
    return {p.key: id_ for p, id_ in zip(takes, ids, strict=True)}
