"""The hall calendar as a calendar program reads it."""

from datetime import timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from samenspel.delivery.queries.hall_feed import hall_feed
from samenspel.kernel.errors import NotFound
from samenspel.venues.commands.book_hall import BookingTexts
from samenspel.venues.commands.calendar_feeds import open_feed, revoke_feed
from samenspel.venues.commands.describe_booking import describe_booking
from samenspel.venues.queries.calendar_feeds import feeds_of
from tests.support.region import NOW
from tests.venues.planner import Planner, establish, only

SOON = NOW + timedelta(days=7)


@pytest.fixture
def hall(db: None) -> Planner:
    return establish()


def events(token: str) -> list[tuple[str, str, str]]:
    body = hall_feed(token=token, known_etag="", at=NOW).body
    assert body is not None
    return [
        (str(event["SUMMARY"]), str(event["STATUS"]), str(event["LOCATION"]))
        for event in Calendar.from_ical(body).walk("VEVENT")
    ]


def test_feed_shows_bookings_of_the_house_or_of_one_hall(hall: Planner) -> None:
    house = open_feed(hall=None, name="Techniek", at=NOW, **hall.who())
    left = open_feed(hall=hall.left, name="Links", at=NOW, **hall.who())
    hall.book(hall.left, 1, 2, title="Bal", option_until=SOON)
    hall.book(hall.right, 3, 4)

    bal = ("Optie 1: Bal", "TENTATIVE", "Links, CC Westerlo")
    assert events(house.token) == [bal, ("Verhuring", "CONFIRMED", "Rechts, CC Westerlo")]
    assert events(left.token) == [bal]


def test_feed_says_what_staff_needs_and_never_who_to_contact(hall: Planner) -> None:
    feed = open_feed(hall=None, name="Techniek", at=NOW, **hall.who())
    booked = only(hall.book(hall.left, 1, 2))
    texts = BookingTexts(title="Bal", staff_notes="Twee technici", contact="Ada Peeters 0470")
    describe_booking(booking=booked.id, revision=1, kind="rental", texts=texts, at=NOW, **hall.who())

    body = hall_feed(token=feed.token, known_etag="", at=NOW).body or b""

    assert b"Twee technici" in body
    assert b"SEQUENCE:2" in body
    assert b"Ada" not in body


def test_feed_is_sent_again_only_when_it_changed(hall: Planner) -> None:
    feed = open_feed(hall=None, name="Techniek", at=NOW, **hall.who())
    first = hall_feed(token=feed.token, known_etag="", at=NOW)
    again = hall_feed(token=feed.token, known_etag=first.etag, at=NOW + timedelta(hours=1))
    assert (again.etag, again.body) == (first.etag, None)
    hall.book(hall.left, 1, 2)
    assert hall_feed(token=feed.token, known_etag=first.etag, at=NOW).body


def test_revoked_feed_opens_nothing(hall: Planner) -> None:
    feed = open_feed(hall=None, name="Techniek", at=NOW, **hall.who())
    revoke_feed(feed=feed.id, at=NOW, **hall.who())
    with pytest.raises(NotFound):
        hall_feed(token=feed.token, known_etag="", at=NOW)
    (facts,) = feeds_of(scope=hall.scope, house=hall.house)
    assert (facts.name, facts.revoked_at) == ("Techniek", NOW)


def test_feed_over_http_needs_no_login_but_its_token(hall: Planner) -> None:
    feed = open_feed(hall=None, name="Techniek", at=NOW, **hall.who())
    client, address = Client(), "/beheer/zaalagenda/{}.ics"

    answer = client.get(address.format(feed.token))
    again = client.get(address.format(feed.token), headers={"if-none-match": answer.headers["ETag"]})

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert b"X-WR-CALNAME:CC Westerlo" in answer.content
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(address.format("A" * 43)).status_code == 404
