"""A booking as the calendar component reads it. docs/reference/hall-planner.md says each field."""

from typing import Any

from samenspel.kernel.clock import BRUSSELS
from samenspel.programme.queries.hall_calendar import Planned


def calendar_event(planned: Planned) -> dict[str, Any]:
    """One event, ready for JSON; begin and end on the wall of Brussels with their offset.

    A booking in which a performance takes place keeps its place: it may only grow around it.
    """
    held = planned.performance_id is not None
    return {
        "id": str(planned.id),
        "resourceId": str(planned.hall_id),
        "start": planned.starts_at.astimezone(BRUSSELS).isoformat(),
        "end": planned.ends_at.astimezone(BRUSSELS).isoformat(),
        "title": planned.shown_title,
        "editable": not held,
        "durationEditable": True,
        "classNames": [planned.state, planned.kind],
        "extendedProps": {
            "state": planned.state,
            "kind": planned.kind,
            "rank": planned.rank,
            "expires": planned.expires_at and planned.expires_at.astimezone(BRUSSELS).isoformat(),
            "revision": planned.revision,
            "series": planned.series and str(planned.series),
            "hall": planned.hall_name,
            "venue": planned.venue_name,
            "performance": planned.performance_id,
            "note": planned.note,
            "staffNotes": planned.staff_notes,
            "equipmentNotes": planned.equipment_notes,
            "contact": planned.contact,
        },
    }
