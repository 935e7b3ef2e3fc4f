"""The languages of a house: its pages, switcher, links for search engines, mails and tickets follow; the region keeps all."""

import re
from io import BytesIO
from typing import Any

import pypdf
import pytest
from django.test import Client

from samenspel.delivery.commands.print_tickets import print_tickets
from samenspel.delivery.queries.order_calendar import order_calendar
from samenspel.houses.models import House
from samenspel.houses.queries.directory import forget_directory
from samenspel.identity.models import User
from samenspel.kernel.models import Event
from samenspel.kernel.tenancy import Scope
from samenspel.sales.models import Order
from tests.delivery.test_mail import mails, send_all, tell_all
from tests.support.region import NOW, Fixture
from tests.support.staff import admin_of, signed_in

PAGE = "/beheer/westerlo/instellingen/talen/"


@pytest.fixture
def french(lo: Fixture) -> Fixture:
    """CC Westerlo speaks French first, and Dutch; the other house of the region speaks all."""
    answer = admin_of(lo.west).post(PAGE, {"languages": ["nl", "fr"], "first": "fr"})
    assert answer.status_code == 302
    return lo


def alternates(page: str) -> dict[str, str]:
    return dict(re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="http://[^/]+([^"]*)"', page))


def switcher(page: str) -> list[str]:
    found = re.search(r'<nav class="languages".*?</nav>', page, re.DOTALL)
    return re.findall(r'hreflang="(\w+)"', found[0]) if found else []


def test_pages_of_the_house_stand_in_its_languages_only(french: Fixture) -> None:
    visitor, performance = Client(), f"/lo/voorstelling/{french.theatre.pk}/"
    for path in ("/lo/huis/westerlo/", performance, performance + "plaatsen/"):
        for prefix in ("", "/fr"):
            assert visitor.get(prefix + path).status_code == 200
        elsewhere = visitor.get(f"/en{path}?van=brief")
        assert (elsewhere.status_code, elsewhere.headers["Location"]) == (302, f"/fr{path}?van=brief")
    page = visitor.get(performance).content.decode()
    assert switcher(page) == ["fr", "nl"]
    assert alternates(page) == {
        "fr": "/fr" + performance,
        "nl": performance,
        "x-default": "/fr" + performance,
    }


def test_region_and_other_houses_keep_all(french: Fixture) -> None:
    visitor = Client()
    for path in ("/lo/", "/lo/huis/oosterlo/"):
        page = visitor.get("/en" + path).content.decode()
        assert switcher(page) == ["nl", "fr", "en"]
        assert alternates(page) == {"nl": path, "fr": "/fr" + path, "en": "/en" + path, "x-default": path}


def test_one_language_needs_no_switcher(lo: Fixture) -> None:
    assert admin_of(lo.west).post(PAGE, {"languages": ["nl"], "first": "nl"}).status_code == 302
    page = Client().get("/lo/huis/westerlo/").content.decode()
    assert (switcher(page), alternates(page)) == (
        [],
        {"nl": "/lo/huis/westerlo/", "x-default": "/lo/huis/westerlo/"},
    )


def test_sitemap_names_the_languages_of_each_page(french: Fixture, client: Client) -> None:
    sitemap = client.get("/sitemap-lo.xml").content.decode()
    performance = f"/lo/voorstelling/{french.theatre.pk}/"
    assert f"/en{performance}" not in sitemap
    assert re.search(rf'hreflang="x-default" href="http://[^/"]+/fr{performance}"', sitemap)
    assert f"/en/lo/tentoonstelling/{french.slot.production_id}/" in sitemap


@pytest.mark.parametrize(("both", "language", "word"), [(False, "fr", "Vendu par"), (True, "en", "Sold by")])
def test_mail_and_tickets_of_the_house_alone_are_in_its_first_language(
    french: Fixture, both: bool, language: str, word: str
) -> None:
    wishes = [french.wish(french.theatre, 3), *([french.wish(french.slot, 1)] if both else [])]
    order = french.sell(*wishes)
    with Scope.of_system().open():
        Order.objects.filter(pk=order).update(language="en")
    tell_all()
    send_all()
    mail = next(mail for mail in mails() if mail.kind == "confirmed")
    assert f'<html lang="{language}">' in mail.html
    scope = Scope.of_order(order)
    reader = pypdf.PdfReader(BytesIO(print_tickets(scope=scope, order=order, at=NOW).content))
    catalog: Any = reader.trailer["/Root"]
    assert str(catalog["/Lang"])[:2] == language
    assert word.upper() in reader.pages[0].extract_text().upper()
    assert order_calendar(scope=scope, order=order, at=NOW)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"first": "nl"}, "Kies minstens een taal."),
        ({"languages": ["fr"], "first": "nl"}, "Kies een van de talen hierboven."),
        ({"languages": ["de"], "first": "de"}, "de"),
    ],
)
def test_languages_that_cannot_be_are_refused(lo: Fixture, fields: dict[str, Any], sentence: str) -> None:
    answer = admin_of(lo.west).post(PAGE, fields)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert House.objects.get(pk=lo.west.pk).languages is None


def test_change_is_told_and_the_api_says_it(french: Fixture) -> None:
    with Scope.of_system().open():
        fact = Event.objects.get(kind="houses.languages.saved")
    assert (fact.payload["before"], fact.payload["after"]) == (
        {"languages": None},
        {"languages": ["fr", "nl"]},
    )


def test_conditions_are_asked_in_the_first_language_and_stay_readable_in_what_they_were_written(
    french: Fixture,
) -> None:
    client, page = (
        signed_in(User.objects.get(email="admin@westerlo.example")),
        "/beheer/westerlo/instellingen/voorwaarden/",
    )
    refused = client.post(page, {"text_nl": "Geen terugbetaling.", "publish": ""})
    assert refused.status_code == 422
    text = {"text_fr": "Pas de remboursement.", "text_en": "No refunds."}
    assert client.post(page, text | {"publish": ""}).status_code == 302
    forget_directory()
    visitor = Client()
    assert "No refunds." in visitor.get("/en/voorwaarden/westerlo/1/").content.decode()
    client.post(PAGE, {"languages": ["nl"], "first": "nl"})
    forget_directory()
    assert "No refunds." in visitor.get("/en/voorwaarden/westerlo/1/").content.decode()
