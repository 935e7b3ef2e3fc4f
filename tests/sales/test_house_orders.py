"""The list of orders of a house: also what it sold for others, whatever way it was sold."""

from uuid import UUID

import pytest

from samenspel.houses.models import House
from samenspel.kernel.tenancy import Scope
from samenspel.sales.queries.house_orders import OrdersWanted, orders_of_house
from tests.api.conftest import Shop, shop  # noqa: F401


def listed(house: House) -> dict[UUID, tuple[int, int]]:
    """Places and cents by order, as the house sees them."""
    found = orders_of_house(scope=Scope.of_houses(house.pk), house=house.pk, wanted=OrdersWanted())
    return {one.order_id: (one.places, one.amount_cents) for one in found}


def test_desk_lists_what_its_machine_sold_for_its_houses(shop: Shop) -> None:  # noqa: F811
    order = UUID(shop.sold(1, 2, machine=shop.desk))

    assert listed(shop.lo.desk) == {order: (2, 4000)}
    assert listed(shop.lo.west) == {order: (2, 4000)}
    assert listed(shop.lo.east) == {}


def test_each_house_lists_its_part_of_a_shared_order_and_the_desk_all(shop: Shop) -> None:  # noqa: F811
    items = [shop.item(1), shop.item(2), shop.item(1, of="slot")]
    cart = str(shop.desk.post("/carts", shop.new_cart(*items)).json["id"])
    assert shop.desk.post("/orders", shop.new_order(cart)).status == 201

    places = {
        house.slug: listed(house)[UUID(cart)][0] for house in (shop.lo.desk, shop.lo.west, shop.lo.east)
    }
    assert places == {"desk-lo": 3, "westerlo": 2, "oosterlo": 1}


@pytest.mark.parametrize("machine", ["west", "desk"])
def test_cancelled_order_stays_in_every_list_at_nothing(shop: Shop, machine: str) -> None:  # noqa: F811
    seller = getattr(shop, machine)
    order = shop.sold(1, 2, machine=seller)
    assert seller.post(f"/orders/{order}/cancellation").status == 200

    assert listed(shop.lo.west) == {UUID(order): (2, 0)}
    assert listed(shop.lo.desk) == ({UUID(order): (2, 0)} if machine == "desk" else {})


def test_neighbour_cannot_sell_for_another_so_nothing_is_missing(shop: Shop) -> None:  # noqa: F811
    """A house sells its own; for others it needs an agreement, and until there are those no such line exists."""
    refused = shop.west.post("/carts", shop.new_cart(shop.item(1, of="concert")))

    assert refused.problem == "not-offered"
