"""The explain page: the engine's own trace for any buyer, and the same on the way to it."""

from html import unescape

import pytest
from django.test import Client

from samenspel.catalogue.models import Condition, PromoCode, Reduction, SalePhase
from samenspel.houses.models import Role
from samenspel.kernel.tenancy import Scope
from tests.support.counting import counted
from tests.support.region import Fixture
from tests.support.staff import admin_of, employ, signed_in


def asked(client: Client, lo: Fixture, query: str = "") -> str:
    answer = client.get(f"/beheer/westerlo/voorstellingen/{lo.theatre.pk}/prijs/?{query}")
    assert answer.status_code == 200
    text = unescape(answer.content.decode()).replace("\xa0", " ").replace("\u202f", " ")
    return " ".join(text.partition('id="answer"')[2].split())


def under_26(lo: Fixture, **terms: object) -> None:
    Condition.objects.create(ticket_type=lo.young[lo.west.pk], kind=str(terms["kind"]), terms=terms)


def test_the_age_that_is_filled_in_decides(lo: Fixture) -> None:
    under_26(lo, kind="age", oldest=25, proof="known")
    client = admin_of(lo.west)
    assert "Dit ticket kost € 20,00." in asked(client, lo)
    assert "Alleen tot en met 25 jaar." in asked(client, lo)
    young = asked(client, lo, "age=25")
    assert "Dit ticket kost € 16,00." in young
    assert "Een ander tarief kost minder." in young
    assert "Dit ticket kost € 20,00." in asked(client, lo, "age=26")
    assert "Dit ticket kan zo niet." in asked(client, lo, f"ticket_type={lo.young[lo.west.pk].pk}&age=26")


def test_a_code_and_a_reduction_are_told(lo: Fixture) -> None:
    under_26(lo, kind="code", campaign="zomer")
    Reduction.objects.create(
        house=lo.west,
        code="d",
        name={"nl": "Drie voor twee"},
        formula={"kind": "n_for_m", "take": 3, "pay": 2},
    )
    with Scope.of_system().open():
        PromoCode.objects.create(house=lo.west, campaign="zomer", code="ZON-27")
    client = admin_of(lo.west)
    assert "Vraagt een code die nog geldig is." in asked(client, lo)
    assert "Dit ticket kost € 16,00." in asked(client, lo, "codes=zon-27")
    three = asked(client, lo, "tickets=3")
    assert "Drie voor twee" in three
    assert "3 tickets samen: € 40,00." in three


def test_a_phase_says_for_whom_and_from_when(lo: Fixture) -> None:
    SalePhase.objects.create(
        house=lo.west,
        code="v",
        name={"nl": "Vrienden"},
        terms=[{"kind": "entitlement", "any": ["friend"]}, {"kind": "channel", "any": ["desk"]}],
    )
    client = admin_of(lo.west)
    assert "Dit ticket kan zo niet." in asked(client, lo, "held=friend")
    assert "Wordt hier niet verkocht." in asked(client, lo, "held=friend")
    assert "Dit ticket kost € 16,00." in asked(client, lo, "held=friend&channel=desk")


@pytest.mark.parametrize("query", ["rank=9", "tickets=99", "at=gisteren", "channel=maan", "age=-1"])
def test_a_question_that_makes_no_sense_is_asked_again(lo: Fixture, query: str) -> None:
    assert asked(admin_of(lo.west), lo, query) == ""


def test_the_order_page_asks_for_each_line_of_this_house(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 5), lo.wish(lo.concert, 5))
    client = signed_in(employ("bo@westerlo.example", Role.BOX_OFFICE, house=lo.west))
    page = unescape(client.get(f"/beheer/westerlo/bestellingen/{order}/").content.decode())
    links = [
        part.partition('"')[0] for part in page.split('href="')[1:] if "/prijs/?" in part.partition('"')[0]
    ]
    assert len(links) == 1
    text = unescape(client.get(links[0]).content.decode()).replace("\xa0", " ")
    assert "Dit ticket kost € 20,00." in text


def test_a_neighbour_explains_nothing_of_this_house(lo: Fixture) -> None:
    client = admin_of(lo.east)
    assert client.get(f"/beheer/oosterlo/voorstellingen/{lo.theatre.pk}/prijs/").status_code == 404


def test_the_page_asks_a_known_number_of_statements(lo: Fixture) -> None:
    client = admin_of(lo.west)
    for query, cost in (("", 10), ("codes=zon", 14)):
        with counted() as sent:
            asked(client, lo, query)
        assert (query, len(sent)) == (query, cost)
