"""A machine reads that a performance was moved, and gives its tickets back."""

from datetime import timedelta

from samenspel.kernel import clock
from samenspel.programme.commands.change_programme import Act
from samenspel.sales.commands.move_performance import move_performance
from tests.api.conftest import Shop
from tests.support.programme import performance, programmer


def test_order_tells_the_news_and_its_tickets_are_given_back(shop: Shop) -> None:
    order, theatre = shop.sold(1, 2), shop.lo.theatre
    assert shop.west.get(f"/orders/{order}").json["news"] == []
    refused = shop.west.post(f"/orders/{order}/returns", {"performance": theatre.pk})
    assert (refused.status, refused.problem) == (409, "not-given-back")

    boss, at = programmer(shop.lo.west), clock.now()
    move_performance(
        act=Act(boss.scope, boss.house, boss.by, at), performance=theatre.pk,
        revision=performance(theatre.pk).revision, starts_at=theatre.starts_at + timedelta(days=8),
        ends_at=theatre.ends_at + timedelta(days=8), hall=theatre.hall_id, plan=theatre.plan_id,
        reason={"nl": "Ziek"}, refund_until=at + timedelta(days=3), sale_goes_on=True,
    )  # fmt: skip
    (news,) = shop.west.get(f"/orders/{order}").json["news"]
    assert (news["performance"], news["kind"], news["reason"], news["may_give_back"]) == (
        theatre.pk,
        "moved",
        {"nl": "Ziek"},
        True,
    )
    assert shop.north.post(f"/orders/{order}/returns", {"performance": theatre.pk}).status == 404
    back = shop.west.post(f"/orders/{order}/returns", {"performance": theatre.pk})
    assert (back.status, back.json["tickets"], back.json["refund_cents"]) == (200, 2, 4000)
    again = shop.west.post(f"/orders/{order}/returns", {"performance": theatre.pk})
    assert (again.status, again.problem) == (409, "not-given-back")
