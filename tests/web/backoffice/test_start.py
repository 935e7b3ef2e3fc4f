"""The guided start of a new house: it knows what is done by one question, and leaves the menu when it is over or put away."""

import pytest
from django.test import Client

from samenspel.catalogue.queries.start import Start, start_of
from samenspel.houses.models import House, Role
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from tests.support.counting import counted
from tests.support.new_house import new_house
from tests.support.region import Fixture
from tests.support.staff import admin_of, employ, signed_in

MENU = 'href="/beheer/westerlo/start/"'
START = "/beheer/westerlo/start/"


def setting_up(house: House) -> Client:
    House.objects.filter(pk=house.pk).update(setting_up=True)
    return admin_of(house)


def west_of(lo: Fixture) -> Start:
    return start_of(scope=Scope.of_houses(lo.west.pk), house=lo.west.pk)


def test_house_of_which_nothing_is_known_has_everything_to_do(lo: Fixture) -> None:
    house = new_house(lo)
    House.objects.filter(pk=house.pk).update(iban="")
    start = start_of(scope=Scope.of_houses(house.pk), house=house.pk)
    assert start == Start(*[False] * 8)
    page = admin_of(house).get("/beheer/zuiderlo/start/").content.decode()
    assert "1 van de 8" in page


def test_each_step_counts_once_it_is_done(lo: Fixture) -> None:
    admin_of(lo.west)
    assert west_of(lo) == Start(
        legal=True,
        look=False,
        hall=True,
        production=True,
        prices=True,
        performance=True,
        payment=False,
        people=False,
    )
    House.objects.filter(pk=lo.west.pk).update(about={"nl": "Een huis."}, accent="#0a5c36", methods_off=[])
    employ("an@westerlo.example", Role.BOX_OFFICE, house=lo.west)
    assert west_of(lo).is_over


def test_performance_that_is_not_published_is_no_step(lo: Fixture) -> None:
    with Scope.of_system().open():
        Performance.objects.filter(house=lo.west).update(published_at=None)
    assert not west_of(lo).performance


def test_start_is_asked_in_one_statement(lo: Fixture) -> None:
    with counted() as statements:
        west_of(lo)
    assert len([sent for sent in statements if "set_config" not in sent]) == 1


def test_list_is_in_the_menu_until_it_is_put_away(lo: Fixture) -> None:
    client = setting_up(lo.west)
    assert client.get("/beheer/westerlo/").content.decode().count(MENU) == 2
    assert client.post(START, {"away": ""}).status_code == 302
    assert MENU not in client.get("/beheer/westerlo/").content.decode()
    assert client.post(START, {"out": ""}).status_code == 302
    assert MENU in client.get("/beheer/westerlo/").content.decode()


def test_list_leaves_the_menu_when_everything_is_done(lo: Fixture) -> None:
    client = setting_up(lo.west)
    House.objects.filter(pk=lo.west.pk).update(about={"nl": "Een huis."}, accent="#0a5c36", methods_off=[])
    employ("an@westerlo.example", Role.BOX_OFFICE, house=lo.west)
    assert MENU not in client.get("/beheer/westerlo/").content.decode()
    assert "Alles is klaar" in client.get(START).content.decode()


def test_only_an_admin_of_the_house_has_a_start(lo: Fixture) -> None:
    House.objects.filter(pk=lo.west.pk).update(setting_up=True)
    finance = signed_in(employ("fin@westerlo.example", Role.FINANCE, house=lo.west))
    assert finance.get(START).status_code == 403
    assert MENU not in finance.get("/beheer/westerlo/").content.decode()
    assert admin_of(lo.east).get(START).status_code == 404
    with pytest.raises(NotFound):
        start_of(scope=Scope.of_houses(lo.east.pk), house=lo.west.pk)
