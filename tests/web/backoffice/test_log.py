"""The log of a house: every change with who, when, before and after; filtered, exported, and of that house only."""

import pytest

from samenspel.catalogue.models import Price, PriceList
from samenspel.houses.models import Role
from samenspel.kernel.models import Event
from samenspel.kernel.tenancy import Scope
from tests.support.region import Fixture
from tests.support.staff import admin_of, employ, signed_in

LOG = "/beheer/westerlo/logboek/"
CSV = "/beheer/westerlo/logboek.csv"


def test_staff_and_settings_say_who_and_what_was(lo: Fixture) -> None:
    an = employ("an@westerlo.example", Role.HOUSE_ADMIN, house=lo.west)
    bo = employ("bo@westerlo.example", Role.BOX_OFFICE, house=lo.west)
    client = signed_in(an)
    client.post(f"/beheer/westerlo/medewerkers/{bo.pk}/", {"roles": ["finance"]})
    client.post("/beheer/westerlo/instellingen/", {"name": "CC Westerlo", "email": "nieuw@westerlo.example"})
    client.post("/beheer/westerlo/sleutels/", {"name": "Website"})
    shown = client.get(LOG).content.decode()
    for word in (
        "Balie",
        "Financiën",
        "info@westerlo.example",
        "nieuw@westerlo.example",
        "Website",
        "An",
        "Bo",
    ):
        assert word in shown
    only_staff = client.get(LOG, {"what": "staff"}).content.decode()
    assert "Financiën" in only_staff
    assert "nieuw@westerlo.example" not in only_staff
    assert "nieuw@westerlo.example" not in client.get(LOG, {"by": bo.pk}).content.decode()
    assert "nieuw@westerlo.example" not in client.get(LOG, {"until": "2020-01-01"}).content.decode()
    assert "nieuw@westerlo.example" not in admin_of(lo.east).get("/beheer/oosterlo/logboek/").content.decode()


def test_price_that_a_person_changes_is_told_by_the_table_itself(lo: Fixture) -> None:
    an = employ("an@westerlo.example", Role.HOUSE_ADMIN, house=lo.west)
    person = Scope.of_houses(lo.west.pk, actor=an.pk)
    with person.open():
        price = Price.objects.filter(price_list__house=lo.west, amount_cents=2000).first()
        assert price
        for cents in (2200, 2200):
            Price.objects.filter(pk=price.pk).update(amount_cents=cents)
    with Scope.of_system().open():
        (fact,) = Event.objects.filter(kind="catalogue.price.changed")
        assert (fact.house_id, fact.subject) == (lo.west.pk, str(price.pk))
        assert fact.payload == {
            "by": an.pk,
            "before": {"amount_cents": 2000},
            "after": {"amount_cents": 2200},
        }
    shown = signed_in(an).get(LOG, {"what": "prices"}).content.decode()
    assert "€ 20,00" in shown.replace("\xa0", " ")
    assert "€ 22,00" in shown.replace("\xa0", " ")


def test_load_from_files_is_no_person(lo: Fixture) -> None:
    with Scope.of_system().open():
        PriceList.objects.filter(house=lo.west).update(name="Uit een bestand")
        assert not Event.objects.filter(kind__startswith="catalogue.").exists()


def test_cancelled_order_says_who_cancelled_it(lo: Fixture) -> None:
    an = employ("an@westerlo.example", Role.HOUSE_ADMIN, house=lo.west)
    order = lo.sell(lo.wish(lo.free, 5))
    answer = signed_in(an).post(f"/beheer/westerlo/bestellingen/{order}/annuleren/")
    assert answer.status_code == 302
    with Scope.of_system().open():
        (fact,) = Event.objects.filter(kind="sales.order.cancelled", subject=str(order))
    assert fact.payload["by"] == an.pk


def test_export_is_safe_in_a_spreadsheet(lo: Fixture) -> None:
    client = admin_of(lo.west)
    client.post("/beheer/westerlo/instellingen/", {"name": "=1+1", "email": "info@westerlo.example"})
    answer = client.get(CSV, {"what": "settings"})
    lines = b"".join(answer).decode()  # type: ignore[arg-type]
    assert "CC Westerlo;'=1+1" in lines


def test_older_entries_follow_without_a_gap(lo: Fixture) -> None:
    client = admin_of(lo.west)
    for number in range(60):
        client.post(
            "/beheer/westerlo/instellingen/", {"name": f"Huis {number:02}", "email": "info@westerlo.example"}
        )
    first = client.get(LOG, {"what": "settings"})
    older = first.content.decode().split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = client.get(older.replace("&amp;", "&")).content.decode()
    assert first.content.decode().count("<tr>") + second.count("<tr>") - 2 == 60
    assert "Huis 00" in second


@pytest.mark.parametrize(
    "query", ["before=x", "before=9-9", "by=0", "by=99999999999", "since=nu", "what=%00"]
)
def test_address_typed_by_hand_never_breaks(lo: Fixture, query: str) -> None:
    assert admin_of(lo.west).get(f"{LOG}?{query}").status_code == 200
