"""The planner's state in the URL, and how a booking reads in a list and in the calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from samenspel.kernel.clock import BRUSSELS
from samenspel.programme.queries.hall_calendar import Planned
from samenspel.venues.models import HallBooking
from samenspel.venues.queries.halls import HallFacts
from samenspel.venues.words import KINDS
from samenspel.web.backoffice import words
from samenspel.web.backoffice.desk import Desk
from samenspel.web.backoffice.listing import ListState
from samenspel.web.backoffice.planner_span import VIEWS
from samenspel.web.backoffice.programme_forms import YEARS
from samenspel.web.design import formats

KEPT = ("view", "day", "hall", "as")


@dataclass(frozen=True)
class PlannerState:
    """Which days and which hall are looked at: in the URL of every page of the planner, so that each leads back there."""

    desk: Desk

    @property
    def _list(self) -> ListState:
        return ListState(self.desk.url("planner"), self.desk.request.GET)

    @property
    def view(self) -> str:
        return self._list.word("view", VIEWS)

    @property
    def hall(self) -> int | None:
        return self._list.number("hall")

    @property
    def day(self) -> date:
        """Today when the URL has none that can be shown."""
        today = self.desk.at.astimezone(BRUSSELS).date()
        try:
            asked = date.fromisoformat(self._list.text("day"))
        except ValueError:
            return today
        return asked if asked.year in YEARS else today

    @property
    def presentation(self) -> str:
        """`calendar`, `list`, or empty: what fits the screen."""
        return self._list.word("as", ("", "calendar", "list"))

    def planner_url(self, **changes: str | int) -> str:
        kept = {name: self.desk.request.GET.get(name, "") for name in KEPT}
        return self._with(self.desk.url("planner"), {**kept, **changes})

    def page_url(self, name: str, *args: object, **more: str | int) -> str:
        """Another page of the planner that leads back to here."""
        kept = {key: self.desk.request.GET.get(key, "") for key in KEPT}
        return self._with(self.desk.url(name, *args), {**kept, **more})

    @staticmethod
    def _with(path: str, parameters: dict[str, str | int]) -> str:
        query = QueryDict(mutable=True)
        query.update({name: str(value) for name, value in parameters.items() if value != ""})
        return f"{path}?{query.urlencode()}" if query else path


def booking_row(state: PlannerState, one: Planned) -> dict[str, Any]:
    """One booking as the list shows it."""
    is_option = one.state == HallBooking.State.OPTION
    return {
        "facts": one,
        "title": one.shown_title or str(KINDS[HallBooking.Kind(one.kind)]),
        "kind": KINDS[HallBooking.Kind(one.kind)],
        "place": place_of(one),
        "is_option": is_option,
        "state": state_words(one),
        "url": state.page_url("booking", one.id),
    }


def place_of(one: Planned) -> str:
    return one.hall_name if one.hall_name == one.venue_name else f"{one.venue_name}, {one.hall_name}"


def state_words(one: Planned) -> str:
    """`Confirmed`, or `Option 2, until vr 27 nov, 18:00`."""
    if one.state != HallBooking.State.OPTION:
        return _("Confirmed")
    if one.expires_at is None:
        return _("Option %(rank)d") % {"rank": one.rank or 1}
    until = formats.moment(at=one.expires_at, language=words.language())
    return _("Option %(rank)d, until %(until)s") % {"rank": one.rank or 1, "until": until}


def days_with(rows: Sequence[dict[str, Any]], days: Sequence[date]) -> list[dict[str, Any]]:
    """Each day with what is on in it, longer bookings on every day that they touch."""
    found = []
    for day in days:
        on = [
            row
            for row in rows
            if _local(row["facts"].starts_at).date() <= day <= _last_day(row["facts"].ends_at)
        ]
        found.append({"day": day, "rows": on})
    return found


def hall_choices(halls: Sequence[HallFacts]) -> list[dict[str, Any]]:
    return [{"id": hall.id, "name": hall.full_name} for hall in halls]


def local_input(moment: datetime) -> str:
    """A moment as an input for date and time wants it."""
    return _local(moment).strftime("%Y-%m-%dT%H:%M")


def _local(moment: datetime) -> datetime:
    return moment.astimezone(BRUSSELS)


def _last_day(ends_at: datetime) -> date:
    return _local(ends_at - timedelta(microseconds=1)).date()
