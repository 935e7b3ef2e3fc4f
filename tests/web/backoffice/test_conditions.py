"""Conditions of sale in the office: who lost a draft to a colleague is told, and each order says which version counts."""

import re

import pytest
from django.test import Client

from samenspel.houses.models import House, Region, Role, SaleConditions
from samenspel.houses.queries.directory import forget_directory
from samenspel.kernel.tenancy import Scope
from samenspel.payments import providers
from samenspel.sales.models import Order
from tests.support.region import Fixture
from tests.support.staff import admin_of, employ, signed_in

PAGE = "/beheer/westerlo/instellingen/voorwaarden/"


def read(page: str) -> str:
    return re.findall(r'name="read" value="(\w+)"', page)[0]


def drafts() -> list[dict[str, str]]:
    with Scope.of_system().open():
        return [each.text for each in SaleConditions.objects.filter(number=None)]


def test_draft_that_a_colleague_changed_is_not_lost_and_both_are_shown(lo: Fixture) -> None:
    an = admin_of(lo.west)
    bo = signed_in(employ("bo@westerlo.example", Role.HOUSE_ADMIN, house=lo.west))
    seen = read(an.get(PAGE).content.decode())
    assert bo.post(PAGE, {"text_nl": "Van Bo.", "read": seen}).status_code == 302

    mine = {"text_nl": "Van An.", "read": seen}
    told = an.post(PAGE, mine)
    page = told.content.decode()
    assert told.status_code == 409
    assert "Een collega wijzigde het ontwerp" in page
    assert ("Van Bo." in page, "Van An." in page) == (True, True)
    assert drafts() == [{"nl": "Van Bo."}]

    assert an.post(PAGE, mine | {"read": read(page)}).status_code == 302
    assert drafts() == [{"nl": "Van An."}]


def test_publishing_over_a_version_of_a_colleague_is_told(lo: Fixture) -> None:
    an = admin_of(lo.west)
    seen = read(an.get(PAGE).content.decode())
    for status in (302, 409):
        answer = an.post(PAGE, {"text_nl": f"Woorden {status}.", "read": seen, "publish": ""})
        assert answer.status_code == status
    assert "Een collega publiceerde een versie" in answer.content.decode()


def test_only_texts_that_may_stay_empty_say_so(lo: Fixture) -> None:
    page = admin_of(lo.west).get(PAGE).content.decode()
    labels = dict(re.findall(r'<label class="field__label" for="id_text_(\w\w)">(.*?)</label>', page))
    assert {code: "(hoeft niet)" in label for code, label in labels.items()} == {
        "nl": False,
        "fr": True,
        "en": True,
    }


def test_order_of_staff_says_which_conditions_count(lo: Fixture) -> None:
    an = admin_of(lo.west)
    an.post(PAGE, {"text_nl": "Woorden.", "publish": ""})
    forget_directory()
    order = lo.sell(lo.wish(lo.theatre, 5))
    with Scope.of_system().open():
        version = SaleConditions.objects.get()
    for conditions, sentence in (
        ([version.pk], 'CC Westerlo: <a href="/voorwaarden/westerlo/1/">Versie 1</a>'),
        ([], "de algemene verkoopvoorwaarden"),
    ):
        with Scope.of_system().open():
            Order.objects.filter(pk=order).update(conditions=conditions)
        assert sentence in an.get(f"/beheer/westerlo/bestellingen/{order}/").content.decode()


def test_former_desk_of_a_region_still_finds_what_it_sold(lo: Fixture) -> None:
    lo.sell(lo.wish(lo.theatre, 5))
    with Scope.of_system().open():
        Region.objects.filter(pk=lo.region.pk).update(seller=lo.east, collector=lo.east)
    forget_directory()
    former = admin_of(lo.desk)
    for page in ("bestellingen/", "balie/?q=ada"):
        assert "Ada" in former.get(f"/beheer/desk-lo/{page}").content.decode()
    assert "De lange adem" not in admin_of(lo.east).get("/beheer/oosterlo/bestellingen/").content.decode()


def test_payment_tab_says_what_to_do_when_no_bank_is_connected(
    lo: Fixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(providers, "_factories", {})
    House.objects.filter(pk=lo.desk.pk).update(email="desk@lo.example")
    forget_directory()
    client: Client = admin_of(lo.west)
    page = client.get("/beheer/westerlo/instellingen/betalen/").content.decode()
    assert "Er is nog geen bank aangesloten" in page
    assert 'href="mailto:desk@lo.example"' in page
