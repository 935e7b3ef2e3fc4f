"""The settings of the hall planner: change-over, halls that exclude each other, the region, and secret calendar addresses."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from samenspel.houses.models import Role
from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from samenspel.venues.commands.book_hall import BookingTexts, book_hall
from samenspel.venues.models import Hall
from samenspel.venues.queries.halls import HallFacts, halls_of
from tests.support.counting import counted
from tests.support.region import Fixture
from tests.support.staff import admin_of, employ

PLANNER = "/beheer/westerlo/zaalplanning/"
HALLS = PLANNER + "zalen/"
FEEDS = PLANNER + "agenda/"


@pytest.fixture
def planner(lo: Fixture) -> Client:
    return admin_of(lo.west)


@pytest.fixture
def foyer(lo: Fixture) -> int:
    """A second hall in the same venue."""
    with Scope.of_system().open():
        return Hall.objects.create(venue=lo.theatre.hall.venue, name="Foyer", slug="foyer").pk


def facts(lo: Fixture, hall: int) -> HallFacts:
    found = halls_of(scope=Scope.of_houses(lo.west.pk), house=lo.west.pk)
    return next(one for one in found if one.id == hall)


def evening(lo: Fixture, hall: int, hour: int = 18) -> None:
    """Confirmed, two hours, in a month: near enough for a calendar address."""
    starts_at = (clock.now() + timedelta(days=30)).replace(hour=hour, minute=0, second=0, microsecond=0)
    book_hall(
        scope=Scope.of_houses(lo.west.pk),
        house=lo.west.pk,
        hall=hall,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        kind="rental",
        by=employ(f"plan-{hall}-{hour}@westerlo.example", Role.PROGRAMMER, house=lo.west).pk,
        at=clock.now(),
        option_until=None,
        texts=BookingTexts(title="Kookclub"),
    )


def save(planner: Client, hall: int, do: str, **sent: object) -> tuple[int, str]:
    answer = planner.post(f"{HALLS}{hall}/", {"do": do} | sent)
    return answer.status_code, answer.content.decode()


def test_change_over_is_saved_and_shown(planner: Client, lo: Fixture) -> None:
    hall = lo.theatre.hall_id
    assert save(planner, hall, "change_over", before_min="60", after_min="30")[0] == 302
    assert (facts(lo, hall).before_min, facts(lo, hall).after_min) == (60, 30)
    page = planner.get(HALLS).content.decode()
    assert "60 min" in page
    assert "30 min" in page


def test_change_over_that_would_overlap_is_refused(planner: Client, lo: Fixture) -> None:
    hall = lo.theatre.hall_id
    evening(lo, hall)
    evening(lo, hall, hour=20)
    status, page = save(planner, hall, "change_over", before_min="60", after_min="0")
    assert status == 422
    assert "zouden overlappen" in page
    assert facts(lo, hall).before_min == 0


@pytest.mark.parametrize("minutes", ["-1", "1441", "veel", ""])
def test_change_over_is_a_number_of_minutes_within_a_day(planner: Client, lo: Fixture, minutes: str) -> None:
    assert save(planner, lo.theatre.hall_id, "change_over", before_min=minutes, after_min="0")[0] == 422


def test_halls_exclude_each_other_both_ways_until_it_is_taken_back(
    planner: Client, lo: Fixture, foyer: int
) -> None:
    hall = lo.theatre.hall_id
    assert save(planner, hall, "exclusions", others=[str(foyer)])[0] == 302
    assert (facts(lo, hall).excludes, facts(lo, foyer).excludes) == ([foyer], [hall])
    assert save(planner, foyer, "exclusions")[0] == 302
    assert facts(lo, hall).excludes == []


def test_exclusion_of_halls_whose_bookings_meet_is_refused(planner: Client, lo: Fixture, foyer: int) -> None:
    evening(lo, lo.theatre.hall_id)
    evening(lo, foyer)
    status, page = save(planner, foyer, "exclusions", others=[str(lo.theatre.hall_id)])
    assert status == 422
    assert "zouden overlappen" in page


def test_hall_excludes_no_hall_of_another_house(planner: Client, lo: Fixture, foyer: int) -> None:
    with Scope.of_system().open():
        other = Hall.objects.exclude(venue__house=lo.west).order_by("pk")[0].pk
    assert save(planner, foyer, "exclusions", others=[str(other)])[0] == 422
    assert planner.get(f"{HALLS}{other}/").status_code == 404


def test_neighbours_hear_of_evenings_only_when_the_house_says_so(planner: Client, lo: Fixture) -> None:
    hall = lo.theatre.hall_id
    before = facts(lo, hall).shares_evenings
    for shares in (not before, before):
        save(planner, hall, "sharing", **({"shares": "on"} if shares else {}))
        assert facts(lo, hall).shares_evenings == shares


def made_address(page: str) -> str:
    found = re.search(r'<code id="secret">http://[^/]+(/[^<]+)</code>', page)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("of_one_hall", [True, False])
def test_address_is_shown_once_reads_the_calendar_and_ends(
    planner: Client, lo: Fixture, foyer: int, of_one_hall: bool
) -> None:
    evening(lo, lo.theatre.hall_id)
    sent = {"name": "Podiummeester", "hall": str(foyer) if of_one_hall else ""}
    address = made_address(planner.post(FEEDS, sent).content.decode())
    assert address not in planner.get(FEEDS).content.decode()
    assert ("Kookclub" in Client().get(address).content.decode()) is not of_one_hall

    (revoke,) = re.findall(r'href="([^"]+/intrekken/)"', planner.get(FEEDS).content.decode())
    assert "Podiummeester" in planner.get(revoke).content.decode()
    assert Client().get(address).status_code == 200
    assert planner.post(revoke).status_code == 302
    assert Client().get(address).status_code == 404
    assert "ingetrokken" in planner.get(FEEDS).content.decode()


def test_address_needs_a_name_and_a_hall_of_the_house(planner: Client, lo: Fixture) -> None:
    assert planner.post(FEEDS, {"name": "", "hall": ""}).status_code == 422
    assert planner.post(FEEDS, {"name": "Wie", "hall": "999999"}).status_code == 422


COST = {"zalen/": 6, "zalen/{hall}/": 6, "agenda/": 10}


@pytest.mark.parametrize("more", [1, 3])
def test_each_page_asks_a_known_number_of_statements(planner: Client, lo: Fixture, more: int) -> None:
    with Scope.of_system().open():
        for number in range(more):
            Hall.objects.create(venue=lo.theatre.hall.venue, name=f"Zaal {number}", slug=f"zaal-{number}")
    for number in range(more):
        planner.post(FEEDS, {"name": f"Lezer {number}", "hall": ""})
    spent = {}
    for path in COST:
        with counted() as sent:
            assert planner.get(PLANNER + path.format(hall=lo.theatre.hall_id)).status_code == 200
        spent[path] = len(sent)
    assert spent == COST
