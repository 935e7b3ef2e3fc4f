"""A grid of timeslots: every day of a period at the same times, but for days that are closed or have times of their own."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
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
    """`times` are on the clock of Brussels; `closed_weekdays` 0 (Monday) to 6; a slot lasts `duration_min` minutes.

    `apart` are the days with times of their own, whatever else the grid says of them.
    """

    first_on: date
    last_on: date
    times: tuple[time, ...]
    duration_min: int
    closed_weekdays: frozenset[int] = frozenset()
    closed_on: frozenset[date] = frozenset()
    apart: Mapping[date, tuple[time, ...]] = field(default_factory=dict)

    def starts(self) -> tuple[datetime, ...]:
        """When each slot begins, in UTC, in order. The hour that summer time skips has none.

        Raises BadGrid: no time, an end before the beginning, a slot of less than 5 minutes or more than a day, a day apart
        outside the period, over 1,000 slots.
        """
        if not self.times:
            raise BadGrid("times")
        if self.last_on < self.first_on or (self.last_on - self.first_on).days >= SLOTS_AT_MOST:
            raise BadGrid("last_on")
        if not 5 <= self.duration_min <= 1440:
            raise BadGrid("duration_min")
        if any(not self.first_on <= day <= self.last_on for day in self.apart):
            raise BadGrid("apart")
        found = tuple(
            moment
            for day in _days(self.first_on, self.last_on)
            for each in sorted(set(self.times_on(day)))
            if (moment := _moment(day, each))
        )
        if len(found) > SLOTS_AT_MOST:
            raise BadGrid("last_on")
        return found

    def holds(self, moment: datetime) -> bool:
        """A slot at this moment falls in the period of the grid."""
        return self.first_on <= moment.astimezone(BRUSSELS).date() <= self.last_on

    def times_on(self, day: date) -> tuple[time, ...]:
        """None when it is closed."""
        if day in self.apart:
            return self.apart[day]
        return () if day.weekday() in self.closed_weekdays or day in self.closed_on else self.times


def grid_of(*, starts: Iterable[datetime], duration_min: int) -> Grid | None:
    """The grid of fewest rules that has exactly these slots; None without slots.

    The times are those of most days; a day that has others stands apart. A weekday is closed when that says less than each of
    its closed days by itself. The second of two hours when summer time ends has no slot in any grid.
    """
    found: dict[date, set[time]] = defaultdict(set)
    for moment in starts:
        local = moment.astimezone(BRUSSELS)
        found[local.date()].add(local.time())
    if not found:
        return None
    per_day = {day: tuple(sorted(times)) for day, times in found.items()}
    usual = max(sorted(Counter(per_day.values()).items()), key=lambda each: each[1])[0]
    empty = [day for day in _days(min(per_day), max(per_day)) if day not in per_day]
    open_, shut = (Counter(day.weekday() for day in days) for days in (per_day, empty))
    weekdays = frozenset(day for day in shut if 1 + open_[day] < shut[day])
    return Grid(
        first_on=min(per_day),
        last_on=max(per_day),
        times=usual,
        duration_min=duration_min,
        closed_weekdays=weekdays,
        closed_on=frozenset(day for day in empty if day.weekday() not in weekdays),
        apart={
            day: times
            for day, times in sorted(per_day.items())
            if times != usual or day.weekday() in weekdays
        },
    )


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


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


def write_times(times: Iterable[time]) -> str:
    """As `read_times` reads them: three or more at equal distances are a row. Seconds are left out."""
    minutes = sorted({60 * each.hour + each.minute for each in times})
    parts = []
    while minutes:
        step = minutes[1] - minutes[0] if len(minutes) > 1 else 0
        long = 1
        while long < len(minutes) and minutes[long] - minutes[long - 1] == step:
            long += 1
        if long > 2 and step < 1000:
            parts.append(f"{_clock(minutes[0])}-{_clock(minutes[long - 1])}/{step}")
        else:
            long = 1
            parts.append(_clock(minutes[0]))
        minutes = minutes[long:]
    return ", ".join(parts)


def read_apart(text: str) -> dict[date, tuple[time, ...]]:
    """A day and its times on each line, as `2026-12-24 10:00-13:00/60`. Raises BadGrid("apart") for anything else."""
    found: dict[date, tuple[time, ...]] = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        day, _space, times = line.partition(" ")
        try:
            on, at = date.fromisoformat(day), read_times(times)
        except ValueError as error:
            raise BadGrid("apart") from error
        if not at or on in found:
            raise BadGrid("apart")
        found[on] = at
    return found


def write_apart(apart: Mapping[date, tuple[time, ...]]) -> str:
    """As `read_apart` reads them."""
    return "\n".join(f"{day} {write_times(times)}" for day, times in sorted(apart.items()))


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _minute(clock: str) -> int:
    hour, minute = (int(each) for each in clock.split(":"))
    if hour > 23 or minute > 59:
        raise BadGrid("times")
    return 60 * hour + minute
