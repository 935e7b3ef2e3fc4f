"""What the planner says when the calendar of halls refuses: one sentence, and the field that it is about."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.errors import DomainError
from samenspel.venues.commands.book_hall import BadBooking
from samenspel.venues.commands.change_booking import (
    BadPeriod,
    BookingChanged,
    HallTaken,
    HeldByPerformance,
    NotPlanner,
)
from samenspel.venues.commands.confirm_booking import NotAnOption
from samenspel.venues.commands.repeat_booking import NotRepeatable
from samenspel.venues.commands.set_hall_use import BookingsMeet
from samenspel.web.backoffice.refusals import taken

SENTENCES: dict[type[DomainError], tuple[str, object]] = {
    BadPeriod: ("ends_at", gettext_lazy("A booking ends after it begins, and lasts five minutes to a year.")),
    BookingsMeet: (
        "",
        gettext_lazy(
            "Confirmed bookings that are there already would overlap. Move or cancel one of them first."
        ),
    ),
    BookingChanged: (
        "",
        gettext_lazy(
            "Somebody changed this booking in the meantime. Look at it as it is now, then do it again."
        ),
    ),
    HeldByPerformance: (
        "",
        gettext_lazy("A performance takes place in this time. Change the performance, and its hall follows."),
    ),
    NotAnOption: ("", gettext_lazy("This booking is confirmed already.")),
    NotPlanner: ("", gettext_lazy("Only programmers and admins of this house plan its halls.")),
    NotRepeatable: (
        "until",
        gettext_lazy("This gives no dates, more than 200, or dates that overlap. Choose another last day."),
    ),
}


def refusal(*, error: DomainError) -> tuple[str, str]:
    """The field ("" for the form as a whole) and the sentence. Raises the error again when it is none of the planner."""
    if isinstance(error, HallTaken):
        return "starts_at", taken(error)
    if isinstance(error, BadBooking):
        if error.field == "option_until":
            return "option_until", _("An option ends at a moment that is still to come.")
        return "kind", _("Choose one of the kinds.")
    for kind, (field, sentence) in SENTENCES.items():
        if isinstance(error, kind):
            return field, str(sentence)
    raise error


def taken_days(*, error: HallTaken) -> set[date]:
    """The local days of a series on which the hall is taken."""
    return {clash.wish_starts_at.astimezone(BRUSSELS).date() for clash in error.clashes}
