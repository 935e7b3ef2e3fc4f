"""Dates that come back: an RRULE (RFC 5545, 3.3.10) in the time on the wall, over both nights with a clock change. Pure."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import rrule, rrulestr  # type: ignore[import-untyped]  # it has no types of its own

from samenspel.kernel.clock import BRUSSELS

DATES_MAX = 200
HORIZON = timedelta(days=3 * 366)
FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})

Span = tuple[datetime, datetime]


class BadRecurrence(ValueError):
    """Not a rule that makes 1 to 200 dates within three years, or dates that overlap each other. `str()` names the part."""


def repeated(*, rule: str, starts_at: datetime, ends_at: datetime, skip: Collection[date] = ()) -> list[Span]:
    """The later periods like [starts_at, ends_at), in UTC, by an RRULE with COUNT or UNTIL.

    Begin and end keep their time on the wall of Brussels. A begin that does not exist (the spring gap) is read as in RFC 5545,
    with the offset before the gap: 02:30 becomes 03:30; a time that comes twice is the first. COUNT counts the first period, as
    in a calendar; `skip` are local dates left out. Raises BadRecurrence.
    """
    first, last = (moment.astimezone(BRUSSELS).replace(tzinfo=None) for moment in (starts_at, ends_at))
    begins = [
        begin for begin in _begins(rule, first) if begin.date() != first.date() and begin.date() not in skip
    ]
    if not begins:
        raise BadRecurrence("no dates")
    spans = [_span(begin, begin + (last - first), ends_at - starts_at) for begin in begins]
    if any(
        later[0] < earlier[1] for earlier, later in zip([(starts_at, ends_at), *spans], spans, strict=False)
    ):
        raise BadRecurrence("overlap")
    return spans


def _begins(text: str, first: datetime) -> list[datetime]:
    parts = dict(part.partition("=")[::2] for part in text.upper().removeprefix("RRULE:").split(";"))
    count, until = parts.pop("COUNT", ""), parts.pop("UNTIL", "")
    if parts.get("FREQ") not in FREQUENCIES or any(
        name.startswith(("BYHOUR", "BYMIN", "BYSEC")) for name in parts
    ):
        raise BadRecurrence("FREQ")
    if not count and not until:
        raise BadRecurrence("COUNT")
    try:
        horizon = first + HORIZON
        end = min(horizon, _until(until)) if until else horizon
        found = rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=first)
        assert isinstance(found, rrule)
        most = int(count) if count else DATES_MAX + 1
        begins = list(islice(found.replace(until=end), min(most, DATES_MAX + 1)))
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise BadRecurrence(text) from error
    if len(begins) > DATES_MAX:
        raise BadRecurrence("COUNT")
    return begins


def _until(text: str) -> datetime:
    """The last begin that may be, on the wall: a date, a local moment, or a moment in UTC (ending in Z)."""
    if "T" not in text:
        return datetime.combine(date.fromisoformat(text), time.max)
    if text.endswith("Z"):
        return datetime.fromisoformat(text).astimezone(BRUSSELS).replace(tzinfo=None)
    return datetime.fromisoformat(text)


def _span(begin: datetime, end: datetime, length: timedelta) -> Span:
    starts_at, ends_at = (moment.replace(tzinfo=BRUSSELS).astimezone(UTC) for moment in (begin, end))
    # A begin inside the spring gap moves on and could pass its own end: then it keeps its length instead.
    return starts_at, ends_at if ends_at > starts_at else starts_at + length
