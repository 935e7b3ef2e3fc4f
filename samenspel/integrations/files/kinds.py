"""The kinds of things a folder holds, in the order in which they are written: what each points to comes before it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samenspel.catalogue.commands import put_prices, put_vat_rules
from samenspel.houses.commands import give_roles, put_houses, put_regions
from samenspel.integrations.files import stored
from samenspel.integrations.files.entries import Key
from samenspel.programme.commands import put_performances, put_productions
from samenspel.venues.commands import put_halls, put_plans

Reference = tuple[str, str, Key]
"""(column, kind, key) of what a thing points to."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How things of one kind are known, found again and written. `fixed` ones only come to be: they never change."""

    name: str
    key: Callable[[Any], Key]
    stored: Callable[[Iterable[str]], dict[Key, Any]]
    put: Callable[[Sequence[Any], datetime], None]
    refers: Callable[[Any], Iterator[Reference]] = lambda _: iter(())
    fixed: bool = False


def _of_house(data: Any) -> Iterator[Reference]:
    yield "house", "houses", (data.house,)


def _region(data: put_regions.RegionData) -> Iterator[Reference]:
    yield "seller", "houses", (data.seller,)
    yield "collector", "houses", (data.collector,)


def _membership(data: put_regions.MembershipData) -> Iterator[Reference]:
    yield "region", "regions", (data.region,)
    yield "house", "houses", (data.house,)


def _role(data: give_roles.RoleData) -> Iterator[Reference]:
    if data.house:
        yield "house", "houses", (data.house,)
    if data.region:
        yield "region", "regions", (data.region,)


def _hall(data: put_halls.HallData) -> Iterator[Reference]:
    yield "venue", "venues", (data.house, data.venue)


def _plan(data: put_plans.PlanData) -> Iterator[Reference]:
    yield "hall", "halls", data.hall


def _performance(data: put_performances.PerformanceData) -> Iterator[Reference]:
    yield "house", "houses", (data.house,)
    yield "production", "productions", data.production
    if data.season:
        yield "season", "seasons", (data.house, data.season)
    yield "hall", "halls", data.hall
    yield "plan", "plans", data.plan


def _price(data: put_prices.PriceData) -> Iterator[Reference]:
    yield "ticket_type", "ticket types", (data.house, data.ticket_type)


def _offer(data: put_prices.OfferData) -> Iterator[Reference]:
    yield "price_list", "price lists", (data.house, data.price_list)


KINDS: tuple[Kind, ...] = (
    Kind("houses", lambda d: (d.slug,), stored.houses, lambda rows, at: put_houses.put_houses(houses=rows)),
    Kind(
        "regions",
        lambda d: (d.slug,),
        stored.regions,
        lambda rows, at: put_regions.put_regions(regions=rows),
        _region,
    ),
    Kind(
        "memberships",
        lambda d: (d.region, d.house),
        stored.memberships,
        lambda rows, at: put_regions.put_memberships(memberships=rows),
        _membership,
        fixed=True,
    ),
    Kind(
        "staff roles",
        lambda d: (d.email, d.role, d.house, d.region),
        stored.roles,
        lambda rows, at: give_roles.give_roles(roles=rows, at=at),
        _role,
        fixed=True,
    ),
    Kind(
        "venues",
        lambda d: (d.house, d.slug),
        stored.venues,
        lambda rows, at: put_halls.put_venues(venues=rows),
        _of_house,
    ),
    Kind(
        "halls",
        lambda d: (d.house, d.venue, d.slug),
        stored.halls,
        lambda rows, at: put_halls.put_halls(halls=rows),
        _hall,
    ),
    Kind("plans", lambda d: d.key, stored.plans, lambda rows, at: put_plans.publish_plans(plans=rows), _plan),
    Kind(
        "seasons",
        lambda d: (d.house, d.name),
        stored.seasons,
        lambda rows, at: put_productions.put_seasons(seasons=rows),
        _of_house,
    ),
    Kind(
        "productions",
        lambda d: d.key,
        stored.productions,
        lambda rows, at: put_productions.put_productions(productions=rows),
        _of_house,
    ),
    Kind(
        "performances",
        lambda d: d.key,
        stored.performances,
        lambda rows, at: put_performances.put_performances(performances=rows),
        _performance,
    ),
    Kind(
        "VAT rules",
        lambda d: d.key,
        stored.vat_rules,
        lambda rows, at: put_vat_rules.put_vat_rules(rules=rows),
    ),
    Kind(
        "ticket types",
        lambda d: (d.house, d.code),
        stored.ticket_types,
        lambda rows, at: put_prices.put_ticket_types(ticket_types=rows),
        _of_house,
    ),
    Kind(
        "price lists",
        lambda d: (d.house, d.code),
        stored.price_lists,
        lambda rows, at: put_prices.put_price_lists(price_lists=rows),
        _of_house,
    ),
    Kind(
        "prices",
        lambda d: (d.house, d.price_list, d.rank, d.ticket_type),
        stored.prices,
        lambda rows, at: put_prices.put_prices(prices=rows),
        _price,
    ),
    Kind(
        "offers",
        lambda d: (d.house, d.performance),
        stored.offers,
        lambda rows, at: put_prices.put_offers(offers=rows),
        _offer,
    ),
)
