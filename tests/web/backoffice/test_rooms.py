"""Who enters which room."""

import pytest
from django.test import Client

from samenspel.houses.models import Role
from tests.support.region import Fixture
from tests.support.staff import admin_of, employ, signed_in

ROOMS = {
    "overview": "/beheer/westerlo/",
    "performances": "/beheer/westerlo/voorstellingen/",
    "orders": "/beheer/westerlo/bestellingen/",
    "cards": "/beheer/westerlo/kaarten/",
    "ledger": "/beheer/westerlo/rekeningen/",
    "payments": "/beheer/westerlo/betalingen/",
    "staff": "/beheer/westerlo/medewerkers/",
    "keys": "/beheer/westerlo/sleutels/",
    "log": "/beheer/westerlo/logboek/",
    "visits": "/beheer/westerlo/meekijken/",
    "settings": "/beheer/westerlo/instellingen/",
}
ENTERS = {
    Role.HOUSE_ADMIN: set(ROOMS),
    Role.FINANCE: {"overview", "performances", "orders", "ledger", "payments"},
    Role.BOX_OFFICE: {"overview", "performances", "orders", "cards"},
    Role.PROGRAMMER: {"overview", "performances"},
    Role.MARKETING: {"overview", "performances"},
    Role.USHER: set(),
    Role.SERVICE_DESK: set(),
}


@pytest.mark.parametrize("role", sorted(ENTERS))
def test_role_enters_its_rooms_and_sees_only_them(lo: Fixture, role: Role) -> None:
    client = signed_in(employ("iris@westerlo.example", role, house=lo.west))
    answers = {room: client.get(path).status_code for room, path in ROOMS.items()}
    assert answers == {room: 200 if room in ENTERS[role] else 403 for room in ROOMS}
    if ENTERS[role]:
        shown = client.get(ROOMS["overview"]).content.decode()
        assert {room for room, path in ROOMS.items() if f'href="{path}"' in shown} == ENTERS[role]


def test_another_house_is_not_found(lo: Fixture) -> None:
    client = admin_of(lo.east)
    assert {client.get(path).status_code for path in ROOMS.values()} == {404}


def test_nobody_is_sent_to_the_entrance_also_for_a_house_that_is_not_there(lo: Fixture) -> None:
    for path in (*ROOMS.values(), "/beheer/", "/beheer/nergens/", "/beheer/regio/lo/"):
        answer = Client().get(path)
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/aanmelden/?next={path}")


def test_home_goes_straight_to_the_only_house(lo: Fixture) -> None:
    assert admin_of(lo.west).get("/beheer/").headers["Location"] == "/beheer/westerlo/"


def test_home_of_an_usher_is_the_scanner(lo: Fixture) -> None:
    client = signed_in(employ("uwe@westerlo.example", Role.USHER, house=lo.west))
    assert client.get("/beheer/").headers["Location"] == "/scan/"


def test_home_of_two_houses_lets_choose(lo: Fixture) -> None:
    user = employ("both@lo.example", Role.FINANCE, house=lo.west)
    employ("both@lo.example", Role.FINANCE, house=lo.east)
    shown = signed_in(user).get("/beheer/").content.decode()
    assert 'href="/beheer/westerlo/"' in shown
    assert 'href="/beheer/oosterlo/"' in shown


def test_scope_of_somebody_in_two_houses_is_the_house_of_the_url(lo: Fixture) -> None:
    lo.sell(lo.wish(lo.theatre, 5), lo.wish(lo.slot, 1))
    user = employ("both@lo.example", Role.FINANCE, house=lo.west)
    employ("both@lo.example", Role.FINANCE, house=lo.east)
    shown = signed_in(user).get("/beheer/westerlo/bestellingen.csv").getvalue().decode()
    assert "De lange adem" in shown
    assert "Licht" not in shown


def test_login_without_a_role_is_told_so(lo: Fixture) -> None:
    answer = signed_in(employ("ada@example.org")).get("/beheer/")
    assert answer.status_code == 403
    assert "ada@example.org" in answer.content.decode()


def test_pages_are_never_kept_by_a_shared_cache(lo: Fixture) -> None:
    answer = admin_of(lo.west).get(ROOMS["orders"])
    assert answer.headers["Cache-Control"] == "private, no-store"
