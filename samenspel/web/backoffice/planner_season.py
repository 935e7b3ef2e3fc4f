"""A season at a glance: a table a month, a row a hall, a cell a day."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspel.programme.queries.hall_calendar import HallDay
from samenspel.venues.queries.halls import HallFacts
from samenspel.web.backoffice import words
from samenspel.web.backoffice.planner_rows import PlannerState
from samenspel.web.backoffice.planner_span import Span
from samenspel.web.design import formats


def season_months(
    state: PlannerState, span: Span, halls: Sequence[HallFacts], found: Sequence[HallDay]
) -> list[dict[str, Any]]:
    """The months of the span; a cell without bookings is None."""
    by_day = {(one.hall_id, one.day): one for one in found}
    language = words.language()
    months = []
    for (year, month), group in groupby(span.days, key=lambda day: (day.year, day.month)):
        days = list(group)
        rows = [
            {
                "hall": hall,
                "cells": [_cell(state, hall, day, by_day.get((hall.id, day))) for day in days],
            }
            for hall in halls
        ]
        title = f"{formats.MONTHS_LONG[language][month - 1]} {year}"
        url = state.planner_url(view="month", day=date(year, month, 1).isoformat())
        months.append({"title": title, "url": url, "days": days, "rows": rows})
    return months


def _cell(state: PlannerState, hall: HallFacts, day: date, one: HallDay | None) -> dict[str, Any] | None:
    if one is None:
        return None
    parts = []
    if one.confirmed:
        parts.append(
            ngettext("%(count)d confirmed", "%(count)d confirmed", one.confirmed) % {"count": one.confirmed}
        )
    if one.options:
        parts.append(ngettext("%(count)d option", "%(count)d options", one.options) % {"count": one.options})
    when = formats.day(on=day, language=words.language())
    return {
        "url": state.planner_url(view="day", day=day.isoformat()),
        "confirmed": one.confirmed,
        "options": one.options,
        "label": _("%(hall)s, %(day)s: %(what)s")
        % {"hall": hall.name, "day": when, "what": ", ".join(parts)},
    }
