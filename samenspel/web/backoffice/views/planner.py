"""The hall planner: what is on in the halls of a house, by day, week, month and season."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenspel.programme.queries.hall_calendar import hall_calendar, season_overview
from samenspel.programme.queries.seasons import seasons_of
from samenspel.venues.queries.halls import HallFacts, halls_of
from samenspel.web.backoffice import words
from samenspel.web.backoffice.bookings_done import done_box
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.planner_calendar import calendar_config
from samenspel.web.backoffice.planner_rows import PlannerState, booking_row, days_with
from samenspel.web.backoffice.planner_season import season_months
from samenspel.web.backoffice.planner_span import Span, span_of
from samenspel.web.backoffice.rooms import Room
from samenspel.web.design import formats


@require_safe
@in_house(Room.PLANNER)
def planner(desk: Desk) -> HttpResponse:
    state = PlannerState(desk)
    halls = halls_of(scope=desk.scope, house=desk.house.id)
    is_season = state.view == "season"
    seasons = seasons_of(scope=desk.scope, house=desk.house.id) if is_season else ()
    span = span_of(view=state.view, day=state.day, seasons=seasons)
    context = _frame(state, span, halls) | (_season if is_season else _days)(state, span, halls)
    return desk.render("backoffice/planner.html", context)


def _frame(state: PlannerState, span: Span, halls: list[HallFacts]) -> dict[str, Any]:
    """What stands above each of the four views."""
    labels = {"day": _("Day"), "week": _("Week"), "month": _("Month"), "season": _("Season")}
    tabs = [
        {"label": label, "url": state.planner_url(view=view), "current": view == state.view}
        for view, label in labels.items()
    ]
    return {
        "state": state,
        "span": span,
        "span_words": _span_words(span),
        "halls": halls,
        "tabs": tabs,
        "before_url": state.planner_url(day=span.before.isoformat()),
        "after_url": state.planner_url(day=span.after.isoformat()),
        "today_url": state.planner_url(day=""),
        "new_url": state.page_url("booking_new"),
        "uses_url": state.desk.url("hall_uses"),
        "feeds_url": state.desk.url("hall_feeds"),
        "done": done_box(state),
    }


def _days(state: PlannerState, span: Span, halls: list[HallFacts]) -> dict[str, Any]:
    rows = hall_calendar(
        scope=state.desk.scope,
        house=state.desk.house.id,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        hall=state.hall,
    )
    days = days_with([booking_row(state, one) for one in rows], span.days)
    for day in days:
        day["new_url"] = state.page_url("booking_new", day=day["day"].isoformat())
        day["day_url"] = state.planner_url(view="day", day=day["day"].isoformat())
    return {
        "days": days,
        "calendar": calendar_config(state, span, halls, rows) if halls else "",
        "calendar_url": state.planner_url(**{"as": "calendar"}),
        "list_url": state.planner_url(**{"as": "list"}),
    }


def _season(state: PlannerState, span: Span, halls: list[HallFacts]) -> dict[str, Any]:
    found = season_overview(
        scope=state.desk.scope, house=state.desk.house.id, first=span.first, last=span.last
    )
    shown = [hall for hall in halls if state.hall in (None, hall.id)]
    return {"months": season_months(state, span, shown, found)}


def _span_words(span: Span) -> str:
    language = words.language()
    if span.view == "day":
        return formats.day_long(on=span.first, language=language)
    if span.view == "month":
        return f"{formats.MONTHS_LONG[language][span.first.month - 1]} {span.first.year}"
    if span.view == "season":
        months = formats.MONTHS_LONG[language]
        first, last = (f"{months[day.month - 1]} {day.year}" for day in (span.first, span.last))
        return f"{first} – {last}"
    first, last = (formats.day(on=day, language=language) for day in (span.first, span.last))
    return f"{first} – {last} {span.last.year}"
