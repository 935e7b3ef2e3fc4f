"""A grid of timeslots: every day of a period at the same times, but for the days it is closed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from samenspel.kernel.clock import BRUSSELS

SLOTS_AT_MOST = 1000
PART = re.compile(r"(?P<first>\d{1,2}:\d{2})(?:-(?P<last>\d{1,2}:\d{2})/(?P<step>\d{1,3}))?", re.ASCII)


class BadGrid(ValueError):
    """`.field` is what cannot be so."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class Grid:
    """`times` are on the clock of Brussels; `closed_weekdays` 0 (Monday) to 6; a slot lasts `duration_min` minutes."""

    first_on: date
    last_on: date
    times: tuple[time, ...]
    duration_min: int
    closed_weekdays: frozenset[int] = frozenset()
    closed_on: frozenset[date] = frozenset()

    def starts(self) -> tuple[datetime, ...]:
        """When each slot begins, in UTC, in order. The hour that summer time skips has none.

        Raises BadGrid: no time, an end before the beginning, a slot of less than 5 minutes or more than a day, over 1,000 slots.
        """
        if not self.times:
            raise BadGrid("times")
        if self.last_on < self.first_on or (self.last_on - self.first_on).days >= SLOTS_AT_MOST:
            raise BadGrid("last_on")
        if not 5 <= self.duration_min <= 1440:
            raise BadGrid("duration_min")
        found = tuple(
            moment
            for day in self._days()
            for each in sorted(set(self.times))
            if (moment := _moment(day, each))
        )
        if len(found) > SLOTS_AT_MOST:
            raise BadGrid("last_on")
        return found

    def holds(self, moment: datetime) -> bool:
        """A slot at this moment falls in the period of the grid."""
        return self.first_on <= moment.astimezone(BRUSSELS).date() <= self.last_on

    def _days(self) -> Iterator[date]:
        for number in range((self.last_on - self.first_on).days + 1):
            day = self.first_on + timedelta(days=number)
            if day.weekday() not in self.closed_weekdays and day not in self.closed_on:
                yield day


def _moment(day: date, at: time) -> datetime | None:
    moment = datetime.combine(day, at, BRUSSELS).astimezone(UTC)
    return moment if moment.astimezone(BRUSSELS).time() == at else None


def read_times(text: str) -> tuple[time, ...]:
    """`10:00, 11:30` or `10:00-16:00/30`, every 30 minutes up to and including 16:00; separated by commas or spaces.

    Raises BadGrid("times") for anything else.
    """
    found: set[time] = set()
    for part in text.replace(",", " ").split():
        match = PART.fullmatch(part)
        if match is None:
            raise BadGrid("times")
        first, last = _minute(match["first"]), _minute(match["last"] or match["first"])
        step = int(match["step"] or 0)
        if last < first or (last > first and not step):
            raise BadGrid("times")
        found |= {time(*divmod(minute, 60)) for minute in range(first, last + 1, step or 1)}
    return tuple(sorted(found))


def _minute(clock: str) -> int:
    hour, minute = (int(each) for each in clock.split(":"))
    if hour > 23 or minute > 59:
        raise BadGrid("times")
    return 60 * hour + minute
