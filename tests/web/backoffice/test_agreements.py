"""The pages of agreements: who may sign, what is refused with a sentence, and what they ask of the database."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from samenspel.agreements.queries.agreements import State, agreement_of
from samenspel.agreements.rules.terms import Rate
from samenspel.houses.models import Role
from samenspel.kernel import clock
from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.tenancy import Scope
from tests.agreements.houses import Pair, pair
from tests.support.counting import counted
from tests.support.region import Fixture
from tests.support.staff import employ, signed_in

ROOM = "/beheer/westerlo/samenwerking/"
NEW = f"{ROOM}nieuw/?partner=oosterlo&direction=sold_by_them"


@pytest.fixture
def two(lo: Fixture) -> Pair:
    return pair(lo.west, lo.east)


@pytest.fixture
def west(two: Pair, lo: Fixture) -> Client:
    return signed_in(employ("admin@westerlo.example", house=lo.west))


@pytest.fixture
def east(two: Pair, lo: Fixture) -> Client:
    return signed_in(employ("admin@oosterlo.example", house=lo.east))


def today() -> date:
    return clock.now().astimezone(BRUSSELS).date()


def typed(**fields: str) -> dict[str, str]:
    return {
        "percentage": "4",
        "fixed": "0,50",
        "on_refund": "returned",
        "payment_costs": "presenter",
        "starts_on": today().isoformat(),
        "notice_days": "30",
        "name": "Pim",
        "propose": "",
        **fields,
    }


def test_the_terms_arrive_as_they_were_typed(west: Client, two: Pair, lo: Fixture) -> None:
    young = lo.young[lo.west.pk].pk
    answer = west.post(
        NEW, typed(**{"floor": "8", f"percentage_{young}": "0", "productions": str(lo.theatre.production_id)})
    )
    agreement = int(answer["location"].rstrip("/").rpartition("/")[2])
    row = agreement_of(
        scope=Scope.of_houses(lo.east.pk), house=lo.east.pk, agreement=agreement, at=clock.now()
    )
    (version,) = row.versions
    assert (version.state, version.terms.rates) == (
        State.WAITING,
        (Rate(400, 50), Rate(0, 0, ticket_type=young)),
    )
    assert (version.terms.floor_cents, version.terms.productions) == (800, (lo.theatre.production_id,))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"percentage": "101"}, "tussen 0 en 100"),
        ({"percentage": "vier"}, "tussen 0 en 100"),
        ({"fixed": "-1"}, "Schrijf een bedrag"),
        ({"until": "2020-01-01"}, "De laatste dag"),
        ({"productions": "999999"}, "999999"),
        ({"name": ""}, "verplicht"),
        ({"notice_days": "1000"}, "366"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(
    west: Client, two: Pair, lo: Fixture, fields: dict[str, str], sentence: str
) -> None:
    answer = west.post(NEW, typed(**fields))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Nog geen overeenkomst" in west.get(ROOM).content.decode()


def test_a_version_that_changed_meanwhile_is_not_signed_unseen(west: Client, east: Client, two: Pair) -> None:
    west.post(NEW, typed())
    (page,) = re.findall(
        r"/beheer/oosterlo/samenwerking/\d+/", east.get(ROOM.replace("westerlo", "oosterlo")).content.decode()
    )
    east.post(f"{page}antwoord/", {"close": "", "number": "1"})
    west.post(page.replace("oosterlo", "westerlo") + "voorstel/", typed(percentage="6"))
    told = east.post(f"{page}antwoord/", {"sign": "", "number": "1", "name": "Sara"}, follow=True)
    assert "wacht niet meer op jullie antwoord" in told.content.decode()
    assert "geldt nu" not in told.content.decode()


def test_finance_reads_and_does_not_sign(two: Pair, lo: Fixture) -> None:
    agreement = two.agree(at=clock.now(), starts_on=today())
    finance = signed_in(employ("fin@westerlo.example", Role.FINANCE, house=lo.west))
    page = f"{ROOM}{agreement}/"
    assert "4 % + € 0,50" in finance.get(page).content.decode().replace("\xa0", " ")
    assert "Een wijziging voorstellen" not in finance.get(page).content.decode()
    last_day = (today() + timedelta(days=60)).isoformat()
    for path, fields in (
        ("einde/", {"last_day": last_day}),
        ("voorstel/", typed()),
        ("antwoord/", {"sign": ""}),
    ):
        assert finance.post(page + path, fields).status_code == 403
    assert finance.post(NEW, typed()).status_code == 403


def test_a_third_house_finds_no_agreement(two: Pair, lo: Fixture) -> None:
    agreement = two.agree(at=clock.now(), starts_on=today())
    third = signed_in(employ("admin@desk-lo.example", Role.HOUSE_ADMIN, house=lo.desk))
    for path in ("", "voorstel/"):
        assert third.get(f"/beheer/desk-lo/samenwerking/{agreement}/{path}").status_code == 404
    assert (
        third.post(f"/beheer/desk-lo/samenwerking/{agreement}/einde/", {"last_day": "2099-01-01"}).status_code
        == 404
    )


@pytest.mark.parametrize("versions", [1, 3])
def test_each_page_asks_a_known_number_of_statements(
    west: Client, two: Pair, lo: Fixture, versions: int
) -> None:
    agreement = two.agree(at=clock.now(), starts_on=today())
    for number in range(versions - 1):
        two.agree_anew(agreement, at=clock.now(), starts_on=today(), floor_cents=number + 1)
    west.get(ROOM)
    spent = {}
    for path in (ROOM, f"{ROOM}nieuw/", NEW, f"{ROOM}{agreement}/", f"{ROOM}{agreement}/voorstel/"):
        with counted() as sent:
            assert west.get(path).status_code == 200
        spent[path.replace(str(agreement), "1")] = len(sent)
    assert spent == {ROOM: 11, f"{ROOM}nieuw/": 6, NEW: 9, f"{ROOM}1/": 18, f"{ROOM}1/voorstel/": 16}
