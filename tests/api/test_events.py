"""The event feed: replayable, complete, in order."""

from typing import Any

import psycopg
import pytest

from tests.api.conftest import Shop
from tests.support.database import TestDatabase
from tests.support.event_log import until_readable


def read_all(shop: Shop, *, limit: int = 2, after: str = "0-0") -> tuple[list[dict[str, Any]], str]:
    facts: list[dict[str, Any]] = []
    while True:
        page = shop.west.get(f"/events?limit={limit}&after={after}").json
        facts += page["items"]
        after = page["next"]
        if not page["items"]:
            return facts, after


def past_the_opening(shop: Shop) -> str:
    """The feed's position after what the opening of the shop itself told: its keys were made."""
    until_readable()
    facts, after = read_all(shop)
    assert {fact["kind"] for fact in facts} == {"houses.key.made"}
    return after


def append(connection: psycopg.Connection[Any], house: int, subject: str) -> None:
    connection.execute("select set_config('samenspel.system', 'on', true)")
    connection.execute(
        "insert into kernel_event (kind, house_id, subject, payload, at) values ('test', %s, %s, '{}', now())",
        [house, subject],
    )


def test_feed_tells_each_fact_once_and_can_be_replayed(committed_shop: Shop) -> None:
    shop = committed_shop
    opened = past_the_opening(shop)
    orders = [shop.sold(1, 2), shop.sold(11, 12), shop.sold(21, 22)]
    shop.west.post(f"/orders/{orders[0]}/cancellation")

    until_readable()
    facts, after = read_all(shop, after=opened)
    again, _ = read_all(shop, after=opened)
    nothing = shop.west.get(f"/events?after={after}").json

    assert [(fact["kind"], fact["subject"]) for fact in facts] == [
        *(("sales.order.confirmed", order) for order in orders),
        ("sales.order.cancelled", orders[0]),
    ]
    assert facts[0]["payload"] == {"lines": 2, "price_cents": 4000, "vat_cents": 226}
    assert again == facts
    assert nothing == {"items": [], "next": after}


def test_feed_shows_a_house_its_own_facts_only(committed_shop: Shop) -> None:
    shop = committed_shop
    opened, elsewhere = past_the_opening(shop), shop.north.get("/events").json["next"]
    cart = shop.desk.post("/carts", shop.new_cart(shop.item(1), shop.item(2), shop.item(1, of="slot"))).json[
        "id"
    ]
    shop.desk.post("/orders", shop.new_order(cart))

    until_readable()
    facts, _ = read_all(shop, after=opened)

    assert [(fact["subject"], fact["payload"]["price_cents"]) for fact in facts] == [(cart, 4000)]
    assert shop.north.get(f"/events?after={elsewhere}").json["items"] == []


@pytest.mark.parametrize("reader", ["feed", "by id"])
def test_feed_has_no_gap_when_one_transaction_commits_late(
    committed_shop: Shop, committed_db: TestDatabase, reader: str
) -> None:
    """`by id` is the control: who reads by `id > last` misses the fact that commits late."""
    shop, house = committed_shop, committed_shop.lo.west.pk
    with (
        psycopg.connect(committed_db.app.url) as late,
        psycopg.connect(committed_db.app.url) as early,
        psycopg.connect(committed_db.cleaner.url, autocommit=True) as owner,
    ):
        newest = owner.execute("select max(id) from kernel_event").fetchone()
        assert newest is not None
        after: Any = past_the_opening(shop) if reader == "feed" else newest[0]

        def read() -> list[str]:
            nonlocal after
            if reader == "feed":
                facts, after = read_all(shop, after=after)
                return [fact["subject"] for fact in facts]
            rows = owner.execute(
                "select id, subject from kernel_event where id > %s order by id", [after]
            ).fetchall()
            after = rows[-1][0] if rows else after
            return [subject for _, subject in rows]

        append(late, house, "late")
        append(early, house, "early")
        early.commit()
        first = read()
        late.commit()
        until_readable()
        second = read()

    if reader == "feed":
        assert (first, sorted(second)) == ([], ["early", "late"])
    else:
        assert (first, second) == (["early"], [])
