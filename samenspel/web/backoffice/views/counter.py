"""The counter: what is on today in every house this one sells for, and one search over performances, orders and people.

A ticket desk of many houses and the box office of one have the same page: which houses it shows follows from what they sell.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from samenspel.houses.queries.directory import RegionFacts, directory
from samenspel.inventory.queries.fill import PerformancesWanted, StaffPerformance, performances_of
from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.tenancy import Scope
from samenspel.sales.queries.house_orders import (
    HouseBuyer,
    OrdersWanted,
    buyers_of_house,
    orders_of_house,
)
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.listing import ListState
from samenspel.web.backoffice.rooms import Room
from samenspel.web.backoffice.rows import order_row, performance_row

SHORTEST = 2
"""Fewer characters name nothing."""
FOUND = 8
TODAY = 100
"""So many performances are looked through: the timeslots of a day stand together in one row."""


@require_safe
@in_house(Room.COUNTER)
def counter(desk: Desk) -> HttpResponse:
    text = ListState(desk.request.path, desk.request.GET).text("q")
    shops = directory().sells_for(seller=desk.house.id)
    searched = len(text) >= SHORTEST
    context = {
        "text": text,
        "searched": searched,
        "shortest": SHORTEST,
        "regions": sorted({region.slug for region in shops.values()}),
        "many": len(shops) > 1,
        **(_found(desk, shops, text) if searched else {"today": _today(desk, shops)}),
        "clear_url": desk.request.path,
    }
    return desk.render("backoffice/counter.html", context)


def _today(desk: Desk, shops: Mapping[int, RegionFacts]) -> list[dict[str, Any]]:
    """What is not over yet. Of timeslots the first, which counts the rest of its day."""
    coming = _performances(desk, shops, PerformancesWanted(from_at=desk.at, published=True), size=TODAY)
    day = desk.at.astimezone(BRUSSELS).date()
    rows: dict[object, dict[str, Any]] = {}
    for one in coming:
        if one.starts_at.astimezone(BRUSSELS).date() > day:
            break
        key = (one.house_id, one.title) if one.is_timeslot else one.id
        if key in rows:
            rows[key]["more"] += 1
        else:
            rows[key] = _performance(desk, shops, one)
    return list(rows.values())


def _found(desk: Desk, shops: Mapping[int, RegionFacts], text: str) -> dict[str, Any]:
    """A few of each kind, and how many there are: who wants another one types more of it."""
    wanted = PerformancesWanted(from_at=desk.at, text=text, published=True, houses_named=_named(shops, text))
    performances = _performances(desk, shops, wanted, size=FOUND)
    orders = orders_of_house(
        scope=desk.scope, house=desk.house.id, wanted=OrdersWanted(text=text), size=FOUND
    )
    people = buyers_of_house(scope=desk.scope, house=desk.house.id, text=text, size=FOUND)
    return {
        "performances": [_performance(desk, shops, one) for one in performances],
        "performances_more": _more(performances),
        "orders": [order_row(desk=desk, row=one) for one in orders],
        "orders_more": _more(orders),
        "orders_url": _orders_url(desk, q=text),
        "people": [_person(desk, one) for one in people],
        "people_more": _more(people),
    }


def _performances(
    desk: Desk, shops: Mapping[int, RegionFacts], wanted: PerformancesWanted, *, size: int
) -> list[StaffPerformance]:
    """Published performances only, with nobody's scope: how full they are anybody sees in the shop."""
    return performances_of(scope=Scope.nobody(), houses=shops, wanted=wanted, at=desk.at, size=size)


def _named(shops: Mapping[int, RegionFacts], text: str) -> tuple[int, ...]:
    names = directory().by_id
    return tuple(house for house in shops if text.casefold() in names[house].name.casefold())


def _performance(desk: Desk, shops: Mapping[int, RegionFacts], one: StaffPerformance) -> dict[str, Any]:
    """Its page in this office when the house presents it itself, else the page on which anybody sees and buys."""
    house = directory().by_id[one.house_id]
    mine = one.house_id == desk.house.id
    shop_url = reverse("shop:performance", args=[shops[one.house_id].slug, one.id])
    row = performance_row(desk=desk, row=one)
    return row | {
        "url": row["url"] if mine else shop_url,
        "shop_url": shop_url if mine else "",
        "orders_url": _orders_url(desk, performance=one.id),
        "house": house.name,
        "venue": one.venue,
        "hall": one.hall,
        "house_slug": house.slug,
        "more": 0,
    }


def _person(desk: Desk, one: HouseBuyer) -> dict[str, Any]:
    return {
        "name": one.name,
        "email": one.email,
        "orders": one.orders,
        "last_at": one.last_at,
        "url": _orders_url(desk, q=one.email),
    }


def _orders_url(desk: Desk, **query: object) -> str:
    return f"{desk.url('orders')}?{urlencode(query)}"


def _more(found: Sequence[Any]) -> int:
    return found[0].total - len(found) if found else 0
