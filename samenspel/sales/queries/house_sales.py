"""What a house sold: per ticket type, per day; and what the houses of a region sold, in sums only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope
from samenspel.sales.models import Line


@dataclass(frozen=True, slots=True)
class TypeTakings:
    """One ticket type at one price. Amounts in cents, VAT included in `amount_cents`; `cancelled` tickets are in neither."""

    ticket_type_id: int
    names: dict[str, str]
    price_cents: int
    tickets: int
    amount_cents: int
    vat_cents: int
    cancelled: int


@dataclass(frozen=True, slots=True)
class DaySales:
    """One day in Brussels."""

    day: date
    tickets: int
    amount_cents: int


@dataclass(frozen=True, slots=True)
class HouseTotal:
    """One house of a region: tickets and amount since a moment, through that region's shop."""

    house_id: int
    house: str
    tickets: int
    amount_cents: int


TAKINGS = load(__file__, "takings_by_type", TypeTakings)
BY_DAY = load(__file__, "sales_by_day", DaySales)
REGION = load(__file__, "region_totals", HouseTotal)


def takings_by_type(*, scope: Scope, house: int, performance: int) -> list[TypeTakings]:
    """What `performance` of `house` brought in. One statement."""
    return TAKINGS.rows(scope=scope, house=house, performance=performance)


def sales_by_day(*, scope: Scope, house: int, days: int, at: datetime) -> list[DaySales]:
    """The last `days` (1-366) days, oldest first, today included; also those without a sale. One statement."""
    last = at.astimezone(BRUSSELS).date()
    return BY_DAY.rows(scope=scope, house=house, first=last - timedelta(days=days - 1), last=last)


def region_totals(*, region: int, houses: Iterable[int], since: datetime) -> list[HouseTotal]:
    """What each of `houses` sold through the shop of `region` since a moment. One statement.

    For the coordinator of the region, whom the caller has checked: the scope is opened here, over sums that name nobody,
    so that no coordinator ever holds a scope that could read a buyer.
    """
    members = sorted(set(houses))
    return REGION.rows(scope=Scope.of_houses(*members), region=region, houses=members, since=since)


def tickets_sold(*, scope: Scope, house: int, performances: Sequence[int]) -> int:
    """How many tickets of these performances of `house` are sold and not cancelled. One statement."""
    with scope.open():
        lines = Line.objects.filter(performance__in=performances, presenter=house, cancelled_at=None)
        return lines.filter(sold_at__isnull=False).count()
