"""What was just done to the calendar of halls, with the button that undoes it."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy, ngettext

from samenspel.venues.commands.change_booking import Changed
from samenspel.web.backoffice.planner_rows import PlannerState

DONE = {
    "booked": gettext_lazy("The hall is booked."),
    "option": gettext_lazy("The option stands."),
    "moved": gettext_lazy("The booking has another time."),
    "described": gettext_lazy("The booking is saved."),
    "confirmed": gettext_lazy("The booking is confirmed."),
    "extended": gettext_lazy("The option stands until another moment."),
    "repeated": gettext_lazy("The booking is repeated."),
    "cancelled": gettext_lazy("The booking is cancelled and its time is free."),
    "undone": gettext_lazy("That is undone."),
}


def done_box(state: PlannerState) -> dict[str, Any] | None:
    """From the URL to which an act leads: `done` says what, `undo` which act. None when there is none."""
    query = state.desk.request.GET
    sentence = DONE.get(query.get("done", ""))
    try:
        act = UUID(query.get("undo", ""))
    except ValueError:
        return None
    if sentence is None:
        return None
    return {"sentence": sentence, "undo_url": state.page_url("booking_undo", act)}


def others(changed: Changed) -> str:
    """Options, and for an option confirmed bookings, that ask for the same time; empty when there are none."""
    count = len(changed.clashes)
    if not count:
        return ""
    return ngettext(
        "%(count)d other booking asks for this time too. It stays as it is.",
        "%(count)d other bookings ask for this time too. They stay as they are.",
        count,
    ) % {"count": count}
