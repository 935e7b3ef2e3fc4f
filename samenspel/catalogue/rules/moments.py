"""A moment of a rule: a fixed one, or one told from the start of the performance."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.errors import DomainError

MOST_DAYS = 1000
MOST_MINUTES = 60 * 24 * 60


class BadTerms(DomainError):
    """What was given for a rule cannot be used: `field` is which part, `problem` one of missing, unknown, wrong, range."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(field, problem)
        self.field = field
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Moment:
    """`at`, an aware moment; or `days_before` the start, at `clock` in Brussels (None: the clock time of the start itself);
    or `minutes_before` the start. Exactly one of the three is given.
    """

    at: datetime | None = None
    days_before: int | None = None
    clock: time | None = None
    minutes_before: int | None = None

    def of(self, *, starts_at: datetime) -> datetime:
        """This moment for a performance that starts then; aware UTC. A day before is a day on the calendar, also when the
        clock changes in between.
        """
        if self.at is not None:
            return self.at
        if self.minutes_before is not None:
            return starts_at - timedelta(minutes=self.minutes_before)
        local = starts_at.astimezone(BRUSSELS)
        day = local.date() - timedelta(days=self.days_before or 0)
        clock = local.time() if self.clock is None else self.clock
        return datetime.combine(day, clock, tzinfo=BRUSSELS).astimezone(UTC)


def parse_moment(*, data: object, field: str) -> Moment:
    """A moment from `{"at": ISO 8601 with offset}`, `{"days_before": 0-1000, "clock": "17:00"}` or `{"minutes_before": n}`.

    Raises BadTerms.
    """
    if not isinstance(data, Mapping):
        raise BadTerms(field, "wrong")
    keys = frozenset(data)
    if keys == {"at"}:
        return Moment(at=_instant(data["at"], f"{field}.at"))
    if keys == {"minutes_before"}:
        least, most = 0, MOST_MINUTES
        return Moment(minutes_before=number(data["minutes_before"], f"{field}.minutes_before", least, most))
    if keys in ({"days_before"}, {"days_before", "clock"}):
        days = number(data["days_before"], f"{field}.days_before", 0, MOST_DAYS)
        clock = parse_clock(data=data["clock"], field=f"{field}.clock") if "clock" in data else None
        return Moment(days_before=days, clock=clock)
    raise BadTerms(field, "unknown" if keys else "missing")


def parse_clock(*, data: object, field: str) -> time:
    """A time of day as HH:MM, in Brussels. Raises BadTerms."""
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", str(data)):
        raise BadTerms(field, "wrong")
    return time.fromisoformat(str(data))


def number(data: object, field: str, least: int, most: int) -> int:
    """A whole number from `least` to `most`. Raises BadTerms."""
    if isinstance(data, bool) or not isinstance(data, int):
        raise BadTerms(field, "wrong")
    if not least <= data <= most:
        raise BadTerms(field, "range")
    return data


def _instant(data: object, field: str) -> datetime:
    try:
        found = datetime.fromisoformat(str(data))
    except ValueError as error:
        raise BadTerms(field, "wrong") from error
    if found.tzinfo is None:
        raise BadTerms(field, "wrong")
    return found.astimezone(UTC)
