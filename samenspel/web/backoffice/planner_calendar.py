"""What the calendar on the page is told: the halls, the bookings and the words, as JSON.

Moments are those on the wall of Brussels, so that a browser in another time zone shows and sends the same hours."""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from samenspel.programme.queries.hall_calendar import Planned
from samenspel.venues.models import HallBooking
from samenspel.venues.queries.halls import HallFacts
from samenspel.web.backoffice import words
from samenspel.web.backoffice.planner_rows import PlannerState, booking_row, local_input
from samenspel.web.backoffice.planner_span import Span

OF_ONE_HALL = {"day": "timeGridDay", "week": "timeGridWeek", "month": "dayGridMonth"}
OF_MANY = {"day": "resourceTimeGridDay", "week": "resourceTimelineWeek", "month": "resourceTimelineMonth"}
HOURS_IN = ("timeGridDay", "timeGridWeek", "resourceTimeGridDay")


def calendar_config(
    state: PlannerState, span: Span, halls: Sequence[HallFacts], found: Sequence[Planned]
) -> str:
    """The attribute that `planner.js` reads. Halls of a booking that are not the house's own are left to the list."""
    shown = [hall for hall in halls if state.hall in (None, hall.id)]
    events = [_event(state, one) for one in found]
    one_hall = len(shown) == 1
    view = (OF_ONE_HALL if one_hall else OF_MANY)[span.view]
    if view in HOURS_IN:
        events += _change_overs(shown, found)
    config = {
        "view": view,
        "date": span.first.isoformat(),
        "language": words.language(),
        "hall": shown[0].id if one_hall else None,
        "resources": [{"id": hall.id, "title": hall.full_name} for hall in shown],
        "events": events,
        "newUrl": state.page_url("booking_new"),
        "words": {
            "undo": _("Undo"),
            "lost": _("The server does not answer, so nothing changed. Try again in a moment."),
        },
    }
    return json.dumps(config)


def _event(state: PlannerState, one: Planned) -> dict[str, Any]:
    row = booking_row(state, one)
    return {
        "id": one.id,
        "resourceIds": [one.hall_id],
        "start": local_input(one.starts_at),
        "end": local_input(one.ends_at),
        "title": row["title"],
        "classNames": ["booking", "booking--option" if row["is_option"] else "booking--confirmed"],
        "extendedProps": {
            "url": row["url"],
            "revision": one.revision,
            "hall": one.hall_id,
            "kind": str(row["kind"]),
            "state": row["state"] if row["is_option"] else "",
            "rank": _("Option %(rank)d") % {"rank": one.rank or 1} if row["is_option"] else "",
            "place": row["place"],
        },
    }


def _change_overs(halls: Sequence[HallFacts], found: Sequence[Planned]) -> list[dict[str, Any]]:
    """The minutes before and after each confirmed booking in which the hall is not free."""
    by_id = {hall.id: hall for hall in halls}
    strips = []
    for one in found:
        hall = by_id.get(one.hall_id)
        if hall is None or one.state != HallBooking.State.CONFIRMED:
            continue
        before = (one.starts_at - timedelta(minutes=hall.before_min), one.starts_at)
        after = (one.ends_at, one.ends_at + timedelta(minutes=hall.after_min))
        strips += [
            {
                "resourceIds": [hall.id],
                "start": local_input(start),
                "end": local_input(end),
                "title": _("Change-over"),
                "display": "background",
                "classNames": ["change-over"],
            }
            for start, end in (before, after)
            if start < end
        ]
    return strips
