"""One small fictional region, the same in every test: two houses that sell in one shop, and a neighbour region.

Westerlo and Oosterlo are houses of region Lo; ticket desk Lo sells and collects. Noorderlo is a house of region Noord only.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from samenspel.catalogue.models import Offer, Price, PriceList, TicketType, VatRule
from samenspel.contacts.models import ConsentText
from samenspel.houses.models import House, Membership, Region
from samenspel.kernel.ids import uuid7
from samenspel.kernel.tenancy import Scope
from samenspel.ledger.commands.open_accounts import open_accounts
from samenspel.programme.models import Performance, Production
from samenspel.sales.commands.check_out import Buyer, CheckedOut, check_out
from samenspel.sales.commands.take_places import Taken, Wish, take_places
from samenspel.venues.models import Hall, Place, SeatPlan, Venue

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
BUYER = Buyer(name="Ada Peeters", email="ada@example.org", language="nl")


@dataclass(frozen=True)
class Fixture:
    """Everything a test names. Prices: rank 1 € 20.00 / € 16.00 (-26), rank 2 € 15.00 / € 12.00; `free` costs nothing."""

    region: Region
    other_region: Region
    desk: House
    west: House
    east: House
    north: House
    theatre: Performance  # west, 6 rows of 10 numbered seats, two wheelchair places with companions; VAT 6 %
    concert: Performance  # east, same kind of hall; exempt from VAT
    slot: Performance  # east, timeslot of 25 places without numbers
    free: Performance  # west, price 0
    foreign: Performance  # north, not in region Lo
    basis: dict[int, TicketType]  # by house id
    young: dict[int, TicketType]

    def wish(
        self, performance: Performance, place: int, *, young: bool = False, seen_cents: int | None = None
    ) -> Wish:
        types = self.young if young else self.basis
        return Wish(performance.pk, place, types[performance.house_id].pk, seen_cents)

    def take(
        self, *wishes: Wish, order: UUID | None = None, at: datetime = NOW, ttl_s: int = 900
    ) -> tuple[UUID, Taken]:
        order = order or uuid7()
        taken = take_places(
            scope=Scope.of_order(order),
            order=order,
            region=self.region.pk,
            language="nl",
            wishes=wishes,
            at=at,
            ttl_s=ttl_s,
        )
        return order, taken

    def check_out(
        self, order: UUID, *, provider: str = "test", at: datetime = NOW, buyer: Buyer = BUYER
    ) -> CheckedOut:
        return check_out(scope=Scope.of_order(order), order=order, buyer=buyer, provider=provider, at=at)

    def sell(self, *wishes: Wish, at: datetime = NOW, buyer: Buyer = BUYER) -> UUID:
        """A confirmed order, the money taken by the seller."""
        order, _ = self.take(*wishes, at=at)
        self.check_out(order, provider="seller", at=at, buyer=buyer)
        return order


def build(*, now: datetime = NOW) -> Fixture:
    """Write the region as the product itself would."""
    with Scope.of_system().open():
        return _build(now)


def _build(now: datetime) -> Fixture:
    desk = _house(1, "desk-lo", "Ticketdesk Lo", "ticket_desk", "taxable")
    west = _house(2, "westerlo", "CC Westerlo", "cultuurcentrum", "taxable")
    east = _house(3, "oosterlo", "GC Oosterlo", "gemeenschapscentrum", "exempt")
    north = _house(4, "noorderlo", "Theater Noorderlo", "kunstenorganisatie", "taxable")
    lo = Region.objects.create(slug="lo", name="Regio Lo", seller=desk, collector=desk)
    noord = Region.objects.create(slug="noord", name="Regio Noord", seller=north, collector=north)
    Membership.objects.bulk_create(
        [Membership(region=lo, house=house) for house in (desk, west, east)]
        + [Membership(region=noord, house=north)]
    )
    years = (date(2020, 1, 1), None)
    VatRule.objects.create(
        code="cultuur-6", regime="taxable", valid=years, rate_bp=600, legal_text={"nl": "btw 6 %"}
    )
    VatRule.objects.create(
        code="art-44", regime="exempt", valid=years, rate_bp=0, legal_text={"nl": "vrij art. 44 §2, 9°"}
    )
    ConsentText.objects.create(
        purpose="newsletter", channel="email", version=1, text={"nl": "{house} mag mij mailen"}
    )
    basis, young, lists = {}, {}, {}
    for house in (west, east, north):
        basis[house.pk] = TicketType.objects.create(
            house=house, code="basis", name={"nl": "Basis", "fr": "Base", "en": "Standard"}
        )
        young[house.pk] = TicketType.objects.create(
            house=house, code="min26", name={"nl": "-26", "fr": "-26", "en": "Under 26"}
        )
        lists[house.pk] = _prices(house, basis[house.pk], young[house.pk], {1: (2000, 1600), 2: (1500, 1200)})
    nothing = _prices(west, basis[west.pk], young[west.pk], {1: (0, 0), 2: (0, 0)}, code="gratis")
    fixture = Fixture(
        region=lo,
        other_region=noord,
        desk=desk,
        west=west,
        east=east,
        north=north,
        theatre=_performance(west, "theatre", "De lange adem", seated_plan(west), lists[west.pk], now),
        concert=_performance(east, "music", "Nachtmuziek", seated_plan(east), lists[east.pk], now),
        slot=_performance(
            east, "exhibition", "Licht", open_plan(east, 25), lists[east.pk], now, timeslot=True
        ),
        free=_performance(west, "literature", "Boekenuur", open_plan(west, 40), nothing, now),
        foreign=_performance(north, "dance", "Elders", seated_plan(north), lists[north.pk], now),
        basis=basis,
        young=young,
    )
    open_accounts(regions=[lo.pk, noord.pk], rates_bp=[0, 600])
    return fixture


def _house(number: int, slug: str, name: str, kind: str, regime: str) -> House:
    return House.objects.create(
        slug=slug, name=name, legal_name=f"{name} vzw", kind=kind, town=slug.title(), vat_regime=regime,
        enterprise_number=f"09999{number:05d}", iban=f"BE{number:014d}", email=f"info@{slug}.example",
        second_factor_roles=[],
    )  # fmt: skip


def _prices(
    house: House,
    basis: TicketType,
    young: TicketType,
    ranks: dict[int, tuple[int, int]],
    code: str = "standaard",
) -> PriceList:
    price_list = PriceList.objects.create(house=house, code=code, name=code)
    for rank, amounts in ranks.items():
        for ticket_type, cents in zip((basis, young), amounts, strict=True):
            Price.objects.create(
                price_list=price_list, rank=rank, ticket_type=ticket_type, amount_cents=cents
            )
    return price_list


def seated_plan(house: House, *, rows: int = 6, seats: int = 10) -> SeatPlan:
    """Straight rows A, B, ... of numbered seats, no aisle; ranks 1 (front half) and 2; then two wheelchair places (rank 2)."""
    plan = _plan(house, rows * seats + 4)
    places = [
        Place(
            plan=plan, no=row * seats + seat + 1, section="Parterre", row="ABCDEFGHIJKLMNOPQRSTUVWXYZ"[row], seat=str(seat + 1),
            x=seat - seats / 2, y=row + 2, rank=1 if row < rows / 2 else 2,
            left_no=row * seats + seat if seat else None, right_no=row * seats + seat + 2 if seat < seats - 1 else None,
        )
        for row in range(rows)
        for seat in range(seats)
    ]  # fmt: skip
    for pair in range(2):
        no = rows * seats + 2 * pair + 1
        spot = {"plan": plan, "section": "Parterre", "row": "R", "y": rows + 3, "rank": 2}
        places.append(Place(no=no, seat=str(2 * pair + 1), x=2 * pair, kind="wheelchair", **spot))
        places.append(
            Place(
                no=no + 1, seat=str(2 * pair + 2), x=2 * pair + 1, kind="companion", companion_of=no, **spot
            )
        )
    Place.objects.bulk_create(places)
    return plan


def open_plan(house: House, capacity: int) -> SeatPlan:
    """Places without numbers: a standing area or a timeslot."""
    plan = _plan(house, capacity)
    Place.objects.bulk_create(
        Place(plan=plan, no=no, section="Vrij", x=0, y=5, rank=1, kind="standing")
        for no in range(1, capacity + 1)
    )
    return plan


def _plan(house: House, capacity: int) -> SeatPlan:
    venue, _ = Venue.objects.get_or_create(
        house=house, slug="gebouw", defaults={"name": house.name, "town": house.town}
    )
    hall, _ = Hall.objects.get_or_create(venue=venue, slug="zaal", defaults={"name": "Grote zaal"})
    number = hall.plans.count() + 1
    return SeatPlan.objects.create(
        hall=hall, name="plan", version=number, state="published", capacity=capacity, focal_x=0, focal_y=0,
        rank_names={"1": {"nl": "Rang 1"}, "2": {"nl": "Rang 2"}},
    )  # fmt: skip


def _performance(
    house: House,
    genre: str,
    title: str,
    plan: SeatPlan,
    price_list: PriceList,
    now: datetime,
    *,
    timeslot: bool = False,
) -> Performance:
    code = f"{house.slug}-{genre}"
    production = Production.objects.create(
        house=house, slug=code, title=title, genre=genre, company="Gezelschap Lo"
    )
    starts_at = now + timedelta(days=30, hours=7)
    performance = Performance.objects.create(
        production=production, house=house, hall=plan.hall, plan=plan, code=code, starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2), state="on_sale", published_at=now - timedelta(days=60),
        sale_starts_at=now - timedelta(days=50), sale_ends_at=starts_at, is_timeslot=timeslot,
    )  # fmt: skip
    Offer.objects.create(performance=performance, price_list=price_list)
    return performance
