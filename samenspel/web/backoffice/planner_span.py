"""Which days the planner shows: a day, a week from Monday, a month, or a season. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from samenspel.kernel.clock import BRUSSELS
from samenspel.programme.queries.seasons import SeasonFacts

VIEWS = ("week", "day", "month", "season")
SEASON_STARTS_IN = 8
SEASON_MAX_DAYS = 400


@dataclass(frozen=True, slots=True)
class Span:
    """Local days from `first` to `last`, both shown."""

    view: str
    first: date
    last: date

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.first, time.min, BRUSSELS)

    @property
    def ends_at(self) -> datetime:
        return datetime.combine(self.last + timedelta(days=1), time.min, BRUSSELS)

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=no) for no in range((self.last - self.first).days + 1)]

    @property
    def before(self) -> date:
        """A day in the span before this one."""
        return self.first - timedelta(days=1)

    @property
    def after(self) -> date:
        return self.last + timedelta(days=1)


def span_of(*, view: str, day: date, seasons: Sequence[SeasonFacts] = ()) -> Span:
    """The span with `day` in it. A season is the house's own, at most 400 days; without one, August to July."""
    if view == "day":
        return Span(view, day, day)
    if view == "week":
        monday = day - timedelta(days=day.weekday())
        return Span(view, monday, monday + timedelta(days=6))
    if view == "month":
        first = day.replace(day=1)
        return Span(view, first, _next_month(first) - timedelta(days=1))
    for season in seasons:
        if season.starts_on <= day <= season.ends_on:
            return Span(
                view,
                season.starts_on,
                min(season.ends_on, season.starts_on + timedelta(days=SEASON_MAX_DAYS)),
            )
    year = day.year if day.month >= SEASON_STARTS_IN else day.year - 1
    return Span(
        view, date(year, SEASON_STARTS_IN, 1), date(year + 1, SEASON_STARTS_IN, 1) - timedelta(days=1)
    )


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
