"""The checkout offers what every house in the cart takes; houses that share no way to pay take them all."""

import pytest

from samenspel.houses.models import House
from samenspel.houses.queries.directory import forget_directory
from samenspel.payments import providers
from samenspel.payments.ports import Method, ProviderDown
from tests.support.region import Fixture
from tests.support.scripted_bank import ScriptedBank
from tests.support.staff import admin_of
from tests.web.shop.visitor import Visitor, text

PAYMENT = "/beheer/westerlo/instellingen/betalen/"
NAMES = {"bancontact": "Bancontact", "card": "Kaart"}


class TwoWays(ScriptedBank):
    def methods(self, *, amount_cents: int, locale: str) -> list[Method]:
        return [Method(id=id, name=name) for id, name in NAMES.items()]


@pytest.fixture(autouse=True)
def two_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    bank = TwoWays()
    monkeypatch.setattr(providers, "_factories", {"test": lambda collector: bank})


def offered(lo: Fixture) -> set[str]:
    """What the checkout of a cart with tickets of Westerlo and Oosterlo offers."""
    forget_directory()
    visitor = Visitor()
    visitor.visit(f"/lo/voorstelling/{lo.theatre.pk}/plaatsen/")
    visitor.send("plaatsen", party="2", choose="best")
    visitor.visit(f"/lo/voorstelling/{lo.slot.pk}/")
    visitor.send("plaatsen", choose="best", **{f"aantal-{lo.basis[lo.east.pk].pk}": "1"})
    visitor.visit("/lo/afrekenen/")
    page = visitor.page.content.decode()
    return {method for method in NAMES if f'value="test:{method}"' in page}


def refuse(house: House, *methods: str) -> None:
    House.objects.filter(pk=house.pk).update(methods_off=list(methods))


def test_cart_over_two_houses_offers_what_both_take(lo: Fixture) -> None:
    assert offered(lo) == {"bancontact", "card"}
    refuse(lo.west, "card")
    assert offered(lo) == {"bancontact"}


def test_houses_that_share_no_way_to_pay_take_all(lo: Fixture) -> None:
    refuse(lo.west, "card")
    refuse(lo.east, "bancontact")
    assert offered(lo) == {"bancontact", "card"}


def test_method_that_a_house_does_not_take_is_not_paid_with(lo: Fixture) -> None:
    refuse(lo.west, "card")
    forget_directory()
    visitor = Visitor()
    visitor.visit(f"/lo/voorstelling/{lo.theatre.pk}/plaatsen/")
    visitor.send("plaatsen", party="1", choose="best")
    visitor.visit("/lo/afrekenen/")
    visitor.send("", name="Ada", email="ada@example.org", terms="on", method="test:card")
    assert visitor.page.status_code == 422
    assert "Kies hoe je wilt betalen" in text(visitor.page)


def test_admin_takes_ways_to_pay_and_never_none(lo: Fixture) -> None:
    client = admin_of(lo.west)
    assert client.post(PAYMENT, {"methods": ["bancontact"]}).status_code == 302
    assert House.objects.get(pk=lo.west.pk).methods_off == ["card"]
    refused = client.post(PAYMENT, {"methods": []})
    assert refused.status_code == 422
    assert "minstens één" in refused.content.decode()
    assert House.objects.get(pk=lo.west.pk).methods_off == ["card"]


def test_way_to_pay_that_is_not_offered_now_stays_off(lo: Fixture) -> None:
    refuse(lo.west, "ideal")
    assert admin_of(lo.west).post(PAYMENT, {"methods": ["bancontact", "card"]}).status_code == 302
    assert House.objects.get(pk=lo.west.pk).methods_off == ["ideal"]


class SilentBank(ScriptedBank):
    def methods(self, *, amount_cents: int, locale: str) -> list[Method]:
        raise ProviderDown


def test_bank_that_is_silent_changes_nothing(lo: Fixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(providers, "_factories", {"test": lambda collector: SilentBank()})
    page = admin_of(lo.west).get(PAYMENT).content.decode()
    assert "De bank antwoordt op dit moment niet" in page
