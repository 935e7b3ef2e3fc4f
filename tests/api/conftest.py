"""The small region as it is on sale at this moment, and a machine for each of its houses."""

from dataclasses import dataclass
from typing import Any

import pytest

from samenspel.kernel import clock
from tests.support import region
from tests.support.database import TestDatabase
from tests.support.machine import Machine, machine_of

BUYER = {"name": "Ada Peeters", "email": "ada@example.org", "language": "nl"}


@dataclass
class Shop:
    """The region, and the machines of west, of the ticket desk (sells for the region), and of north (another region)."""

    lo: region.Fixture
    west: Machine
    desk: Machine
    north: Machine

    def item(self, place: int, *, of: str = "theatre", **more: Any) -> dict[str, Any]:
        performance = getattr(self.lo, of)
        ticket_type = self.lo.basis[performance.house_id].pk
        return {"performance": performance.pk, "ticket_type": ticket_type, "place": place, **more}

    def best(self, count: int, *, of: str = "theatre", **more: Any) -> dict[str, Any]:
        item = self.item(1, of=of, **more)
        del item["place"]
        return {**item, "best": count}

    def cart(self, *places: int, of: str = "theatre", machine: Machine | None = None) -> str:
        """A new cart of west with these places; answers its id."""
        reply = (machine or self.west).post("/carts", self.new_cart(*(self.item(no, of=of) for no in places)))
        assert reply.status == 201, reply.content
        return str(reply.json["id"])

    def new_cart(self, *items: dict[str, Any]) -> dict[str, Any]:
        return {"region": "lo", "items": list(items)}

    def new_order(self, cart: str, **more: Any) -> dict[str, Any]:
        return {"cart": cart, "buyer": BUYER, "payment": {"method": "seller"}, **more}

    def sold(self, *places: int, of: str = "theatre", machine: Machine | None = None) -> str:
        """A confirmed order with these places; answers its id."""
        cart = self.cart(*places, of=of, machine=machine)
        reply = (machine or self.west).post("/orders", self.new_order(cart))
        assert reply.status == 201, reply.content
        return cart


def _open() -> Shop:
    lo = region.build(now=clock.now())
    return Shop(lo=lo, west=machine_of(lo.west), desk=machine_of(lo.desk), north=machine_of(lo.north))


@pytest.fixture
def shop(db: None) -> Shop:
    return _open()


@pytest.fixture
def committed_shop(committed_db: TestDatabase) -> Shop:
    """With real commits: what is checked at commit, or seen by another connection."""
    return _open()
