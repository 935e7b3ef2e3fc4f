"""The main job without a browser: two houses, one cart, one payment; and what each step costs."""

from typing import Any
from urllib.parse import urlsplit

from samenspel.kernel import clock, remember
from tests.support.counting import counted
from tests.support.database import TestDatabase
from tests.support.region import Fixture, build
from tests.support.scripted_bank import ScriptedBank
from tests.web.shop.visitor import Visitor, text

BUYER = {"name": "Ada Peeters", "email": "ada@example.org", "terms": "on", "method": "test:bancontact"}


def pay(visitor: Visitor, bank: ScriptedBank, outcome: str = "paid") -> Any:
    """What the visitor does at the bank, and the way back."""
    assert visitor.page.status_code == 303, text(visitor.page)
    payment = visitor.page.headers["Location"].rsplit("/", 1)[1]
    bank.say(payment, state=outcome)
    back = urlsplit(bank.redirects[payment])
    return visitor.visit(f"{back.path}?{back.query}")


def test_two_houses_one_payment_tickets_at_once(lo: Fixture, bank: ScriptedBank) -> None:
    visitor = Visitor()
    visitor.visit(f"/lo/voorstelling/{lo.theatre.pk}/plaatsen/")
    visitor.send("plaatsen", party="2", choose="best")
    visitor.follow()
    assert "CC Westerlo" in text(visitor.page)
    visitor.visit(f"/lo/voorstelling/{lo.slot.pk}/")
    visitor.send("plaatsen", choose="best", **{f"aantal-{lo.basis[lo.east.pk].pk}": "1"})
    visitor.follow()
    assert "€ 60,00" in text(visitor.page)
    visitor.visit("/lo/afrekenen/")
    visitor.send("", **BUYER)
    pay(visitor, bank)
    page = visitor.follow()
    assert page.status_code == 200
    said = text(page)
    for word in ("CC Westerlo", "GC Oosterlo", "De lange adem", "Licht", "Ada Peeters"):
        assert word in said
    pdf = visitor.visit(page.request["PATH_INFO"] + "tickets.pdf")
    assert (pdf.status_code, pdf.content[:5]) == (200, b"%PDF-")
    calendar = visitor.visit(page.request["PATH_INFO"] + "agenda.ics")
    assert calendar.content.count(b"BEGIN:VEVENT") == 2
    assert text(visitor.visit("/lo/mandje/")).count("Je mandje is leeg") == 1


def test_statements_of_each_page_are_known(committed_db: TestDatabase, bank: ScriptedBank) -> None:
    """A process that remembers nothing; a scope that travels with its statement counts as a statement too."""
    lo = build(now=clock.now())
    remember.forget_everything()
    visitor = Visitor()
    spent: dict[str, int] = {}

    def step(name: str, act: Any) -> None:
        with counted() as sent:
            act()
        spent[name] = len(sent)

    step("agenda", lambda: visitor.visit("/lo/"))
    step("performance", lambda: visitor.visit(f"/lo/voorstelling/{lo.theatre.pk}/"))
    step("places", lambda: visitor.visit(f"/lo/voorstelling/{lo.theatre.pk}/plaatsen/"))
    step("take", lambda: visitor.send("plaatsen", party="2", choose="best"))
    step("cart", visitor.follow)
    step("checkout", lambda: visitor.visit("/lo/afrekenen/"))
    step("order", lambda: visitor.send("", **BUYER))
    step("return", lambda: pay(visitor, bank))
    step("tickets", visitor.follow)
    assert visitor.page.status_code == 200
    assert spent == {
        "agenda": 3,
        "performance": 2,
        "places": 1,
        "take": 3,
        "cart": 2,
        "checkout": 3,
        "order": 6,
        "return": 4,
        "tickets": 2,
    }
    assert sum(spent.values()) == 26


def test_who_returns_after_the_webhook_waits_for_no_bank(
    committed_db: TestDatabase, bank: ScriptedBank
) -> None:
    """The webhook finds and confirms; the return page then reads one row, and does not ask the bank what it knows."""
    lo = build(now=clock.now())
    visitor = Visitor()
    visitor.visit(f"/lo/voorstelling/{lo.theatre.pk}/plaatsen/")
    visitor.send("plaatsen", party="2", choose="best")
    visitor.visit("/lo/afrekenen/")
    visitor.send("", **BUYER)
    payment = visitor.page.headers["Location"].rsplit("/", 1)[1]
    bank.say(payment, state="paid")
    with counted() as webhook:
        assert visitor.client.post("/webhooks/test/", {"id": payment}).status_code == 200
    del bank.statuses[payment]
    back = urlsplit(bank.redirects[payment])
    with counted() as returned:
        visitor.visit(f"{back.path}?{back.query}")
    assert "/bestelling/" in visitor.page.headers["Location"]
    assert (len(webhook), len(returned)) == (4, 2)
