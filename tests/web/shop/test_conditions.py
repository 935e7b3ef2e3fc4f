"""Conditions of sale: the checkout links to those in force, the order keeps those its buyer accepted, and none ever changes."""

import pytest
from django.core import mail as outbox
from django.db import DatabaseError, transaction
from django.test import Client

from samenspel.delivery.commands.send_mail import send_mail
from samenspel.delivery.models import Mail
from samenspel.delivery.subscribers import on_fact
from samenspel.houses.models import SaleConditions
from samenspel.houses.queries.directory import forget_directory
from samenspel.kernel.models import Event
from samenspel.kernel.tenancy import Scope
from samenspel.sales.models import Order
from tests.support.region import Fixture
from tests.support.scripted_bank import ScriptedBank
from tests.support.staff import admin_of
from tests.web.shop.test_purchase import BUYER, pay
from tests.web.shop.visitor import Visitor, text

SETTINGS = "/beheer/westerlo/instellingen/voorwaarden/"
FIRST = "/voorwaarden/westerlo/1/"


def publish(admin: Client, words: str) -> None:
    assert admin.post(SETTINGS, {"text_nl": words, "publish": ""}).status_code == 302
    forget_directory()


def at_checkout(lo: Fixture) -> Visitor:
    visitor = Visitor()
    visitor.visit(f"/lo/voorstelling/{lo.theatre.pk}/plaatsen/")
    visitor.send("plaatsen", party="2", choose="best")
    visitor.visit("/lo/afrekenen/")
    return visitor


def test_order_keeps_the_version_that_its_buyer_accepted(lo: Fixture, bank: ScriptedBank) -> None:
    admin = admin_of(lo.west)
    publish(admin, "Eerste woorden.")
    visitor = at_checkout(lo)
    assert FIRST in visitor.page.content.decode()
    visitor.send("", **BUYER)
    pay(visitor, bank)
    page = visitor.follow()
    publish(admin, "Andere woorden.")
    assert f'href="{FIRST}"' in page.content.decode()
    with Scope.of_system().open():
        first = SaleConditions.objects.get(house=lo.west, number=1)
        assert [order.conditions for order in Order.objects.all()] == [[first.pk]]
        for fact in Event.objects.filter(kind="sales.order.confirmed"):
            on_fact(fact)
        row = Mail.objects.get()
    send_mail(mail=row.pk, at=first.published_at)  # type: ignore[arg-type]
    assert FIRST in str(outbox.outbox[-1].body)
    shown = text(Client().get(FIRST))
    assert "Eerste woorden." in shown
    assert "een vroegere versie" in shown
    assert "Andere woorden." in text(Client().get("/voorwaarden/westerlo/2/"))


def test_version_published_since_is_read_before_it_is_accepted(lo: Fixture, bank: ScriptedBank) -> None:
    admin = admin_of(lo.west)
    publish(admin, "Eerste woorden.")
    visitor = at_checkout(lo)
    publish(admin, "Andere woorden.")
    visitor.send("", **BUYER)
    assert visitor.page.status_code == 409
    assert "De voorwaarden zijn gewijzigd" in text(visitor.page)
    visitor.send("", **BUYER)
    assert visitor.page.status_code == 303


def test_order_made_without_a_page_keeps_those_in_force(lo: Fixture) -> None:
    admin = admin_of(lo.west)
    publish(admin, "Eerste woorden.")
    order = lo.sell(lo.wish(lo.theatre, 3))
    with Scope.of_system().open():
        assert len(Order.objects.get(pk=order).conditions) == 1


def test_draft_is_seen_by_nobody_and_published_as_it_stands(lo: Fixture) -> None:
    client = admin_of(lo.west)
    assert client.post(SETTINGS, {"text_nl": "In de maak", "save": ""}).status_code == 302
    assert Client().get(FIRST).status_code == 404
    assert "In de maak" in client.get(SETTINGS).content.decode()
    assert client.post(SETTINGS, {"text_nl": "Klaar", "publish": ""}).status_code == 302
    forget_directory()
    assert "Klaar" in text(Client().get(FIRST))
    same = client.post(SETTINGS, {"text_nl": "Klaar", "publish": ""})
    empty = client.post(SETTINGS, {"text_fr": "Prêt", "publish": ""})
    assert (same.status_code, empty.status_code) == (422, 422)
    with Scope.of_system().open():
        assert SaleConditions.objects.count() == 1
        (fact,) = Event.objects.filter(kind="houses.conditions.published")
    assert fact.payload["after"] == {"text": {"nl": "Klaar"}}


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_published_version_never_changes(lo: Fixture, verb: str) -> None:
    admin = admin_of(lo.west)
    publish(admin, "Eerste woorden.")
    with Scope.of_system().open():
        row = SaleConditions.objects.filter(house=lo.west)
        with pytest.raises(DatabaseError), transaction.atomic():
            row.update(text={"nl": "Anders"}) if verb == "update" else row.delete()
        assert row.get().text == {"nl": "Eerste woorden."}
