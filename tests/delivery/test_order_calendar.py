"""The calendar file, read back by a calendar."""

from datetime import timedelta

from icalendar import Calendar

from samenspel.delivery.queries.order_calendar import order_calendar
from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.tenancy import Scope
from tests.support.region import NOW, Fixture


def test_calendar_has_one_evening_a_performance_in_brussels_time(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 3), lo.wish(lo.theatre, 4), lo.wish(lo.slot, 1))

    calendar = Calendar.from_ical(order_calendar(scope=Scope.of_order(order), order=order, at=NOW))

    evenings = list(calendar.walk("VEVENT"))
    assert [str(evening["SUMMARY"]) for evening in evenings] == ["De lange adem", "Licht"]
    assert evenings[0].start == lo.theatre.starts_at.astimezone(BRUSSELS)
    assert evenings[0].start.hour == 20
    assert evenings[0].end - evenings[0].start == timedelta(hours=2)
    assert evenings[0]["DTSTART"].params["TZID"] == "Europe/Brussels"
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Brussels"]
    assert f"/lo/bestelling/{order}/" in evenings[0]["URL"]


def test_calendar_read_again_moves_the_evening_and_does_not_double_it(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 3))

    first, again = (
        Calendar.from_ical(
            order_calendar(scope=Scope.of_order(order), order=order, at=NOW + timedelta(hours=hours))
        )
        for hours in (0, 1)
    )

    assert first.walk("VEVENT")[0]["UID"] == again.walk("VEVENT")[0]["UID"]
