"""Write one price list of a house as a whole: rank × ticket type."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samenspel.catalogue.commands.house_rule import own_house
from samenspel.catalogue.commands.put_social_tariff import follow_regular_prices
from samenspel.catalogue.models import Price, PriceList, TicketType
from samenspel.catalogue.rules.moments import BadTerms
from samenspel.kernel.errors import DomainError
from samenspel.kernel.tenancy import Scope

MOST_CENTS = 100_000_000
MOST_RANK = 99


@dataclass(frozen=True, slots=True)
class PriceCell:
    """The price of one ticket type (its id) in one rank (1-99), VAT included; 0 to 1,000,000 euro."""

    rank: int
    ticket_type: int
    amount_cents: int


class PricesChanged(DomainError):
    """Somebody else changed the list after it was read. `now`: its prices in cents by (rank, ticket type)."""

    def __init__(self, now: Mapping[tuple[int, int], int]) -> None:
        super().__init__("prices changed")
        self.now = dict(now)


def put_price_list(
    *,
    scope: Scope,
    house: int,
    code: str,
    name: str,
    prices: Sequence[PriceCell],
    read: Mapping[tuple[int, int], int] | None = None,
) -> int:
    """Make `prices` the whole of the list `code` of `house`; answers its id. What was sold keeps its price.

    A pair that is absent is no longer sold. Types with a social tariff follow their regular type whatever is given for them.
    `read` is what the caller saw, in cents by (rank, ticket type): when the list is no longer that, nothing is written. Two at
    once wait for each other. Raises NotFound (no house of this scope), BadTerms naming the field: name, or
    prices.<number>.<column>; PricesChanged.
    """
    own_house(scope=scope, house=house)
    with scope.open():
        _check(house, name, prices)
        standing = PriceList.objects.select_for_update().filter(house_id=house, code=code).first()
        if standing is not None and read is not None:
            _check_read(standing, read)
        price_list, _ = PriceList.objects.update_or_create(
            house_id=house, code=code, defaults={"name": name.strip()}
        )
        kept = {(cell.rank, cell.ticket_type) for cell in prices}
        for price in Price.objects.filter(price_list=price_list):
            if (price.rank, price.ticket_type_id) not in kept:
                price.delete()
        Price.objects.bulk_create(
            [
                Price(
                    price_list=price_list,
                    rank=cell.rank,
                    ticket_type_id=cell.ticket_type,
                    amount_cents=cell.amount_cents,
                )
                for cell in prices
            ],
            update_conflicts=True,
            unique_fields=["price_list", "rank", "ticket_type"],
            update_fields=["amount_cents"],
        )
        follow_regular_prices(price_lists=[price_list.pk])
    return price_list.pk


def _check_read(price_list: PriceList, read: Mapping[tuple[int, int], int]) -> None:
    rows = Price.objects.filter(price_list=price_list)
    now = {
        (rank, type_): cents
        for rank, type_, cents in rows.values_list("rank", "ticket_type_id", "amount_cents")
    }
    if now != dict(read):
        raise PricesChanged(now)


def _check(house: int, name: str, prices: Sequence[PriceCell]) -> None:
    if not 0 < len(name.strip()) <= 120:
        raise BadTerms("name", "missing" if not name.strip() else "range")
    own = set(TicketType.objects.filter(house_id=house).values_list("id", flat=True))
    seen: set[tuple[int, int]] = set()
    for number, cell in enumerate(prices):
        if not 1 <= cell.rank <= MOST_RANK:
            raise BadTerms(f"prices.{number}.rank", "range")
        if cell.ticket_type not in own:
            raise BadTerms(f"prices.{number}.ticket_type", "unknown")
        if not 0 <= cell.amount_cents <= MOST_CENTS:
            raise BadTerms(f"prices.{number}.amount_cents", "range")
        if (cell.rank, cell.ticket_type) in seen:
            raise BadTerms(f"prices.{number}.ticket_type", "twice")
        seen.add((cell.rank, cell.ticket_type))
