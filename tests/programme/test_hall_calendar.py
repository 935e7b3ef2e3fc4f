"""The hall calendar: what is shown of it, to whom, and as which JSON; the evenings of others close by."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance, Production
from samenspel.programme.queries.calendar_event import calendar_event
from samenspel.programme.queries.hall_calendar import hall_calendar, season_overview
from samenspel.programme.queries.regional_clashes import regional_clashes
from samenspel.venues.models import HallBooking, Venue
from tests.support.counting import counted
from tests.support.region import NOW
from tests.venues.planner import DAY_0, HOUR, Planner, establish, only

SOON = NOW + timedelta(days=7)
WEST, NEAR, FAR = (51.05, 3.72), (51.05, 3.90), (51.05, 3.95)  # NEAR is 12.6 km east of WEST, FAR 16.1 km


@pytest.fixture
def hall(db: None) -> Planner:
    return establish()


@pytest.mark.parametrize("count", [1, 3])
def test_calendar_of_any_size_is_one_statement(hall: Planner, count: int) -> None:
    booked = [only(hall.book(hall.left, 3 * n, 3 * n + 2)).id for n in range(count)]
    hall.book(hall.left, 500, 501)
    with counted() as sent:
        rows = hall_calendar(
            scope=hall.scope, house=hall.house, starts_at=DAY_0, ends_at=DAY_0 + timedelta(days=7)
        )
    assert [row.id for row in rows] == booked
    assert len(sent) == 2  # the scope and the statement


def test_calendar_of_one_hall_leaves_out_the_others(hall: Planner) -> None:
    left = only(hall.book(hall.left, 1, 2)).id
    hall.book(hall.right, 1, 2)
    rows = hall_calendar(
        scope=hall.scope, house=hall.house, hall=hall.left, starts_at=DAY_0, ends_at=DAY_0 + 9 * HOUR
    )
    assert [row.id for row in rows] == [left]


def test_calendar_of_a_house_is_nobody_elses(hall: Planner) -> None:
    hall.book(hall.left, 1, 2, title="Geheim")
    moment = {"starts_at": DAY_0, "ends_at": DAY_0 + 9 * HOUR}
    for scope in (Scope.nobody(), Scope.of_houses(hall.lo.east.pk)):
        assert hall_calendar(scope=scope, house=hall.house, **moment) == []
        assert season_overview(scope=scope, house=hall.house, first=date.min, last=date.max) == []
    assert len(hall_calendar(scope=hall.scope, house=hall.house, **moment)) == 1


def test_season_counts_each_local_day(hall: Planner) -> None:
    # 12:00 UTC in March is 13:00 in Brussels: 10 hours later is 23:00, and the booking ends after midnight.
    hall.book(hall.left, 10, 13)
    hall.book(hall.left, 10, 13, option_until=SOON, kind="rehearsal")
    first = DAY_0.astimezone(BRUSSELS).date()
    days = season_overview(scope=hall.scope, house=hall.house, first=first, last=first + timedelta(days=1))
    assert [(day.hall_id, day.day, day.confirmed, day.options, day.kinds) for day in days] == [
        (hall.left, first, 1, 1, ["rehearsal", "rental"]),
        (hall.left, first + timedelta(days=1), 1, 1, ["rehearsal", "rental"]),
    ]


def test_event_is_json_on_the_wall_of_brussels(hall: Planner) -> None:
    booked = only(hall.book(hall.left, 1, 2, option_until=SOON, title="Bal"))
    (row,) = hall_calendar(scope=hall.scope, house=hall.house, starts_at=DAY_0, ends_at=DAY_0 + 9 * HOUR)
    event = json.loads(json.dumps(calendar_event(row)))
    assert (event["id"], event["resourceId"], event["title"], event["editable"]) == (
        str(booked.id),
        str(hall.left),
        "Bal",
        True,
    )
    assert datetime.fromisoformat(event["start"]) == DAY_0 + HOUR
    assert event["start"].endswith("+01:00")
    assert event["extendedProps"]["rank"] == 1
    held = calendar_event(replace(row, performance_id=7, performance_title="De lange adem"))
    assert (held["title"], held["editable"], held["durationEditable"]) == ("De lange adem", False, True)


def _stand(hall: Planner, east: tuple[float, float] | None) -> None:
    for house, spot in ((hall.lo.west, WEST), (hall.lo.east, east), (hall.lo.north, NEAR)):
        lat, lon = spot or (None, None)
        Venue.objects.filter(house=house).update(lat=lat, lon=lon)


def _clashes(hall: Planner, genre: str = "music", day: date | None = None) -> tuple[list[str], int]:
    day = day or hall.lo.concert.starts_at.astimezone(BRUSSELS).date()
    found = regional_clashes(scope=hall.scope, house=hall.house, hall=hall.big, genre=genre, day=day, at=NOW)
    return [evening.title for evening in found.evenings], found.considered


@pytest.mark.parametrize(("east", "seen"), [(NEAR, ["Nachtmuziek"]), (FAR, []), (None, [])])
def test_evenings_of_the_same_genre_close_by_are_shown(
    hall: Planner, east: tuple[float, float] | None, seen: list[str]
) -> None:
    _stand(hall, east)
    assert _clashes(hall) == (seen, 0)


def test_other_genres_days_and_our_own_are_not(hall: Planner) -> None:
    _stand(hall, NEAR)
    day = hall.lo.concert.starts_at.astimezone(BRUSSELS).date()
    assert _clashes(hall, day=day + timedelta(days=1)) == ([], 0)
    assert _clashes(hall, genre="comedy") == ([], 0)
    assert _clashes(hall, genre="theatre") == ([], 0)
    assert _clashes(hall, genre="exhibition") == ([], 0)  # a timeslot


def test_without_coordinates_the_same_town_is_close(hall: Planner) -> None:
    Venue.objects.filter(house=hall.lo.east).update(town="WESTERLO")
    assert _clashes(hall) == (["Nachtmuziek"], 0)


def test_what_others_prepare_leaks_at_most_a_number_and_only_when_shared(hall: Planner) -> None:
    """Two secrets of others stand on that evening: an unpublished performance, and a booking of a hall."""
    _stand(hall, NEAR)
    lo = hall.lo
    with Scope.of_system().open():
        work = Production.objects.create(
            house=lo.north, slug="geheim", title="Geheim", genre="music", company="Geheim"
        )
        Performance.objects.filter(pk=lo.foreign.pk).update(production=work, published_at=None)
        HallBooking.objects.create(
            hall=lo.foreign.hall, house=lo.north, state="option", kind="performance", title="Geheim",
            period=(lo.foreign.starts_at, lo.foreign.ends_at), rank=1,
        )  # fmt: skip

    assert _clashes(hall) == (["Nachtmuziek"], 0)
    Venue.objects.filter(house=lo.north).update(shares_evenings=True)
    assert _clashes(hall) == (["Nachtmuziek"], 1)
    found = regional_clashes(
        scope=hall.scope, house=hall.house, hall=hall.big, genre="music",
        day=lo.foreign.starts_at.astimezone(BRUSSELS).date(), at=NOW,
    )  # fmt: skip
    assert "geheim" not in repr(found).lower()
    assert lo.north.name not in repr(found)


def test_control_once_published_it_is_named(hall: Planner) -> None:
    _stand(hall, NEAR)
    with Scope.of_system().open():
        Production.objects.filter(pk=hall.lo.foreign.production_id).update(genre="music")
    assert sorted(_clashes(hall)[0]) == ["Elders", "Nachtmuziek"]


def test_regional_view_is_asked_for_the_own_house(hall: Planner) -> None:
    with pytest.raises(NotFound):
        regional_clashes(
            scope=Scope.of_houses(hall.lo.east.pk), house=hall.house, hall=hall.big, genre="music",
            day=date(2027, 1, 1), at=NOW,
        )  # fmt: skip
