"""The price lists of a house, and which performances are sold at which."""

from collections.abc import Sequence
from dataclasses import dataclass

from samenspel.catalogue.models import Offer, PriceList
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class PriceListFacts:
    id: int
    name: str


def price_lists_of(*, scope: Scope, house: int) -> tuple[PriceListFacts, ...]:
    """By name; nothing for a house outside `scope`. One statement."""
    if house not in scope.houses and not scope.system:
        return ()
    rows = PriceList.objects.filter(house=house).order_by("name", "pk")
    return tuple(PriceListFacts(row.pk, row.name) for row in rows)


def price_list_by_performance(*, performances: Sequence[int]) -> dict[int, int]:
    """Performance -> price list, for those that have one; public, as prices are. One statement."""
    rows = Offer.objects.filter(performance__in=performances)
    return dict(rows.values_list("performance_id", "price_list_id"))
