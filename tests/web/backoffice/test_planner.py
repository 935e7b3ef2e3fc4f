"""The hall planner by its pages: book, move, undo, refuse, confirm, repeat; each page with a literal number of statements."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from samenspel.houses.models import Role
from samenspel.kernel import clock
from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.tenancy import Scope
from samenspel.venues.models import HallBooking
from tests.support.counting import counted
from tests.support.region import Fixture
from tests.support.staff import admin_of, employ, signed_in

PLANNER = "/beheer/westerlo/zaalplanning/"
TUESDAY = datetime(2031, 3, 4, 18, tzinfo=UTC)  # 19:00 in Brussels


@pytest.fixture
def planner(lo: Fixture) -> Client:
    return admin_of(lo.west)


def fields(lo: Fixture, **changes: str) -> dict[str, str]:
    return {
        "hall": str(lo.theatre.hall_id),
        "starts_at": "2031-03-04T19:00",
        "ends_at": "2031-03-04T23:00",
        "kind": "rental",
        "title": "Kookclub",
        "state": "confirmed",
        "revision": "0",
    } | changes


def bookings(lo: Fixture) -> list[HallBooking]:
    with Scope.of_houses(lo.west.pk).open():
        return list(HallBooking.objects.filter(starts_at__year=2031).order_by("pk"))


def book(planner: Client, lo: Fixture, **changes: str) -> HallBooking:
    answer = planner.post(PLANNER + "nieuw/", fields(lo, **changes))
    assert answer.status_code == 302, answer.content.decode()
    return bookings(lo)[-1]


def send(planner: Client, booking: HallBooking, do: str, **sent: str) -> str:
    answer = planner.post(
        f"{PLANNER}{booking.pk}/", {"do": do, "revision": str(booking.revision)} | sent, follow=True
    )
    return answer.content.decode()


def test_booking_is_made_and_stands_on_its_day(planner: Client, lo: Fixture) -> None:
    made = book(planner, lo)
    assert (made.starts_at, made.state) == (TUESDAY, "confirmed")
    page = planner.get(PLANNER + "?view=day&day=2031-03-04").content.decode()
    assert "Kookclub" in page
    assert "19:00 – 23:00" in page


@pytest.mark.parametrize("year", ["0001", "1999", "2100", "9999"])
def test_year_that_no_calendar_shows_is_refused(planner: Client, lo: Fixture, year: str) -> None:
    starts_at, ends_at = f"{year}-01-01T00:00", f"{year}-01-01T02:00"
    answer = planner.post(PLANNER + "nieuw/", fields(lo, starts_at=starts_at, ends_at=ends_at))
    assert answer.status_code == 422
    assert "Kies een jaar van 2000 tot 2099." in answer.content.decode()
    season = {"revision": "0", "name": "Altijd", "starts_on": f"{year}-01-01", "ends_on": "2030-12-31"}
    assert planner.post("/beheer/westerlo/seizoenen/nieuw/", season).status_code == 422
    assert planner.get(PLANNER + "?view=season").status_code == 200


def test_option_needs_a_moment_at_which_it_ends(planner: Client, lo: Fixture) -> None:
    answer = planner.post(PLANNER + "nieuw/", fields(lo, state="option"))
    assert answer.status_code == 422
    assert "Zeg tot wanneer de optie geldt." in answer.content.decode()


def test_taken_hall_is_refused_with_a_sentence(planner: Client, lo: Fixture) -> None:
    book(planner, lo)
    answer = planner.post(PLANNER + "nieuw/", fields(lo, title="Andere", starts_at="2031-03-04T22:00"))
    assert answer.status_code == 422
    assert "Kookclub" in answer.content.decode()
    assert len(bookings(lo)) == 1


def test_move_is_undone_and_the_undo_too(planner: Client, lo: Fixture) -> None:
    made = book(planner, lo)
    new = {"hall": str(made.hall_id), "starts_at": "2031-03-05T19:00", "ends_at": "2031-03-05T22:00"}
    for shift in (timedelta(days=1), timedelta(0), timedelta(days=1)):
        if shift and bookings(lo)[0].revision == 1:
            answer = planner.post(f"{PLANNER}{made.pk}/", {"do": "move", "revision": "1"} | new)
        else:
            act = answer.headers["Location"].rpartition("undo=")[2]
            answer = planner.post(f"{PLANNER}ongedaan/{act}/")
        assert answer.status_code == 302
        assert bookings(lo)[0].starts_at == TUESDAY + shift


def test_calendar_hears_of_a_refusal_and_of_the_way_back(planner: Client, lo: Fixture) -> None:
    made = book(planner, lo)
    book(planner, lo, title="Repetitie", starts_at="2031-03-05T19:00", ends_at="2031-03-05T22:00")
    sent = {"do": "move", "hall": str(made.hall_id), "revision": "1"}
    path = f"{PLANNER}{made.pk}/"
    taken = sent | {"starts_at": "2031-03-05T18:00", "ends_at": "2031-03-05T20:00"}
    refused = planner.post(path, taken, headers={"accept": "application/json"})
    assert refused.status_code == 409
    assert "Repetitie" in refused.json()["said"]
    free = sent | {"starts_at": "2031-03-06T18:00", "ends_at": "2031-03-06T20:00"}
    moved = planner.post(path, free, headers={"accept": "application/json"}).json()
    undone = planner.post(moved["undo_url"], headers={"accept": "application/json"})
    assert undone.status_code == 200
    stale = planner.post(path, free, headers={"accept": "application/json"})
    assert stale.status_code == 409
    assert "intussen" in stale.json()["said"]


def test_option_is_extended_confirmed_with_its_rivals_and_the_region(planner: Client, lo: Fixture) -> None:
    first = book(planner, lo, state="option", option_until="2031-01-01T18:00")
    book(planner, lo, title="Fanfare", state="option", option_until="2031-01-01T18:00")
    send(planner, first, "extend", option_until="2031-02-01T18:00")
    page = planner.get(f"{PLANNER}{first.pk}/bevestigen/?genre=theatre").content.decode()
    assert "Fanfare" in page
    assert "binnen 15 km" in page
    answer = planner.post(f"{PLANNER}{first.pk}/bevestigen/", {"revision": "2"}, follow=True)
    assert "1 andere boeking vraagt ook deze tijd" in answer.content.decode()
    assert [one.state for one in bookings(lo)] == ["confirmed", "option"]


def test_series_is_refused_whole_then_booked_without_the_taken_day(planner: Client, lo: Fixture) -> None:
    made = book(planner, lo)
    book(planner, lo, title="Bal", starts_at="2031-03-18T20:00", ends_at="2031-03-18T23:30")
    sent = {"rhythm": "FREQ=WEEKLY", "until": "2031-04-01", "skip": ""}
    page = send(planner, made, "repeat", **sent)
    assert 'value="2031-03-18"' in page
    assert len(bookings(lo)) == 2
    send(planner, made, "repeat", **sent | {"skip": "2031-03-18"})
    assert [one.starts_at.astimezone(BRUSSELS).strftime("%d %H") for one in bookings(lo)[2:]] == [
        "11 19",
        "25 19",
        "01 19",
    ]


def test_notes_are_kept_and_cancelling_frees_the_hall(planner: Client, lo: Fixture) -> None:
    made = book(planner, lo)
    send(
        planner,
        made,
        "describe",
        kind="rehearsal",
        title="Koor",
        staff_notes="Twee technici",
        equipment_notes="Vleugel",
    )
    changed = bookings(lo)[0]
    assert (changed.kind, changed.staff_notes, changed.equipment_notes) == (
        "rehearsal",
        "Twee technici",
        "Vleugel",
    )
    send(planner, changed, "cancel")
    book(planner, lo, title="Nieuw")


def test_who_does_not_plan_does_not_enter(lo: Fixture) -> None:
    client = signed_in(employ("kassa@westerlo.example", Role.BOX_OFFICE, house=lo.west))
    assert client.get(PLANNER).status_code == 403


@pytest.mark.parametrize("view", ["day", "week", "month", "season"])
@pytest.mark.parametrize("day", ["", "2031-03-04", "9999-99-99", "1-1-1"])
def test_every_view_answers_to_any_day(planner: Client, view: str, day: str) -> None:
    assert planner.get(PLANNER, {"view": view, "day": day, "hall": "x"}).status_code == 200


COST = {
    "?view=day&day=2031-03-04": 8,
    "?view=week&day=2031-03-04": 8,
    "?view=month&day=2031-03-04": 8,
    "?view=season&day=2031-03-04": 12,
    "nieuw/": 6,
    "{booking}/": 8,
    "{booking}/bevestigen/?genre=theatre": 12,
}


@pytest.mark.parametrize("evenings", [1, 3])
def test_each_page_asks_a_known_number_of_statements(planner: Client, lo: Fixture, evenings: int) -> None:
    for number in range(evenings):
        made = book(
            planner, lo, starts_at=f"2031-03-0{4 + number}T19:00", ends_at=f"2031-03-0{4 + number}T22:00"
        )
    spent = {}
    for path in COST:
        with counted() as sent:
            assert planner.get(PLANNER + path.format(booking=made.pk)).status_code == 200
        spent[path] = len(sent)
    assert spent == COST


def test_season_shows_what_is_sure_and_what_is_not(planner: Client, lo: Fixture) -> None:
    book(planner, lo)
    until = (clock.now() + timedelta(days=3)).strftime("%Y-%m-%dT18:00")
    book(
        planner,
        lo,
        starts_at="2031-03-09T10:00",
        ends_at="2031-03-09T12:00",
        state="option",
        option_until=until,
    )
    page = planner.get(PLANNER + "?view=season&day=2031-03-04").content.decode()
    assert "planner-mark--confirmed" in page
    assert "1 optie" in page
