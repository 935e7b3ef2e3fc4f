"""What a reading as an attacker found in the pages of the shop: each hole stays closed."""

from datetime import timedelta
from uuid import UUID

import pytest

from samenspel.access.commands.admit import admit
from samenspel.delivery.commands.print_tickets import ticket_codes
from samenspel.delivery.queries.papers import papers
from samenspel.kernel import clock, remember
from samenspel.kernel.tenancy import Scope
from samenspel.payments import providers
from samenspel.payments.models import Payment
from samenspel.payments.ports import Status
from samenspel.programme.models import Performance
from samenspel.sales.rules.access import order_token
from samenspel.web.shop.views import checkout
from tests.support.region import Fixture
from tests.support.scripted_bank import ScriptedBank
from tests.web.shop.test_purchase import BUYER, pay
from tests.web.shop.visitor import Visitor, text


def test_no_button_to_cancel_once_somebody_is_in(lo: Fixture) -> None:
    now = clock.now()
    tonight = now + timedelta(hours=2)
    with Scope.of_system().open():
        Performance.objects.filter(pk=lo.theatre.pk).update(
            starts_at=tonight, ends_at=tonight + timedelta(hours=2), sale_ends_at=tonight
        )
    order = lo.sell(lo.wish(lo.theatre, 1), lo.wish(lo.theatre, 2), at=now)
    here = f"/lo/bestelling/{order}/{order_token(order)}/"
    visitor = Visitor()
    assert f"{here}annuleren/" in visitor.visit(here).content.decode()

    line = papers(scope=Scope.of_order(order), order=order)[0]
    told = admit(
        scope=Scope.of_houses(lo.west.pk),
        house=lo.west.pk,
        performance=lo.theatre.pk,
        code=ticket_codes(line=line, at=now).code,
        user=None,
        at=now,
    )
    assert told.is_in

    assert f"{here}annuleren/" not in visitor.visit(here).content.decode()
    assert "Deze bestelling kun je hier niet meer annuleren." in text(visitor.page)
    assert visitor.client.post(f"{here}annuleren/").status_code == 302
    assert "geannuleerd" not in text(visitor.visit(here))


class CountingBank(ScriptedBank):
    """Says how often it was asked after a payment."""

    asked = 0

    def fetch(self, *, reference: str) -> Status:
        self.asked += 1
        return super().fetch(reference=reference)


@pytest.fixture
def counting_bank(monkeypatch: pytest.MonkeyPatch) -> CountingBank:
    bank = CountingBank()
    monkeypatch.setattr(providers, "_factories", {"test": lambda collector: bank})
    return bank


def waiting(lo: Fixture, bank: ScriptedBank) -> tuple[Visitor, UUID, UUID]:
    """A visitor back from the bank before the bank knows; the order and its payment."""
    visitor = Visitor()
    visitor.visit(f"/lo/voorstelling/{lo.theatre.pk}/plaatsen/")
    visitor.send("plaatsen", party="2", choose="best")
    visitor.visit("/lo/afrekenen/")
    visitor.send("", **BUYER)
    assert pay(visitor, bank, "open").status_code == 200
    with Scope.of_system().open():
        payment = Payment.objects.latest("created_at")
    return visitor, payment.order_id, payment.pk


def test_payment_of_somebody_else_is_not_found(lo: Fixture, counting_bank: CountingBank) -> None:
    visitor, order, payment = waiting(lo, counting_bank)
    mine = lo.sell(lo.wish(lo.theatre, 21), lo.wish(lo.theatre, 22), at=clock.now())
    counting_bank.say(str(payment), state="paid")
    asked = counting_bank.asked
    for query in ({}, {"stand": ""}):
        link = {"b": str(mine), "s": order_token(mine), **query}
        assert visitor.visit(f"/lo/betaling/{payment}/", **link).status_code == 404
    assert counting_bank.asked == asked
    with Scope.of_system().open():
        assert Payment.objects.get(pk=payment).state == "open"
    link = {"b": str(order), "s": order_token(order)}
    assert visitor.visit(f"/lo/betaling/{payment}/", **link).status_code == 303


def test_page_that_waits_asks_the_bank_once_in_two_seconds(
    lo: Fixture, counting_bank: CountingBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert checkout._told.ttl_s == 2
    monkeypatch.setattr(checkout._told, "ttl_s", 600)  # a slow machine is not a slow visitor
    visitor, order, payment = waiting(lo, counting_bank)
    asked = counting_bank.asked
    link = {"b": str(order), "s": order_token(order), "stand": ""}
    for _ in range(5):
        assert visitor.visit(f"/lo/betaling/{payment}/", **link).json() == {"state": "open"}
    assert counting_bank.asked == asked
    counting_bank.say(str(payment), state="paid")
    remember.forget_everything()  # two seconds later
    assert visitor.visit(f"/lo/betaling/{payment}/", **link).json()["state"] == "paid"
    assert counting_bank.asked == asked + 1
