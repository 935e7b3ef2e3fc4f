"""Write ticket types, price lists and their prices, all known by slugs and codes of their house."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samenspel.catalogue.commands.put_social_tariff import follow_regular_prices
from samenspel.catalogue.models import Offer, Price, PriceList, TicketType
from samenspel.houses.models import House
from samenspel.programme.models import Performance


@dataclass(frozen=True, slots=True)
class TicketTypeData:
    """`name` and `note` are language -> text; `position` orders them in the shop."""

    house: str
    code: str
    name: Mapping[str, str]
    note: Mapping[str, str]
    position: int


@dataclass(frozen=True, slots=True)
class PriceListData:
    house: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class PriceData:
    """The price of one ticket type in one rank, VAT included."""

    house: str
    price_list: str
    rank: int
    ticket_type: str
    amount_cents: int


@dataclass(frozen=True, slots=True)
class OfferData:
    """At which price list of its house a performance is sold."""

    house: str
    performance: str
    price_list: str


def put_ticket_types(*, ticket_types: Sequence[TicketTypeData]) -> None:
    """Write all of `ticket_types`; idempotent. Raises KeyError for an unknown house."""
    houses = dict(House.objects.values_list("slug", "id"))
    TicketType.objects.bulk_create(
        [
            TicketType(house_id=houses[t.house], code=t.code, name=t.name, note=t.note, position=t.position)
            for t in ticket_types
        ],
        update_conflicts=True,
        unique_fields=["house", "code"],
        update_fields=["name", "note", "position"],
    )


def put_price_lists(*, price_lists: Sequence[PriceListData]) -> None:
    """Write all of `price_lists`; idempotent. Raises KeyError for an unknown house."""
    houses = dict(House.objects.values_list("slug", "id"))
    PriceList.objects.bulk_create(
        [PriceList(house_id=houses[p.house], code=p.code, name=p.name) for p in price_lists],
        update_conflicts=True,
        unique_fields=["house", "code"],
        update_fields=["name"],
    )


def put_prices(*, prices: Sequence[PriceData]) -> None:
    """Write all of `prices`; idempotent. What was sold keeps its price. Raises KeyError for an unknown list or type."""
    lists = _price_list_ids()
    types = {
        (house, code): id_ for id_, house, code in TicketType.objects.values_list("id", "house__slug", "code")
    }
    Price.objects.bulk_create(
        [
            Price(
                price_list_id=lists[p.house, p.price_list],
                rank=p.rank,
                ticket_type_id=types[p.house, p.ticket_type],
                amount_cents=p.amount_cents,
            )
            for p in prices
        ],
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["price_list", "rank", "ticket_type"],
        update_fields=["amount_cents"],
    )
    follow_regular_prices(price_lists=sorted({lists[p.house, p.price_list] for p in prices}))


def put_offers(*, offers: Sequence[OfferData]) -> None:
    """Say at which prices performances are sold; idempotent. Raises KeyError for an unknown one."""
    lists = _price_list_ids()
    rows = Performance.objects.filter(house__slug__in={offer.house for offer in offers})
    performances = {(house, code): id_ for id_, house, code in rows.values_list("id", "house__slug", "code")}
    Offer.objects.bulk_create(
        [
            Offer(
                performance_id=performances[o.house, o.performance],
                price_list_id=lists[o.house, o.price_list],
            )
            for o in offers
        ],
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["performance"],
        update_fields=["price_list"],
    )


def _price_list_ids() -> dict[tuple[str, str], int]:
    return {
        (house, code): id_ for id_, house, code in PriceList.objects.values_list("id", "house__slug", "code")
    }
