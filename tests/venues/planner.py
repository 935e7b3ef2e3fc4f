"""The hall planner of Westerlo: a big hall that is also used as two halves, and who plans it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from samenspel.houses.models import Role
from samenspel.kernel.tenancy import Scope
from samenspel.venues.commands.book_hall import BookingTexts, book_hall
from samenspel.venues.commands.change_booking import Booked, Changed
from samenspel.venues.models import Hall, HallBooking, HallConflict
from tests.support.region import NOW, Fixture, build
from tests.support.staff import employ

HOUR = timedelta(hours=1)
DAY_0 = NOW + timedelta(days=100)


@dataclass(frozen=True)
class Planner:
    """`big` is `left` and `right` together; neither excludes the other half."""

    lo: Fixture
    scope: Scope
    house: int
    by: int
    big: int
    left: int
    right: int

    def book(
        self,
        hall: int,
        start_h: float,
        end_h: float,
        *,
        option_until: datetime | None = None,
        kind: str = "rental",
        title: str = "",
    ) -> Changed:
        """Book hours counted from `DAY_0`."""
        return book_hall(
            scope=self.scope, house=self.house, hall=hall, starts_at=DAY_0 + start_h * HOUR,
            ends_at=DAY_0 + end_h * HOUR, kind=kind, by=self.by, at=NOW, option_until=option_until,
            texts=BookingTexts(title=title),
        )  # fmt: skip

    def row(self, booking: int) -> HallBooking:
        with Scope.of_system().open():
            return HallBooking.objects.get(pk=booking)

    def who(self) -> dict[str, object]:
        """The arguments that every command takes."""
        return {"scope": self.scope, "house": self.house, "by": self.by}


def only(changed: Changed) -> Booked:
    (booked,) = changed.bookings
    return booked


def establish() -> Planner:
    lo = build()
    venue = lo.theatre.hall.venue
    left = Hall.objects.create(venue=venue, slug="links", name="Links")
    right = Hall.objects.create(venue=venue, slug="rechts", name="Rechts")
    big = lo.theatre.hall
    for part in (left, right):
        HallConflict.objects.create(hall=big, other=part)
    by = employ("plan@westerlo.example", Role.PROGRAMMER, house=lo.west).pk
    return Planner(lo, Scope.of_houses(lo.west.pk), lo.west.pk, by, big.pk, left.pk, right.pk)
