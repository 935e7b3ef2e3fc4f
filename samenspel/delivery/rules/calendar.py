"""Evenings for a calendar (RFC 5545)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from icalendar import Calendar, Event

from samenspel.kernel.clock import BRUSSELS


@dataclass(frozen=True, slots=True)
class Evening:
    """One performance of an order. `uid` is stable: a calendar that reads the file again moves the evening, not doubles it."""

    uid: str
    title: str
    place: str
    notes: str
    url: str
    starts_at: datetime
    ends_at: datetime


def calendar_file(*, evenings: Sequence[Evening], language: str, at: datetime) -> bytes:
    """One VEVENT a performance, in the time of Brussels with its VTIMEZONE; `at` is when the file was made."""
    calendar = Calendar()
    calendar.add("prodid", "-//Samenspel//Tickets//" + language.upper())
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for evening in evenings:
        event = Event()
        event.add("uid", evening.uid)
        event.add("dtstamp", at)
        event.add("dtstart", evening.starts_at.astimezone(BRUSSELS))
        event.add("dtend", evening.ends_at.astimezone(BRUSSELS))
        event.add("summary", evening.title)
        event.add("location", evening.place)
        event.add("description", evening.notes)
        event.add("url", evening.url)
        calendar.add_component(event)
    calendar.add_missing_timezones()
    made: bytes = calendar.to_ical()
    return made
