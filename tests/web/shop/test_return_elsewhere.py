"""Back from the bank in another browser than the one that left."""

from uuid import UUID

from samenspel.kernel import clock
from samenspel.payments import providers
from samenspel.sales.commands.start_payment import start_payment
from samenspel.sales.rules.access import order_token
from tests.support.region import Fixture
from tests.support.scripted_bank import ScriptedBank
from tests.web.shop.visitor import Visitor, text


def failed_payment(lo: Fixture) -> tuple[UUID, str]:
    """An order of which the payment was cancelled at the bank, and the address the bank sends back to."""
    bank, now = ScriptedBank(), clock.now()
    providers.register(name="scripted", factory=lambda collector: bank)
    order, _ = lo.take(lo.wish(lo.theatre, 1), lo.wish(lo.theatre, 2), at=now)
    payment = lo.check_out(order, provider="scripted", at=now).payment_id
    start_payment(order=order, payment=payment, redirect_url="https://x.example", webhook_url="", at=now)
    bank.say(str(payment), state="cancelled")
    return order, f"/lo/betaling/{payment}/?b={order}&s="


def test_failed_payment_brings_the_cart_along(lo: Fixture) -> None:
    order, link = failed_payment(lo)
    visitor = Visitor()
    visitor.visit(link + order_token(order))
    assert "De lange adem" in text(visitor.follow())
    assert "De lange adem" in text(visitor.visit("/lo/mandje/"))


def test_link_without_its_token_brings_nothing(lo: Fixture) -> None:
    _order, link = failed_payment(lo)
    visitor = Visitor()
    assert visitor.visit(link + "x" * 22).status_code == 404
    assert "De lange adem" not in text(visitor.visit("/lo/mandje/"))


def test_live_cart_of_this_browser_stays(lo: Fixture) -> None:
    order, link = failed_payment(lo)
    visitor = Visitor()
    hall = f"/lo/voorstelling/{lo.concert.pk}/plaatsen/"
    visitor.page = visitor.client.post(hall, {"choose": "best", "party": "2"})
    visitor.visit(link + order_token(order))
    assert "Nachtmuziek" in text(visitor.visit("/lo/mandje/"))
