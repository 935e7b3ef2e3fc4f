"""The same request twice is one sale; another request under the same key is refused."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from samenspel.houses.commands.api_keys import create_api_key
from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from tests.api.conftest import BUYER, Shop
from tests.support.machine import Machine, Reply


def test_same_cart_request_gives_the_same_cart(shop: Shop) -> None:
    body = shop.new_cart(shop.item(1), shop.item(2))

    first, second = (shop.west.post("/carts", body, idem="a") for _ in range(2))
    without = shop.west.post("/carts", shop.new_cart(shop.item(11), shop.item(12)))

    assert (first.status, second.status) == (201, 201)
    assert second.json["id"] == first.json["id"] != without.json["id"]
    assert (second.json["places"], second.json["total_cents"]) == (2, 4000)


def test_same_best_request_takes_once(shop: Shop) -> None:
    body = shop.new_cart(shop.item(1), shop.item(2), shop.best(3), shop.best(2, rank=2))

    first, second = (shop.west.post("/carts", body, idem="a") for _ in range(2))

    assert second.json == first.json
    assert len(shop.west.get(f"/performances/{shop.lo.theatre.pk}/availability").json["taken"]) == 7


def test_other_body_under_the_same_key_is_refused_and_changes_nothing(shop: Shop) -> None:
    first = shop.west.post("/carts", shop.new_cart(shop.item(1), shop.item(2)), idem="a").json
    young = shop.lo.young[shop.lo.west.pk].pk
    others = [
        [shop.item(3), shop.item(4)],
        [shop.item(1), shop.item(2), shop.item(3), shop.item(4)],
        [shop.item(1)],
        [shop.item(1), {**shop.item(2), "ticket_type": young}],
        [shop.best(3)],
        [shop.item(1), shop.best(1), shop.best(1)],
        [shop.best(2, rank=2)],
    ]

    problems = [shop.west.post("/carts", shop.new_cart(*items), idem="a").problem for items in others]

    assert problems == ["idempotency-key-reused"] * len(others)
    after = shop.west.get(f"/carts/{first['id']}").json
    assert ([line["place"] for line in after["lines"]], after["total_cents"]) == ([1, 2], 4000)


def test_same_order_request_sells_once(shop: Shop) -> None:
    cart = shop.cart(1, 2)

    first, second = (shop.west.post("/orders", shop.new_order(cart), idem="a") for _ in range(2))

    assert (second.status, second.json) == (201, first.json)
    with connection.cursor() as cursor:
        cursor.execute("select set_config('samenspel.system', 'on', true)")
        cursor.execute("select count(*) from payments_payment")
        assert cursor.fetchall() == [(1,)]


def test_other_order_under_the_same_key_is_refused(shop: Shop) -> None:
    cart, other = shop.cart(1, 2), shop.cart(11, 12)
    shop.west.post("/orders", shop.new_order(cart), idem="a")

    buyer = shop.west.post("/orders", shop.new_order(cart, buyer={**BUYER, "name": "Bo"}), idem="a")
    elsewhere = shop.west.post("/orders", shop.new_order(other), idem="a")
    fresh = shop.west.post("/orders", shop.new_order(cart), idem="b")
    finished = shop.west.post("/orders", shop.new_order(other), idem="c")

    assert [buyer.problem, elsewhere.problem] == ["idempotency-key-reused"] * 2
    assert fresh.problem == "order-not-open"
    assert finished.json["state"] == "confirmed"


def test_other_purchase_under_the_same_key_is_refused(shop: Shop) -> None:
    body = {"region": "lo", "items": [shop.item(1), shop.item(2)], "buyer": BUYER}
    shop.west.post("/purchases", body, idem="a")

    places = shop.west.post("/purchases", {**body, "items": [shop.item(11), shop.item(12)]}, idem="a")
    buyer = shop.west.post("/purchases", {**body, "buyer": {**BUYER, "email": "bo@example.org"}}, idem="a")

    assert [places.problem, buyer.problem] == ["idempotency-key-reused"] * 2


def test_cart_request_after_its_order_answers_that_order(shop: Shop) -> None:
    body = shop.new_cart(shop.item(1), shop.item(2))
    cart = shop.west.post("/carts", body, idem="a").json["id"]
    shop.west.post("/orders", shop.new_order(cart))

    again = shop.west.post("/carts", body, idem="a")

    assert (again.status, again.json["id"], again.json["state"]) == (201, cart, "confirmed")


def test_same_items_request_takes_once_and_another_takes_more(shop: Shop) -> None:
    cart = shop.cart(1, 2)
    body = {"items": [shop.best(2, rank=2), shop.item(3)]}

    first, second = (shop.west.post(f"/carts/{cart}/items", body, idem="a") for _ in range(2))
    other = shop.west.post(f"/carts/{cart}/items", {"items": [shop.best(3)]}, idem="a")
    # The control: under another key, or none, the same request takes more.
    third = shop.west.post(f"/carts/{cart}/items", {"items": [shop.best(2, rank=2)]}, idem="b")
    fourth = shop.west.post(f"/carts/{cart}/items", {"items": [shop.best(2, rank=2)]})

    assert second.json == first.json
    assert other.problem == "idempotency-key-reused"
    assert [each.json["places"] for each in (first, third, fourth)] == [5, 7, 9]


def test_items_request_that_was_refused_may_be_sent_again(shop: Shop) -> None:
    cart, other = shop.cart(1, 2), shop.cart(11, 12)
    body = {"items": [shop.best(1), shop.item(11)]}

    refused = shop.west.post(f"/carts/{cart}/items", body, idem="a")
    for line in reversed(shop.west.get(f"/carts/{other}").json["lines"]):
        shop.west.delete(f"/carts/{other}/items/{line['id']}")

    assert refused.problem == "places-taken"
    assert shop.west.post(f"/carts/{cart}/items", body, idem="a").json["places"] == 4


def test_wheelchair_places_are_given_when_asked(shop: Shop) -> None:
    body = shop.new_cart(shop.best(3, rank=2, wheelchairs=1))

    made, again = (shop.west.post("/carts", body, idem="a") for _ in range(2))
    other = shop.west.post("/carts", shop.new_cart(shop.best(3, rank=2)), idem="a")
    third = shop.west.post("/carts", shop.new_cart(shop.best(2, wheelchairs=2)))

    lines = shop.west.get(f"/carts/{made.json['id']}").json["lines"]
    assert ([line["row"] for line in lines].count("R"), len(lines)) == (2, 3)
    assert again.json == made.json
    assert other.problem == "idempotency-key-reused"
    assert (third.problem, third.json["data"]) == ("not-enough-places", {"free": 1})


def test_two_keys_with_the_same_text_are_two_carts(shop: Shop) -> None:
    second = create_api_key(scope=Scope.of_system(), house=shop.lo.west.pk, name="two", at=clock.now())
    first = shop.west.post("/carts", shop.new_cart(shop.item(1)), idem="a").json["id"]

    other = Machine(second.secret).post("/carts", shop.new_cart(shop.item(11)), idem="a").json["id"]

    assert other != first


def test_key_that_is_too_long_is_refused(shop: Shop) -> None:
    assert shop.west.post("/carts", shop.new_cart(shop.item(1)), idem="a" * 256).problem == "invalid-request"


def test_same_requests_at_the_same_time_take_once(committed_shop: Shop) -> None:
    shop = committed_shop
    assert shop.west.secret
    body = shop.new_cart(shop.item(1), shop.item(2), shop.best(3))

    def send(_n: int) -> Reply:
        try:
            return Machine(shop.west.secret).post("/carts", body, idem="a")
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        replies = list(pool.map(send, range(12)))

    assert {(reply.status, reply.json["id"], reply.json["places"]) for reply in replies} == {
        (201, replies[0].json["id"], 5)
    }
    assert len(shop.west.get(f"/performances/{shop.lo.theatre.pk}/availability").json["taken"]) == 5
