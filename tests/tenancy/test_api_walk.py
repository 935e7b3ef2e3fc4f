"""`house_sees_own`: every operation of the public API, asked with another house's key, a revoked key and none.

The rows are there: the same walk with the key of their own house finds every one of them.
"""

from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection

from samenspel.api.v1 import api
from samenspel.catalogue.models import PromoCode
from samenspel.kernel.tenancy import Scope
from samenspel.sales.models import Ticket
from tests.api.conftest import BUYER, Shop, shop  # noqa: F401
from tests.support.machine import Machine, Reply, machine_of, programming_machine
from tests.support.programme import moved

PUBLIC = "public"
"""The programme: the same for every key."""


@dataclass(frozen=True)
class Rows:
    """What west has: an open cart with one line, and two orders that are sold (one is to be cancelled)."""

    cart: str
    line: int
    order: str
    doomed: str


# (method, path) -> (body, what another house hears)
WALK: dict[tuple[str, str], tuple[str, str]] = {
    ("get", "/regions"): ("", PUBLIC),
    ("get", "/houses"): ("", PUBLIC),
    ("get", "/houses/{house}"): ("", PUBLIC),
    ("get", "/productions"): ("", PUBLIC),
    ("get", "/performances"): ("", PUBLIC),
    ("get", "/performances/{performance}"): ("", PUBLIC),
    ("get", "/performances/{performance}/prices"): ("", PUBLIC),
    ("get", "/performances/{performance}/availability"): ("", PUBLIC),
    ("get", "/performances/{performance}/follow-ups"): ("", "not-found"),
    ("get", "/plans/{plan}"): ("", PUBLIC),
    ("get", "/visits"): ("", PUBLIC),  # of the asker's own house: tests/api/test_visits.py
    ("get", "/performances/{performance}/visits"): ("", "not-found"),
    ("post", "/performances/{performance}/passages"): ("passage", "not-found"),
    ("get", "/events"): ("", PUBLIC),
    ("post", "/carts"): ("new_cart", "not-offered"),
    ("get", "/carts/{cart}"): ("", "not-found"),
    ("get", "/carts/{cart}/consents"): ("", "not-found"),
    ("get", "/carts/{cart}/prices"): ("", "not-found"),
    ("post", "/carts/{cart}/codes"): ("code", "not-found"),
    ("post", "/carts/{cart}/items"): ("items", "not-found"),
    ("patch", "/carts/{cart}/items/{line}"): ("ticket_type", "not-found"),
    ("delete", "/carts/{cart}/items/{line}"): ("", "not-found"),
    ("post", "/carts/{cart}/hold"): ("", "not-found"),
    ("post", "/orders"): ("new_order", "not-found"),
    ("post", "/purchases"): ("purchase", "not-offered"),
    ("get", "/orders/{order}"): ("", "not-found"),
    ("get", "/orders/{order}/tickets"): ("", "not-found"),
    ("get", "/orders/{order}/tickets.pdf"): ("", "not-found"),
    ("post", "/orders/{doomed}/cancellation"): ("", "not-found"),
    ("post", "/orders/{order}/returns"): ("return", "not-found"),
    ("post", "/orders/{order}/exchanges"): ("exchange", "not-found"),
    ("post", "/performances/{performance}/move"): ("move", "not-found"),
    ("post", "/performances/{performance}/cancellation"): ("cancel", "not-found"),
}


def tickets_of(order: str) -> list[int]:
    with Scope.of_system().open():
        return list(Ticket.objects.filter(order=order).values_list("pk", flat=True))


@pytest.fixture
def rows(shop: Shop) -> Rows:  # noqa: F811
    cart = shop.cart(35, 36)
    line = shop.west.get(f"/carts/{cart}").json["lines"][-1]["id"]
    with Scope.of_system().open():
        PromoCode.objects.create(house=shop.lo.west, campaign="walk", code="WALK-27")
    return Rows(cart=cart, line=line, order=shop.sold(1, 2), doomed=shop.sold(11, 12))


def ask(machine: Machine, shop: Shop, rows: Rows, method: str, path: str, body: str) -> Reply:  # noqa: F811
    theatre = shop.lo.theatre
    bodies: dict[str, Any] = {
        "": None,
        "new_cart": shop.new_cart(shop.item(21), shop.item(22)),
        "items": {"items": [shop.item(33), shop.item(34)]},
        "code": {"code": "WALK-27"},
        "ticket_type": {"ticket_type": shop.lo.young[theatre.house_id].pk},
        "new_order": shop.new_order(rows.cart),
        "purchase": {"region": "lo", "items": [shop.item(23), shop.item(24)], "buyer": BUYER},
        "return": {"performance": theatre.pk},
        "exchange": {"performance": theatre.pk, "tickets": tickets_of(rows.order)},
        "move": {"revision": 1, **moved(theatre)},
        "cancel": {"revision": 2},
        "passage": {"kind": "in"},
    }
    full = path.format(
        cart=rows.cart,
        line=rows.line,
        order=rows.order,
        doomed=rows.doomed,
        house="westerlo",
        performance=theatre.pk,
        plan=theatre.plan_id,
    )
    if path in ("/performances", "/productions"):
        full += "?house=westerlo"
    if path == "/visits":
        full += "?from=2020-01-01&until=2100-01-01"
    return machine.send(method.upper(), full, bodies[body])


def every_row() -> list[tuple[Any, ...]]:
    """All that a stranger could have changed."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('samenspel.system', 'on', true)")
        found: list[tuple[Any, ...]] = []
        for table in (
            "sales_order",
            "sales_line",
            "inventory_claim",
            "sales_ticket",
            "payments_payment",
            "kernel_event",
            "sales_followup",
            "programme_performance",
            "access_passage",
        ):
            cursor.execute(f"select to_jsonb(t)::text from {table} t order by 1")
            found += cursor.fetchall()
        cursor.execute("select set_config('samenspel.system', '', true)")
        return found


def test_walk_knows_every_operation() -> None:
    paths = api.get_openapi_schema(path_prefix="/")["paths"]
    operations = {(method, path) for path, methods in paths.items() for method in methods}

    assert operations == {(method, path.replace("{doomed}", "{order}")) for method, path in WALK}


@pytest.mark.parametrize("who", ["house of another region", "neighbour in the region"])
def test_house_sees_own(shop: Shop, rows: Rows, who: str) -> None:  # noqa: F811
    stranger = programming_machine(shop.lo.north if who == "house of another region" else shop.lo.east)
    before = every_row()

    heard = {}
    for (method, path), (body, _) in WALK.items():
        reply = ask(stranger, shop, rows, method, path, body)
        heard[method, path] = PUBLIC if reply.status == 200 else reply.problem
        text = reply.content.decode(errors="replace")
        assert BUYER["email"] not in text
        assert rows.order not in text or reply.status == 404
    assert heard == {operation: expected for operation, (_, expected) in WALK.items()}
    assert every_row() == before


@pytest.mark.parametrize("who", ["nobody", "revoked"])
def test_nobody_sees_anything(shop: Shop, rows: Rows, who: str) -> None:  # noqa: F811
    machine = Machine(None)
    if who == "revoked":
        machine = shop.north
        with connection.cursor() as cursor:
            cursor.execute("select set_config('samenspel.system', 'on', true)")
            cursor.execute(
                "update houses_apikey set revoked_at = now() where house_id = %s", [shop.lo.north.pk]
            )
            cursor.execute("select set_config('samenspel.system', '', true)")
    before = every_row()

    heard = {
        ask(machine, shop, rows, method, path, body).problem for (method, path), (body, _) in WALK.items()
    }

    assert heard == {"unknown-key"}
    assert every_row() == before


def test_control_the_house_itself_finds_every_row(shop: Shop, rows: Rows) -> None:  # noqa: F811
    west = programming_machine(shop.lo.west)
    for (method, path), (body, _) in WALK.items():
        reply = ask(west, shop, rows, method, path, body)
        found = reply.status in (200, 201, 202) or reply.problem == "not-given-back"  # it was not moved
        assert found, (method, path, reply.content)


def test_house_sees_of_a_shared_order_only_what_it_presents(shop: Shop) -> None:  # noqa: F811
    items = [shop.item(1), shop.item(2), shop.item(1, of="slot")]
    order = shop.desk.post("/carts", shop.new_cart(*items)).json["id"]
    open_cart = [machine.get(f"/orders/{order}").problem for machine in (shop.west, shop.north)]
    shop.desk.post("/orders", shop.new_order(order))
    east = machine_of(shop.lo.east)

    seen = {
        name: {line["house"] for line in machine.get(f"/orders/{order}").json["lines"]}
        for name, machine in (("desk", shop.desk), ("west", shop.west), ("east", east))
    }

    assert open_cart == ["not-found", "not-found"]
    assert seen == {"desk": {"westerlo", "oosterlo"}, "west": {"westerlo"}, "east": {"oosterlo"}}
    assert east.get(f"/orders/{order}").json["payments"] == []
    assert [t["house"] for t in east.get(f"/orders/{order}/tickets").json["items"]] == ["oosterlo"]
    assert east.get(f"/carts/{order}").problem == "not-found"
    assert east.post(f"/orders/{order}/cancellation").problem == "not-cancellable"
    assert shop.north.get(f"/orders/{order}").problem == "not-found"
