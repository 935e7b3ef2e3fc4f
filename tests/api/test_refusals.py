"""Bad input: each a clear problem, nothing lost, never a fault of ours."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import override_settings

from samenspel.catalogue.models import Price
from samenspel.houses.commands.api_keys import create_api_key, revoke_api_key
from samenspel.houses.queries import api_key
from samenspel.kernel import clock, statement
from samenspel.kernel.remember import forget_everything
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from tests.api.conftest import BUYER, Shop
from tests.support.machine import Machine, Reply


def cart_of(shop: Shop, *items: dict[str, Any]) -> Reply:
    return shop.west.post("/carts", shop.new_cart(*items))


def order_of(shop: Shop, **buyer: Any) -> Reply:
    cart = shop.cart(1, 2)
    reply = shop.west.post("/orders", shop.new_order(cart, buyer={**BUYER, **buyer}))
    assert [line["state"] for line in shop.west.get(f"/carts/{cart}").json["lines"]] in (
        ["held"] * 2,
        ["sold"] * 2,
    )
    return reply


def age(order: str, by: timedelta) -> None:
    """Let a cart and its holds be older."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('samenspel.system', 'on', true)")
        cursor.execute(
            "update sales_order set hold_until = hold_until - %s, created_at = created_at - %s where id = %s",
            [by, by, order],
        )
        cursor.execute("update inventory_claim set until = until - %s where holder = %s", [by, order])


def test_place_that_is_not_in_the_plan(shop: Shop) -> None:
    assert cart_of(shop, shop.item(999)).problem == "not-offered"


def test_performance_of_another_region(shop: Shop) -> None:
    foreign = {
        "performance": shop.lo.foreign.pk,
        "ticket_type": shop.lo.basis[shop.lo.north.pk].pk,
        "place": 1,
    }

    assert cart_of(shop, foreign).problem == "not-offered"
    assert shop.desk.post("/carts", shop.new_cart(foreign)).problem == "not-offered"


def test_performance_and_region_that_do_not_exist(shop: Shop) -> None:
    nowhere = shop.west.post("/carts", {"region": "nergens", "items": [shop.item(1)]})

    assert nowhere.problem == "not-found"
    assert cart_of(shop, {**shop.item(1), "performance": 2**62}).problem == "not-offered"
    assert cart_of(shop, {**shop.best(2), "performance": 2**62}).problem == "not-offered"


def test_forty_one_places(shop: Shop) -> None:
    named = cart_of(shop, *(shop.item(no) for no in range(1, 42)))
    best = cart_of(shop, shop.best(41))
    later = shop.west.post(
        f"/carts/{shop.cart(*range(1, 41))}/items", {"items": [shop.item(41), shop.item(42)]}
    )

    assert [named.problem, best.problem, later.problem] == ["too-many-places"] * 3
    assert named.json["data"] == {"limit": 40}


def test_same_place_twice(shop: Shop) -> None:
    assert cart_of(shop, shop.item(1), shop.item(1)).problem == "not-offered"


def test_place_somebody_else_holds(shop: Shop) -> None:
    shop.cart(1, 2)

    reply = cart_of(shop, shop.item(2), shop.item(3))

    assert reply.problem == "places-taken"
    assert reply.json["data"] == {"places": [{"performance": shop.lo.theatre.pk, "place": 2}]}


def test_seat_left_alone_comes_with_a_suggestion(shop: Shop) -> None:
    reply = cart_of(shop, shop.item(2), shop.item(3))

    assert reply.problem == "single-seat-left"
    assert (reply.json["data"]["places"], len(reply.json["data"]["suggestion"])) == ([1], 2)


def test_companion_place_alone(shop: Shop) -> None:
    reply = cart_of(shop, shop.item(62))

    assert reply.problem == "companion-alone"
    assert reply.json["data"]["wheelchair"] == 61


def test_more_places_than_are_free(shop: Shop) -> None:
    reply = shop.desk.post("/carts", shop.new_cart(shop.best(26, of="slot")))

    assert reply.problem == "not-enough-places"
    assert reply.json["data"] == {"free": 25}


def test_all_or_nothing_also_with_best_places(shop: Shop) -> None:
    reply = shop.desk.post("/carts", shop.new_cart(shop.item(1), shop.item(2), shop.best(26, of="slot")))

    assert reply.problem == "not-enough-places"
    assert shop.desk.get(f"/performances/{shop.lo.theatre.pk}/availability").json["taken"] == []


def test_price_that_changed_in_between(shop: Shop) -> None:
    Price.objects.filter(ticket_type=shop.lo.basis[shop.lo.west.pk], amount_cents=2000).update(
        amount_cents=2200
    )

    reply = cart_of(shop, shop.item(1, seen_cents=2000), shop.item(2, seen_cents=2000))

    assert reply.problem == "price-changed"
    performance = shop.lo.theatre.pk
    assert reply.json["data"] == {
        "places": [{"performance": performance, "place": no, "now_cents": 2200} for no in (1, 2)]
    }
    assert cart_of(shop, shop.item(1, seen_cents=2200), shop.item(2, seen_cents=2200)).status == 201


def test_cart_whose_time_is_over_keeps_its_places_while_they_are_free(shop: Shop) -> None:
    cart = shop.cart(1, 2)
    age(cart, timedelta(minutes=20))

    states = [line["state"] for line in shop.west.get(f"/carts/{cart}").json["lines"]]
    reply = shop.west.post("/orders", shop.new_order(cart))

    assert states == ["open", "open"]
    assert (reply.status, reply.json["state"]) == (201, "confirmed")


def test_expired_cart_whose_places_are_gone(shop: Shop) -> None:
    cart = shop.cart(1, 2)
    age(cart, timedelta(minutes=20))
    shop.sold(1, 2)

    reply = shop.west.post("/orders", shop.new_order(cart))

    assert reply.problem == "places-gone"
    assert [line["state"] for line in shop.west.get(f"/carts/{cart}").json["lines"]] == ["gone", "gone"]


def test_hold_ends_after_an_hour(shop: Shop) -> None:
    cart = shop.cart(1, 2)
    age(cart, timedelta(minutes=61))

    assert shop.west.post(f"/carts/{cart}/hold").problem == "hold-at-limit"


def test_cart_that_was_ordered_is_closed(shop: Shop) -> None:
    order = shop.sold(1, 2)

    assert shop.west.post(f"/carts/{order}/items", {"items": [shop.item(3)]}).problem == "cart-closed"
    assert shop.west.post("/orders", shop.new_order(order)).problem == "order-not-open"
    assert shop.west.post(f"/carts/{order}/hold").problem == "cart-closed"


def test_empty_cart_cannot_be_ordered(shop: Shop) -> None:
    cart = shop.cart(1)
    line = shop.west.get(f"/carts/{cart}").json["lines"][0]["id"]
    shop.west.delete(f"/carts/{cart}/items/{line}")

    assert shop.west.post("/orders", shop.new_order(cart)).problem == "cart-empty"


def test_cart_and_line_that_do_not_exist(shop: Shop) -> None:
    cart = shop.cart(1)

    assert shop.west.get(f"/carts/{uuid4()}").problem == "not-found"
    assert shop.west.post("/orders", shop.new_order(str(uuid4()))).problem == "not-found"
    assert shop.west.get(f"/orders/{uuid4()}").problem == "not-found"
    assert shop.west.post(f"/orders/{uuid4()}/cancellation").problem == "not-found"
    change = {"ticket_type": shop.lo.young[shop.lo.west.pk].pk}
    assert shop.west.patch(f"/carts/{cart}/items/{2**62}", change).problem == "not-found"


def test_cart_that_is_not_ordered_cannot_be_cancelled_and_has_no_tickets(shop: Shop) -> None:
    cart = shop.cart(1)

    assert shop.west.post(f"/orders/{cart}/cancellation").problem == "not-found"
    assert shop.west.get(f"/orders/{cart}/tickets").problem == "not-found"


def test_emoji_name_is_a_name(shop: Shop) -> None:
    reply = order_of(shop, name="Ada 🎭 Peeters")

    assert reply.status == 201
    assert shop.west.get(f"/orders/{reply.json['id']}").json["buyer_name"] == "Ada 🎭 Peeters"
    assert shop.west.get(f"/orders/{reply.json['id']}/tickets.pdf").status == 200


@pytest.mark.parametrize(
    ("buyer", "field"),
    [
        ({"email": "a" * 288 + "@example.org"}, "email"),
        ({"email": "geen adres"}, "email"),
        ({"email": ""}, "email"),
        ({"name": "a" * 201}, "name"),
        ({"name": " \u0000 "}, "name"),
    ],
)
def test_buyer_that_cannot_be_used_loses_no_places(shop: Shop, buyer: dict[str, str], field: str) -> None:
    reply = order_of(shop, **buyer)

    assert (reply.status, reply.problem, reply.json["data"]) == (422, "bad-buyer", {"field": field})


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"",
        b"\xff\xfe",
        b'{"region": NaN}',
        b'{"region": "\\ud800"}',
    ],
)
def test_malformed_json(shop: Shop, body: bytes) -> None:
    reply = shop.west.send("POST", "/carts", body)

    assert (reply.status, reply.problem) in {(400, "malformed-json"), (422, "invalid-request")}
    assert reply.status == 400 or not body


@pytest.mark.parametrize(
    "body",
    [
        [],
        "region",
        {},
        {"region": "lo"},
        {"region": "lo", "items": []},
        {"region": "lo", "items": [{}]},
        {"region": "lo", "items": [{"performance": "een", "ticket_type": 1, "place": 1}]},
        {"region": "lo", "items": [{"performance": 2**63, "ticket_type": 1, "place": 1}]},
        {"region": "lo", "items": [{"performance": 1, "ticket_type": 1, "place": 2**31}]},
        {"region": "lo", "items": [{"performance": 1, "ticket_type": 1, "place": 0}]},
        {"region": "lo", "items": [{"performance": 1, "ticket_type": 1}]},
        {"region": "lo", "items": [{"performance": 1, "ticket_type": 1, "place": 1, "best": 1}]},
        {"region": "lo", "items": [{"performance": 1, "ticket_type": 1, "place": 1, "seen_cents": -1}]},
        {"region": "lo", "items": [{"performance": 1, "ticket_type": 1, "place": 1, "seencents": 1}]},
        {"region": 7, "items": [{"performance": 1, "ticket_type": 1, "place": 1}]},
        {"region": "lo", "items": [{"performance": 1, "ticket_type": 1, "place": 1}], "language": "de"},
    ],
)
def test_wrong_types(shop: Shop, body: Any) -> None:
    reply = shop.west.post("/carts", body)

    assert (reply.status, reply.problem) == (422, "invalid-request")
    assert reply.json["data"]["errors"]


def test_wrong_payment(shop: Shop) -> None:
    cart = shop.cart(1)

    for payment in (
        {"method": "cash"},
        {"provider": "test"},
        {"provider": "bank", "redirect_url": "https://x.be"},
    ):
        assert shop.west.post("/orders", shop.new_order(cart, payment=payment)).problem == "invalid-request"
    script = {"provider": "test", "redirect_url": "javascript:alert(1)"}
    assert shop.west.post("/orders", shop.new_order(cart, payment=script)).problem == "invalid-request"


def test_bad_addresses_and_methods(shop: Shop) -> None:
    assert shop.west.get("/nothing").problem == "not-found"
    assert shop.west.get("/").problem == "not-found"
    assert shop.west.get("/carts/not-a-uuid").problem == "invalid-request"
    reply = shop.west.delete("/events")
    assert (reply.status, reply.problem, reply.headers["Allow"]) == (405, "method-not-allowed", "GET")
    assert shop.west.get("/performances").problem == "invalid-request"
    assert shop.west.get("/performances?region=lo&limit=501").problem == "invalid-request"
    for cursor in ("x", "1", "1-", "-1", "1-1-1", "99999999999999999999-1", "١-١"):
        assert shop.west.get(f"/events?after={cursor}").problem == "bad-cursor"
    assert shop.west.get("/performances?region=lo&after=x").problem == "bad-cursor"


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000)
def test_too_large(shop: Shop) -> None:
    reply = shop.west.send("POST", "/carts", b"[" + b" " * 1000 + b"]")

    assert (reply.status, reply.problem) == (413, "too-large")


def test_key_is_needed_and_ends_when_revoked(shop: Shop) -> None:
    for secret in (None, "", "samen_wrong", "ë"):
        reply = Machine(secret).get("/regions")
        assert (reply.status, reply.problem) == (401, "unknown-key")
        assert reply.headers["WWW-Authenticate"].startswith("Bearer")
    key = create_api_key(
        scope=Scope.of_houses(shop.lo.west.pk), house=shop.lo.west.pk, name="t", at=clock.now()
    )
    machine = Machine(key.secret)
    assert machine.get("/regions").status == 200
    assert key.secret.startswith(key.prefix)

    revoke_api_key(scope=Scope.of_houses(shop.lo.west.pk), key=key.id, at=clock.now())
    assert machine.get("/regions").problem == "unknown-key"


def test_key_revoked_by_another_process_ends_within_half_a_minute(shop: Shop) -> None:
    assert shop.west.get("/regions").status == 200
    with connection.cursor() as cursor:
        cursor.execute("select set_config('samenspel.system', 'on', true)")
        cursor.execute("update houses_apikey set revoked_at = now() where house_id = %s", [shop.lo.west.pk])

    remembered = shop.west.get("/regions").status
    forget_everything()

    assert api_key.FRESH_S == 30
    assert remembered == 200
    assert shop.west.get("/regions").problem == "unknown-key"


def test_one_key_is_looked_up_once(shop: Shop) -> None:
    shop.west.get("/regions")
    sent: list[str] = []
    statement.observers.append(sent.append)
    try:
        shop.west.get("/regions")
    finally:
        statement.observers.remove(sent.append)

    assert sent == []


def test_answers_carry_strict_headers(shop: Shop) -> None:
    reply = shop.west.get("/regions")

    assert {name: reply.headers[name] for name in ("Cache-Control", "X-Content-Type-Options")} == {
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    assert "Set-Cookie" not in reply.headers


def test_timeslot_for_groups(shop: Shop) -> None:
    with Scope.of_system().open():
        Performance.objects.filter(pk=shop.lo.slot.pk).update(group_min=3, group_max=5)
    sizes = shop.desk.get(f"/performances/{shop.lo.slot.pk}").json
    assert (sizes["group_min"], sizes["group_max"]) == (3, 5)
    reply = shop.desk.post("/carts", shop.new_cart(shop.best(2, of="slot")))
    assert (reply.status, reply.problem) == (422, "group-size")
    assert reply.json["data"] == {"performance": shop.lo.slot.pk, "places": 2, "smallest": 3, "largest": 5}
    assert shop.desk.post("/carts", shop.new_cart(shop.best(3, of="slot"))).status == 201
