"""A machine exchanges tickets for another timeslot, once."""

from tests.api.conftest import Shop
from tests.support.slots import next_slot


def test_tickets_are_exchanged_once(shop: Shop) -> None:
    later = next_slot(shop.lo)
    order = shop.sold(1, 2, of="slot", machine=shop.desk)
    tickets = [each["id"] for each in shop.desk.get(f"/orders/{order}/tickets").json["items"]]
    asked = {"performance": later.pk, "tickets": tickets}
    assert shop.north.post(f"/orders/{order}/exchanges", asked).status == 404
    replies = [shop.desk.post(f"/orders/{order}/exchanges", asked) for _again in range(2)]
    assert [(reply.status, reply.json) for reply in replies] == [(200, {"order": order, **asked})] * 2
    after = shop.desk.get(f"/orders/{order}/tickets").json["items"]
    assert [(each["id"], each["performance"]) for each in after] == [(each, later.pk) for each in tickets]
    refused = shop.desk.post(f"/orders/{order}/exchanges", asked | {"performance": shop.lo.concert.pk})
    assert (refused.status, refused.problem, refused.json["data"]) == (
        409, "not-exchanged", {"why": "not_offered"},
    )  # fmt: skip
