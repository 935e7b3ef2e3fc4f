"""An admin sets the house itself up: look, legal data, words. Each change is a fact with before and after."""

import pytest
from django.test import Client

from samenspel.houses.models import House, Role
from samenspel.kernel.models import Event
from samenspel.kernel.tenancy import Scope
from tests.support.region import Fixture
from tests.support.staff import admin_of, employ, signed_in

SETTINGS = "/beheer/westerlo/instellingen/"
LEGAL = {
    "legal_name": "Stad Westerlo",
    "enterprise_number": "BE 0403.227.515",
    "vat_regime": "exempt",
    "iban": "BE71 0961 2345 6769",
    "street": "Kerkstraat 1",
    "postcode": "2260",
    "town": "Westerlo",
}


def told(kind: str) -> list[Event]:
    with Scope.of_system().open():
        return list(Event.objects.filter(kind=kind).order_by("id"))


def test_legal_data_is_kept_without_signs_and_told(lo: Fixture) -> None:
    answer = admin_of(lo.west).post(SETTINGS + "gegevens/", LEGAL)
    assert answer.status_code == 302
    house = House.objects.get(pk=lo.west.pk)
    assert (house.enterprise_number, house.iban) == ("0403227515", "BE71096123456769")
    assert (house.legal_name, house.vat_regime) == ("Stad Westerlo", "exempt")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("enterprise_number", "0403.227.516", "De laatste twee cijfers kloppen niet"),
        ("enterprise_number", "0200.065.765", "Een ander huis heeft dit nummer al."),
        ("iban", "BE71 0961 2345 6768", "Een cijfer van dit rekeningnummer is fout"),
    ],
)
def test_number_that_cannot_be_is_refused_with_a_reason(
    lo: Fixture, field: str, value: str, sentence: str
) -> None:
    House.objects.filter(pk=lo.east.pk).update(enterprise_number="0200065765")
    before = House.objects.values().get(pk=lo.west.pk)
    wrong = LEGAL | {field: value}
    answer = admin_of(lo.west).post(SETTINGS + "gegevens/", wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert House.objects.values().get(pk=lo.west.pk) == before


def test_accent_that_does_not_read_is_refused_and_the_nearest_is_taken(lo: Fixture) -> None:
    client = admin_of(lo.west)
    look = {"accent": "#F5C33B", "radius": "round", "poster_shape": "arch"}
    refused = client.post(SETTINGS + "merk/", look)
    assert refused.status_code == 422
    offered = refused.content.decode().split('data-use-accent="')[1][:7]
    assert f"is {offered}." in refused.content.decode()
    assert client.post(SETTINGS + "merk/", look | {"accent": offered}).status_code == 302
    house = House.objects.get(pk=lo.west.pk)
    assert (house.accent, house.radius, house.poster_shape) == (offered, "round", "arch")


def test_preview_shows_what_is_asked_and_never_what_is_no_colour(lo: Fixture) -> None:
    client = admin_of(lo.west)
    sheet = client.get(SETTINGS + "merk/voorbeeld.css", {"accent": "#0a5c36", "radius": "sharp"})
    assert "#0a5c36" in sheet.content.decode()
    evil = client.get(SETTINGS + "merk/voorbeeld.css", {"accent": "red}*{display:none"})
    assert "display" not in evil.content.decode()
    assert "Te licht" in client.get(SETTINGS + "merk/voorbeeld/", {"accent": "#f5c33b"}).content.decode()


def test_each_change_is_told_with_before_and_after_and_nothing_when_nothing_changed(lo: Fixture) -> None:
    admin = employ("an@westerlo.example", Role.HOUSE_ADMIN, house=lo.west)
    client = signed_in(admin)
    words = {"name": "CC Nieuw", "email": "hallo@westerlo.example", "about_nl": "Een huis.", "about_fr": " "}
    for _twice in range(2):
        assert client.post(SETTINGS, words).status_code == 302
    (fact,) = told("houses.words.saved")
    assert fact.payload["by"] == admin.pk
    assert fact.payload["before"]["name"] == "CC Westerlo"
    assert fact.payload["after"]["name"] == "CC Nieuw"
    assert fact.payload["after"]["about"] == {"nl": "Een huis."}


@pytest.mark.parametrize("page", ["", "merk/", "gegevens/", "betalen/", "mails/"])
def test_only_the_admin_of_the_house_sets_it_up(lo: Fixture, page: str) -> None:
    assert Client().post(SETTINGS + page).status_code == 302
    assert admin_of(lo.east).post(SETTINGS + page, LEGAL).status_code == 404
    finance = signed_in(employ("fin@westerlo.example", Role.FINANCE, house=lo.west))
    assert finance.post(SETTINGS + page, LEGAL).status_code == 403


def test_sender_of_mails_is_kept_and_told(lo: Fixture) -> None:
    sender = {"sender_name": "CC  Westerlo ", "reply_to": "balie@westerlo.example"}
    assert admin_of(lo.west).post(SETTINGS + "mails/", sender).status_code == 302
    house = House.objects.get(pk=lo.west.pk)
    assert (house.sender_name, house.reply_to) == ("CC Westerlo", "balie@westerlo.example")
    (fact,) = told("houses.mail_sender.saved")
    assert fact.payload["before"] == {"sender_name": "", "reply_to": ""}
