"""Rows to what the domains' commands take: every house, hall, production and so on by its own key."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from samenspel.catalogue.commands.put_prices import OfferData, PriceData, PriceListData, TicketTypeData
from samenspel.catalogue.commands.put_vat_rules import VatRuleData
from samenspel.houses.commands.give_roles import RoleData
from samenspel.houses.commands.put_houses import HouseData
from samenspel.houses.commands.put_regions import MembershipData, RegionData
from samenspel.integrations.files import cells
from samenspel.integrations.files.reading import Row
from samenspel.programme.commands.put_performances import PerformanceData
from samenspel.programme.commands.put_productions import ProductionData, ProductionKey, SeasonData
from samenspel.venues.commands.put_halls import HallData, HallKey, VenueData
from samenspel.venues.commands.put_plans import PlaceData, PlanData, PlanKey

Key = tuple[Any, ...]
LatestPlan = Callable[[HallKey, str], int]

DURATION_UNKNOWN_MIN = 120
TIMESLOT_SECTION = "Tijdslot"


class BadRow(ValueError):
    """The cells of a row do not go together; `.column` is the one to mend, `str()` the sentence."""

    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of one kind, and the line it comes from."""

    data: Any
    file: str
    line: int


def region(row: Row) -> RegionData:
    return RegionData(
        slug=row.get("slug"),
        name=row.get("name"),
        tagline=row.texts("tagline"),
        accent=row.get("accent"),
        seller=row.get("seller"),
        collector=row.get("collector"),
    )


OVER_A_REGION = ("coordinator", "service_desk")


def house(row: Row) -> HouseData:
    plain = [name for name in HouseData.__slots__ if name != "about"]
    return HouseData(**{name: row.get(name) for name in plain}, about=row.texts("about"))


def membership(row: Row) -> MembershipData:
    return MembershipData(region=row.get("region"), house=row.get("house"))


def role(row: Row) -> RoleData:
    given = RoleData(**{name: row.get(name) for name in RoleData.__slots__})
    if bool(given.house) == bool(given.region):
        raise BadRow("house", "A role is in one house or over one region: fill in one of the two.")
    if (given.role in OVER_A_REGION) != bool(given.region):
        raise BadRow("role", "A coordinator and a service desk have a region; every other role has a house.")
    return given


def venue(row: Row) -> VenueData:
    if (row.get("lat") is None) != (row.get("lon") is None):
        raise BadRow("lon", "Latitude and longitude stand together, or both are empty.")
    return VenueData(**{name: row.get(name) for name in VenueData.__slots__})


def hall(row: Row) -> HallData:
    return HallData(**{name: row.get(name) for name in HallData.__slots__})


def season(row: Row) -> SeasonData:
    if row.get("to") <= row.get("from"):
        raise BadRow("to", "Is not after the first day.")
    return SeasonData(
        house=row.get("house"), name=row.get("name"), starts_on=row.get("from"), ends_on=row.get("to")
    )


def production(row: Row) -> ProductionData:
    summaries, texts = row.texts("summary"), row.texts("text")
    return ProductionData(
        house=row.get("house"),
        slug=row.get("slug"),
        title=row.get("title"),
        company=row.get("company"),
        genre=row.get("genre"),
        texts={
            language: {"summary": summaries.get(language, ""), "text": texts.get(language, "")}
            for language in ("nl", "fr", "en")
            if language in summaries or language in texts
        },
        language=row.get("language"),
        duration_min=row.get("duration_min"),
        age_from=row.get("age_from"),
        shared=row.get("shared"),
    )


def performance(row: Row, *, duration_min: int | None, latest: LatestPlan) -> PerformanceData:
    """`duration_min` is the production's; it stands in for an empty `ends`."""
    starts: datetime = row.get("starts")
    ends = row.get("ends") or starts + timedelta(minutes=duration_min or DURATION_UNKNOWN_MIN)
    sale_ends = row.get("sale_ends") or starts
    if ends <= starts:
        raise BadRow("ends", "Is not after the start.")
    if sale_ends <= row.get("sale_starts"):
        raise BadRow("sale_ends", "The sale would end before it starts.")
    of_hall: HallKey = (row.get("house"), row.get("venue"), row.get("hall"))
    return PerformanceData(
        house=row.get("house"),
        code=row.get("code"),
        production=production_key(row),
        season=row.get("season"),
        hall=of_hall,
        plan=_plan_key(of_hall, row.get("plan"), latest),
        starts_at=starts,
        ends_at=ends,
        state=row.get("state"),
        published_at=row.get("published"),
        sale_starts_at=row.get("sale_starts"),
        sale_ends_at=sale_ends,
        is_timeslot=False,
        allow_orphans=row.get("allow_orphans"),
    )


def timeslots(row: Row) -> Iterator[PerformanceData]:
    """One performance a slot of the grid; its code is `<code>-<yyyymmdd>-<hhmm>`. Sold until the slot ends."""
    first, last = row.get("from"), row.get("to")
    if last < first:
        raise BadRow("to", "Is before the first day.")
    if (last - first).days > 731:
        raise BadRow("to", "Is more than two years after the first day.")
    plan = timeslot_plan(row)
    for days in range((last - first).days + 1):
        on = first + timedelta(days=days)
        if on.weekday() not in row.get("weekdays"):
            continue
        for clock in row.get("times"):
            yield _slot(row, plan, on, clock)


def timeslot_plan(row: Row) -> PlanData:
    """The plan of a slot: as many places as it holds visitors, without a position."""
    capacity: int = row.get("capacity")
    return PlanData(
        hall=(row.get("house"), row.get("venue"), row.get("hall")),
        name=f"Tijdslot {capacity}",
        version=1,
        focal_x=0.0,
        focal_y=0.0,
        rank_names={"1": {"nl": "Bezoek", "fr": "Visite", "en": "Visit"}},
        places=tuple(
            PlaceData(no, TIMESLOT_SECTION, "", "", 0.0, 0.0, 1, "standing") for no in range(1, capacity + 1)
        ),
    )


def offer(row: Row, code: str) -> OfferData | None:
    if not row.get("price_list"):
        return None
    return OfferData(house=row.get("house"), performance=code, price_list=row.get("price_list"))


def ticket_type(row: Row) -> TicketTypeData:
    return TicketTypeData(
        house=row.get("house"),
        code=row.get("code"),
        name=row.texts("name"),
        note=row.texts("note"),
        position=row.get("position"),
    )


def price_list(row: Row) -> PriceListData:
    return PriceListData(house=row.get("house"), code=row.get("price_list"), name=row.get("name"))


def price(row: Row) -> PriceData:
    return PriceData(
        house=row.get("house"),
        price_list=row.get("price_list"),
        rank=row.get("rank"),
        ticket_type=row.get("ticket_type"),
        amount_cents=row.get("price"),
    )


def vat_rule(row: Row) -> VatRuleData:
    if row.get("to") and row.get("to") < row.get("from"):
        raise BadRow("to", "Is before the first day.")
    return VatRuleData(
        code=row.get("code"),
        regime=row.get("regime"),
        genre=row.get("genre"),
        starts_on=row.get("from"),
        ends_on=row.get("to"),
        rate_bp=row.get("rate"),
        legal_text=row.texts("legal"),
    )


def production_key(row: Row) -> ProductionKey:
    """ "slug" is the house's own production, "house/slug" that of another house."""
    owner, slash, slug = row.get("production").partition("/")
    return (owner, slug) if slash else (row.get("house"), owner)


def _plan_key(of_hall: HallKey, plan: str, latest: LatestPlan) -> PlanKey:
    name, at, version = plan.rpartition("@")
    if at and version.isdigit():
        return (of_hall, name, int(version))
    return (of_hall, plan, latest(of_hall, plan))


def _slot(row: Row, plan: PlanData, on: date, clock: time) -> PerformanceData:
    try:
        starts = cells.at_local(on, clock)
    except cells.BadCell as error:
        raise BadRow("times", str(error)) from error
    ends = starts + timedelta(minutes=row.get("duration_min"))
    if ends <= row.get("sale_starts"):
        raise BadRow("sale_starts", f"Is after the slot of {on:%d/%m/%Y} {clock:%H:%M}.")
    return PerformanceData(
        house=row.get("house"),
        code=f"{row.get('code')}-{on:%Y%m%d}-{clock:%H%M}",
        production=production_key(row),
        season=row.get("season"),
        hall=plan.hall,
        plan=plan.key,
        starts_at=starts,
        ends_at=ends,
        state=row.get("state"),
        published_at=row.get("published"),
        sale_starts_at=row.get("sale_starts"),
        sale_ends_at=ends,
        is_timeslot=True,
        allow_orphans=True,
    )
