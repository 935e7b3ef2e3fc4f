"""The whole purchase by machine."""

from uuid import UUID

import pytest
from django.db import connection

from samenspel.kernel import statement
from samenspel.sales.rules.number import order_number
from tests.api.conftest import BUYER, Shop


def test_cart_holds_places(shop: Shop) -> None:
    reply = shop.west.post("/carts", shop.new_cart(shop.item(1, seen_cents=2000), shop.item(2)))

    assert reply.status == 201
    held = reply.json
    cart = shop.west.get(f"/carts/{held['id']}").json
    assert (held["state"], held["places"], held["total_cents"], held["currency"]) == ("cart", 2, 4000, "EUR")
    assert [(line["place"], line["row"], line["seat"], line["state"]) for line in cart["lines"]] == [
        (1, "A", "1", "held"),
        (2, "A", "2", "held"),
    ]
    taken = shop.west.get(f"/performances/{shop.lo.theatre.pk}/availability").json["taken"]
    assert taken == [1, 2]


def test_cart_takes_best_places_and_named_ones_together(shop: Shop) -> None:
    reply = shop.desk.post("/carts", shop.new_cart(shop.item(41), shop.item(42), shop.best(3, of="concert")))

    assert reply.status == 201
    lines = shop.desk.get(f"/carts/{reply.json['id']}").json["lines"]
    assert sorted(line["house"] for line in lines) == ["oosterlo"] * 3 + ["westerlo"] * 2
    best = sorted(line["place"] for line in lines if line["house"] == "oosterlo")
    assert best == list(range(best[0], best[0] + 3))


def test_cart_can_be_changed(shop: Shop) -> None:
    cart = shop.cart(1, 2)
    lines = shop.west.get(f"/carts/{cart}").json["lines"]
    young = shop.lo.young[shop.lo.west.pk].pk

    changed = shop.west.patch(f"/carts/{cart}/items/{lines[0]['id']}", {"ticket_type": young}).json
    more = shop.west.post(f"/carts/{cart}/items", {"items": [shop.item(3), shop.item(4)]}).json
    refused = shop.west.delete(f"/carts/{cart}/items/{lines[1]['id']}")
    less = shop.west.delete(f"/carts/{cart}/items/{more['lines'][3]['id']}").json
    longer = shop.west.post(f"/carts/{cart}/hold").json

    assert (changed["total_cents"], more["total_cents"], less["total_cents"]) == (3600, 7600, 5600)
    assert (refused.problem, refused.json["data"]["suggestion"]) == ("single-seat-left", [4])
    assert [line["place"] for line in longer["lines"]] == [1, 2, 3]
    assert longer["hold_until"] >= less["hold_until"]


def test_order_taken_by_the_seller_is_confirmed_with_tickets(shop: Shop) -> None:
    cart = shop.cart(1, 2)

    reply = shop.west.post("/orders", shop.new_order(cart))

    assert reply.status == 201
    ordered = reply.json
    assert ordered == {
        "id": cart,
        "number": order_number(UUID(cart)),
        "state": "confirmed",
        "total_cents": 4000,
        "currency": "EUR",
        "payment": ordered["payment"],
        "checkout_url": None,
    }
    order = shop.west.get(f"/orders/{cart}").json
    assert (order["state"], order["seller"], order["buyer_name"]) == ("confirmed", "westerlo", "Ada Peeters")
    assert [(line["place"], line["state"]) for line in order["lines"]] == [(1, "sold"), (2, "sold")]
    assert [(each["provider"], each["state"], each["amount_cents"]) for each in order["payments"]] == [
        ("seller", "paid", 4000)
    ]
    tickets = shop.west.get(f"/orders/{cart}/tickets").json["items"]
    assert [(ticket["seat"], len(ticket["code"])) for ticket in tickets] == [("1", 134), ("2", 134)]
    pdf = shop.west.get(f"/orders/{cart}/tickets.pdf")
    assert (pdf.headers["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")


def test_free_order_is_confirmed(shop: Shop) -> None:
    cart = shop.cart(1, of="free")

    reply = shop.west.post("/orders", shop.new_order(cart))

    assert (reply.status, reply.json["state"], reply.json["total_cents"]) == (201, "confirmed", 0)


def test_purchase_in_one_request(shop: Shop) -> None:
    body = {"region": "lo", "items": [shop.item(1), shop.item(2)], "buyer": BUYER}

    reply = shop.west.post("/purchases", body, idem="p1")
    again = shop.west.post("/purchases", body, idem="p1")

    assert (reply.status, reply.json["state"], reply.json["total_cents"]) == (201, "confirmed", 4000)
    assert again.json == reply.json


def test_purchase_goes_on_after_a_bad_buyer(shop: Shop) -> None:
    body = {"region": "lo", "items": [shop.item(1), shop.item(2)], "buyer": {**BUYER, "email": "ada"}}

    refused = shop.west.post("/purchases", body, idem="p1")
    better = shop.west.post("/purchases", {**body, "buyer": BUYER}, idem="p1")

    assert refused.problem == "bad-buyer"
    assert (better.status, better.json["state"]) == (201, "confirmed")


def test_cancellation_frees_places_and_may_be_asked_twice(shop: Shop) -> None:
    order = shop.sold(1, 2)

    first = shop.west.post(f"/orders/{order}/cancellation")
    second = shop.west.post(f"/orders/{order}/cancellation")

    assert first.json == {"order": order, "state": "cancelled", "refund_cents": 4000}
    assert second.json == first.json
    assert shop.west.get(f"/performances/{shop.lo.theatre.pk}/availability").json["taken"] == []
    assert [line["state"] for line in shop.west.get(f"/orders/{order}").json["lines"]] == ["cancelled"] * 2
    assert [t["code"] for t in shop.west.get(f"/orders/{order}/tickets").json["items"]] == [None, None]
    assert shop.west.get(f"/orders/{order}/tickets.pdf").problem == "no-tickets"


def test_consent_is_asked_per_house_and_kept(committed_shop: Shop) -> None:
    shop = committed_shop
    cart = shop.cart(1)
    questions = shop.west.get(f"/carts/{cart}/consents").json["items"]
    answers = [{"house": each["house"], "text_id": each["text_id"], "given": True} for each in questions]

    unknown = shop.west.post(
        "/orders", shop.new_order(cart, consents=[{"house": "westerlo", "text_id": 999, "given": True}])
    )
    reply = shop.west.post("/orders", shop.new_order(cart, consents=answers))

    assert [(each["house"], each["text"]) for each in questions] == [
        ("westerlo", {"nl": "CC Westerlo mag mij mailen"})
    ]
    assert unknown.problem == "unknown-consent"
    assert reply.status == 201
    with connection.cursor() as cursor:
        cursor.execute("begin")
        cursor.execute("select set_config('samenspel.system', 'on', true)")
        cursor.execute("select house_id, given from contacts_consent")
        assert cursor.fetchall() == [(shop.lo.west.pk, True)]
        cursor.execute("rollback")


def test_house_sells_only_its_own_and_the_desk_sells_all(shop: Shop) -> None:
    neighbour = shop.west.post("/carts", shop.new_cart(shop.item(1, of="concert")))
    desk = shop.desk.post("/carts", shop.new_cart(shop.item(1), shop.item(1, of="concert")))

    assert neighbour.problem == "not-offered"
    assert desk.status == 201


def test_money_taken_by_a_house_is_owed_by_that_house(shop: Shop) -> None:
    order = shop.sold(1, 2)

    with connection.cursor() as cursor:
        cursor.execute("select set_config('samenspel.system', 'on', true)")
        cursor.execute("select seller_id, collector_id from sales_order where id = %s", [order])
        assert cursor.fetchall() == [(shop.lo.west.pk, shop.lo.west.pk)]


class Counted:
    """Statements sent while this is open: `hot` through statement files, `other` by Django itself."""

    def __enter__(self) -> "Counted":
        self.hot: list[str] = []
        self.other: list[str] = []
        self._wrapper = connection.execute_wrapper(self._note)
        self._wrapper.__enter__()
        statement.observers.append(self.hot.append)
        return self

    def __exit__(self, *_exc: object) -> None:
        statement.observers.remove(self.hot.append)
        self._wrapper.__exit__(None, None, None)

    def _note(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        if not sql.startswith(("SAVEPOINT", "RELEASE SAVEPOINT")):
            self.other.append(sql)
        return execute(sql, params, many, context)


@pytest.mark.parametrize("idem", [None, "one"])
def test_hot_path_statements(committed_shop: Shop, idem: str | None) -> None:
    """What a rush pays for: two round trips to hold two seats, two to order them; the key and the directory are remembered."""
    shop = committed_shop
    shop.sold(11, 12)
    with Counted() as cart_cost:
        cart = shop.west.post("/carts", shop.new_cart(shop.item(1), shop.item(2)), idem=idem).json["id"]
    with Counted() as order_cost:
        reply = shop.west.post("/orders", shop.new_order(cart), idem=idem)
    with Counted() as purchase_cost:
        body = {"region": "lo", "items": [shop.item(5), shop.item(6)], "buyer": BUYER}
        shop.west.post("/purchases", body, idem=f"p{idem}")

    assert reply.status == 201
    assert (len(cart_cost.hot), len(cart_cost.other)) == (2, 0)
    assert (len(order_cost.hot), len(order_cost.other)) == (2, 0)
    assert (len(purchase_cost.hot), len(purchase_cost.other)) == (4, 0)
