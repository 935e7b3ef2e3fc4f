"""Evenings for a calendar (RFC 5545)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from icalendar import Calendar, Event

from samenspel.kernel.clock import BRUSSELS


@dataclass(frozen=True, slots=True)
class Evening:
    """One performance of an order, or one booking of a hall.

    `uid` is stable: a calendar that reads the file again moves the evening, not doubles it; `sequence` rises when it changed.
    `status` is CONFIRMED or TENTATIVE.
    """

    uid: str
    title: str
    place: str
    notes: str
    url: str
    starts_at: datetime
    ends_at: datetime
    status: str = "CONFIRMED"
    sequence: int = 0


def calendar_file(
    *, evenings: Sequence[Evening], language: str, at: datetime, product: str = "Tickets", name: str = ""
) -> bytes:
    """One VEVENT an evening, in the time of Brussels with its VTIMEZONE; `at` is when the file was made.

    `name` is how a calendar program calls what it subscribed to.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Samenspel//{product}//{language.upper()}")
    calendar.add("version", "2.0")
    if name:
        calendar.add("x-wr-calname", name)
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
        event.add("status", evening.status)
        event.add("sequence", evening.sequence)
        if evening.url:
            event.add("url", evening.url)
        calendar.add_component(event)
    calendar.add_missing_timezones()
    made: bytes = calendar.to_ical()
    return made
