"""The counter: one search for a desk of many houses, and nothing of what the wall keeps."""

from datetime import timedelta
from itertools import count

import pytest

from samenspel.houses.models import House, Region, Role
from samenspel.houses.queries.directory import directory, forget_directory
from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from tests.support.counting import counted
from tests.support.machine import machine_of
from tests.support.region import Fixture
from tests.support.staff import admin_of, employ, signed_in

DESK = "/beheer/desk-lo/balie/"


ever = count()


def shown(house: House, **query: str) -> str:
    client = signed_in(employ(f"balie{next(ever)}@{house.slug}.example", Role.BOX_OFFICE, house=house))
    answer = client.get(f"/beheer/{house.slug}/balie/", query)
    assert answer.status_code == 200
    return answer.content.decode()


def today(*performances: Performance) -> None:
    with Scope.of_system().open():
        for row in performances:
            row.starts_at = clock.now() - timedelta(minutes=10)
            row.ends_at = row.starts_at + timedelta(hours=2)
            row.save()


def test_desk_finds_performances_of_every_house_it_sells_for(lo: Fixture) -> None:
    page = shown(lo.desk, q="de lange")
    assert f'href="/lo/voorstelling/{lo.theatre.pk}/"' in page
    assert f'href="/beheer/desk-lo/bestellingen/?performance={lo.theatre.pk}"' in page
    assert "0 van 64" in page
    assert 'data-house="westerlo"' in page

    whole_house = shown(lo.desk, q="OOSTERLO")
    assert f'href="/lo/voorstelling/{lo.concert.pk}/"' in whole_house
    assert f'href="/lo/voorstelling/{lo.theatre.pk}/"' not in whole_house
    assert f"/voorstelling/{lo.foreign.pk}/" not in shown(lo.desk, q="noorderlo")


def test_house_finds_its_own_only_and_its_own_page_of_each(lo: Fixture) -> None:
    page = shown(lo.west, q="de lange")
    assert f'href="/beheer/westerlo/voorstellingen/{lo.theatre.pk}/"' in page
    assert "counter-house" not in page
    assert f"/voorstelling/{lo.concert.pk}/" not in shown(lo.west, q="oosterlo")


@pytest.mark.parametrize("typed", ["ada", "ADA@EXAMPLE", "number"])
def test_order_and_its_buyer_are_found_and_lead_to_pages_that_open(lo: Fixture, typed: str) -> None:
    order = lo.sell(lo.wish(lo.theatre, 5), lo.wish(lo.slot, 1))
    client = admin_of(lo.desk)
    listed = client.get("/beheer/desk-lo/bestellingen/").content.decode()
    number = listed.partition(f'{order}/">')[2][:11]

    page = client.get(DESK, {"q": number if typed == "number" else typed}).content.decode()

    path = f"/beheer/desk-lo/bestellingen/{order}/"
    assert f'href="{path}" data-result' in page
    assert client.get(path).status_code == 200
    people = f"/beheer/desk-lo/bestellingen/?q={'ada%40example.org'}"
    assert (f'href="{people}" data-result' in page) is (typed != "number")
    assert str(order) in client.get(people).content.decode()


def test_wall_holds_at_the_counter(lo: Fixture) -> None:
    """What the neighbour sold itself is not the desk's, and what the desk sold of one house is not the other's."""
    lo.sell(lo.wish(lo.theatre, 5))
    item = {"performance": lo.concert.pk, "ticket_type": lo.basis[lo.east.pk].pk, "place": 5}
    bea = {"name": "Bea Stil", "email": "bea@example.org", "language": "nl"}
    own = machine_of(lo.east).post("/purchases", {"region": "lo", "items": [item], "buyer": bea}).json["id"]

    assert "ada@example.org" in shown(lo.west, q="ada")
    assert "ada@example.org" not in shown(lo.east, q="ada")
    assert "bea@example.org" in shown(lo.east, q="bea")
    for house in (lo.desk, lo.west, lo.north):
        page = shown(house, q="bea")
        assert "bea@example.org" not in page
        assert str(own) not in page


def test_unpublished_performance_is_not_at_the_counter(lo: Fixture) -> None:
    with Scope.of_system().open():
        Performance.objects.filter(pk=lo.theatre.pk).update(published_at=None)
    assert f"/voorstelling/{lo.theatre.pk}/" not in shown(lo.desk, q="lange")


def test_today_of_all_houses_stands_ready_and_nothing_today_says_what_to_do(lo: Fixture) -> None:
    assert "Vandaag niets meer" in shown(lo.desk)
    today(lo.theatre, lo.slot, lo.foreign)
    lo_desk = signed_in(employ("balie@desk.example", Role.BOX_OFFICE, house=lo.desk))
    page = lo_desk.get(DESK).content.decode()
    assert f'href="/lo/voorstelling/{lo.theatre.pk}/"' in page
    assert 'data-house="oosterlo"' in page
    assert f"/voorstelling/{lo.foreign.pk}/" not in page


def test_timeslots_of_a_day_stand_in_one_row(lo: Fixture) -> None:
    today(lo.slot)
    with Scope.of_system().open():
        for _ in range(2):
            lo.slot.pk = lo.slot.booking_id = None
            lo.slot.code = f"{lo.slot.code}x"
            lo.slot.save()
    page = shown(lo.desk)
    assert page.count('class="counter-row counter-row--show"') == 1
    assert "en later nog 2 tijdsloten" in page


def test_what_answers_nothing_and_one_letter_say_what_to_do(lo: Fixture) -> None:
    assert "Niets gevonden" in shown(lo.desk, q="zzzz")
    assert "Typ minstens 2 tekens" in shown(lo.desk, q="z")


@pytest.mark.parametrize("role", [Role.FINANCE, Role.PROGRAMMER, Role.MARKETING, Role.USHER])
def test_counter_is_of_the_box_office(lo: Fixture, role: Role) -> None:
    client = signed_in(employ("iris@desk.example", role, house=lo.desk))
    assert client.get(DESK).status_code == 403
    assert admin_of(lo.west).get(DESK).status_code == 404


@pytest.mark.parametrize("sold", [1, 3])
def test_counter_asks_a_known_number_of_statements(lo: Fixture, sold: int) -> None:
    for number in range(sold):
        lo.sell(lo.wish(lo.theatre, 10 * number + 5))
    client = admin_of(lo.desk)
    client.get(DESK)  # the directory is remembered for half a minute
    spent = {}
    for query in ("", "ada"):
        with counted() as sent:
            client.get(DESK, {"q": query})
        spent[query] = len(sent)
    assert spent == {"": 6, "ada": 10}


def test_desk_sells_for_the_houses_of_its_regions_and_a_house_for_itself(lo: Fixture) -> None:
    forget_directory()
    known = directory()
    assert set(known.sells_for(seller=lo.desk.pk)) == {lo.west.pk, lo.east.pk}
    assert set(known.sells_for(seller=lo.west.pk)) == {lo.west.pk}
    with Scope.of_system().open():
        Region.objects.filter(pk=lo.region.pk).update(seller=lo.west)
    forget_directory()
    assert directory().sells_for(seller=lo.desk.pk) == {}
    assert set(directory().sells_for(seller=lo.west.pk)) == {lo.west.pk, lo.east.pk}
    forget_directory()
