"""The price lists of a house, what stands in them, and which performances are sold at which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Q

from samenspel.catalogue.models import Offer, Price, PriceList
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class PriceListFacts:
    """`performances` to come are sold at it; None when that was not asked."""

    id: int
    code: str
    name: str
    performances: int | None = None


@dataclass(frozen=True, slots=True)
class PriceSheet:
    """One list with its prices in cents by (rank, ticket type), and the performances to come that are sold at it."""

    id: int
    code: str
    name: str
    cents: Mapping[tuple[int, int], int] = field(default_factory=dict)
    performances: tuple[int, ...] = ()


def price_lists_of(*, scope: Scope, house: int) -> tuple[PriceListFacts, ...]:
    """By name; nothing for a house outside `scope`. One statement."""
    if house not in scope.houses and not scope.system:
        return ()
    rows = PriceList.objects.filter(house=house).order_by("name", "pk")
    return tuple(PriceListFacts(row.pk, row.code, row.name) for row in rows)


def price_lists_in_use(*, scope: Scope, house: int, at: datetime) -> tuple[PriceListFacts, ...]:
    """As `price_lists_of`, with the number of performances that start after `at`. One statement."""
    if house not in scope.houses and not scope.system:
        return ()
    to_come = Count("offer", filter=Q(offer__performance__starts_at__gt=at))
    rows = PriceList.objects.filter(house=house).annotate(to_come=to_come).order_by("name", "pk")
    return tuple(PriceListFacts(row.pk, row.code, row.name, row.to_come) for row in rows)


def price_sheet(*, scope: Scope, house: int, price_list: int, at: datetime) -> PriceSheet:
    """One list of `house`; three statements. Raises NotFound for another's."""
    if house not in scope.houses and not scope.system:
        raise NotFound(price_list)
    found = PriceList.objects.filter(pk=price_list, house=house).first()
    if found is None:
        raise NotFound(price_list)
    prices = Price.objects.filter(price_list=found).values_list("rank", "ticket_type_id", "amount_cents")
    to_come = Offer.objects.filter(price_list=found, performance__starts_at__gt=at)
    return PriceSheet(
        id=found.pk,
        code=found.code,
        name=found.name,
        cents={(rank, type_): cents for rank, type_, cents in prices},
        performances=tuple(to_come.order_by("performance_id").values_list("performance_id", flat=True)),
    )


def price_list_by_performance(*, performances: Sequence[int]) -> dict[int, int]:
    """Performance -> price list, for those that have one; public, as prices are. One statement."""
    rows = Offer.objects.filter(performance__in=performances)
    return dict(rows.values_list("performance_id", "price_list_id"))
