"""Codes and explanations for machines."""

from samenspel.catalogue.models import PromoCode, Reduction
from samenspel.kernel.tenancy import Scope
from tests.api.conftest import Shop


def test_a_code_changes_the_cart_and_the_trace_says_why(shop: Shop) -> None:
    with Scope.of_system().open():
        Reduction.objects.create(
            house=shop.lo.west,
            code="zomer",
            name={"nl": "Zomerkorting"},
            formula={"kind": "share", "off_bp": 1000},
            terms=[{"kind": "code", "campaign": "zomer"}],
        )
        PromoCode.objects.create(house=shop.lo.west, campaign="zomer", code="ZON-27")
    cart = shop.cart(5, 6)
    assert shop.west.post(f"/carts/{cart}/codes", {"code": "ZON-28"}).problem == "code-refused"
    assert shop.west.post(f"/carts/{cart}/codes", {"code": "ZON\0-27"}).problem == "code-refused"
    before = shop.west.get(f"/carts/{cart}/prices").json["items"]
    assert [line["reductions"][0]["why"] for line in before] == [["code"], ["code"]]

    reply = shop.west.post(f"/carts/{cart}/codes", {"code": "zon-27"})

    assert (reply.status, reply.json["total_cents"]) == (200, 3600)
    line = shop.west.get(f"/carts/{cart}/prices").json["items"][0]
    assert (line["cents"], line["refusals"]) == (1800, [])
    assert line["reductions"] == [{"name": {"nl": "Zomerkorting"}, "cents": -200, "why": []}]
    assert [(each["cents"], each["why"]) for each in line["ticket_types"]] == [
        (2000, []),
        (1600, ["not_chosen"]),
    ]
    assert shop.north.get(f"/carts/{cart}/prices").problem == "not-found"
