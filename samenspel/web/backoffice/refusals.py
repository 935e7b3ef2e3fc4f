"""What a form says when a command of the programme refused, at the field that it is about."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samenspel.kernel.errors import DomainError
from samenspel.programme.commands.change_performance import OnSaleAlready, PerformanceCancelled
from samenspel.programme.commands.change_programme import BadField, SavedInBetween
from samenspel.programme.commands.put_picture import PictureRefused
from samenspel.programme.commands.save_season import NameTaken
from samenspel.sales.commands.move_performance import PlacesDoNotFit
from samenspel.venues.commands.change_booking import BadPeriod, HallTaken
from samenspel.web.backoffice import words
from samenspel.web.design import formats

FIELDS = {
    ("name", "length"): gettext_lazy("A name has 1 to 40 characters."),
    ("title", "length"): gettext_lazy("A title has 1 to 160 characters."),
    ("genre", "unknown"): gettext_lazy("Choose one of the genres."),
    ("duration_min", "range"): gettext_lazy("Between 1 and 1440 minutes."),
    ("age_from", "range"): gettext_lazy("Between 0 and 99."),
    ("ends_on", "before_start"): gettext_lazy("The end comes after the beginning."),
    ("ends_at", "before_start"): gettext_lazy("The end comes after the beginning."),
    ("ends_at", "too_long"): gettext_lazy("A performance lasts a day at most."),
    ("sale_ends_at", "before_start"): gettext_lazy("The sale ends after it starts."),
    ("sale_ends_at", "after_performance"): gettext_lazy(
        "The sale ends when the performance does at the latest."
    ),
    ("sale_starts_at", "after_sale"): gettext_lazy(
        "Of one of these performances the sale would start after it ends."
    ),
    ("state", "by_guide"): gettext_lazy("Moving and cancelling are done with the people who hold tickets."),
    ("starts_at", "past"): gettext_lazy("Choose a moment that is still to come."),
    ("starts_at", "same"): gettext_lazy("Nothing changes yet: choose another date or hall."),
    ("starts_at", "over"): gettext_lazy(
        "This performance is over, so it is not moved or cancelled any more."
    ),
    ("refund_until", "range"): gettext_lazy("In the future, and before the new beginning."),
    ("plan", "other_hall"): gettext_lazy("Choose a seat plan of this hall."),
    ("alt", "missing"): gettext_lazy("Say at least in Dutch what the picture shows."),
    ("days", "range"): gettext_lazy("Between 1 and 730 days."),
    ("performances", "too_many"): gettext_lazy("At most 200 at a time."),
    ("performances", "missing"): gettext_lazy("Choose at least one performance."),
}
NAMES = {"alt": "alt_nl", "plan": "where"}
"""Where a field of a command has another name in the form."""

PICTURES = {
    "svg": gettext_lazy("An SVG can hold scripts, so it is refused. Save the picture as JPEG, PNG or WebP."),
    "not_a_picture": gettext_lazy("This file is no JPEG, PNG or WebP picture, or it is damaged."),
    "too_heavy": gettext_lazy("This picture is larger than 10 MB. Save it smaller."),
    "too_many_pixels": gettext_lazy("This picture has more than 40 megapixels. Save it smaller."),
    "too_small": gettext_lazy("This picture is smaller than 400 pixels on a side. Take a larger one."),
}


def refuse(form: forms.Form, error: DomainError) -> None:
    """Put the sentence on the form. Raises the error again when it is none that a form can tell."""
    field, sentence = _told(error)
    name = NAMES.get(field, field)
    form.add_error(name if name in form.fields else None, sentence)


def _told(error: DomainError) -> tuple[str, str]:
    if isinstance(error, BadField):
        return error.field, str(FIELDS[error.field, error.why])
    if isinstance(error, PictureRefused):
        return "file", str(PICTURES[error.reason])
    if isinstance(error, NameTaken):
        return "name", _("There is a season of this name already.")
    if isinstance(error, SavedInBetween):
        return "", _saved(error)
    if isinstance(error, HallTaken):
        return "where", taken(error)
    if isinstance(error, BadPeriod):
        return "ends_at", _("A performance lasts at least five minutes.")
    if isinstance(error, OnSaleAlready):
        return "", _(
            "This performance is on sale: people may hold tickets for its date and hall. Move or cancel it instead."
        )
    if isinstance(error, PlacesDoNotFit):
        return "where", _no_room(error)
    if isinstance(error, PerformanceCancelled):
        return "", _("This performance is cancelled, so it changes no more.")
    raise error


def _saved(error: SavedInBetween) -> str:
    when = formats.moment(at=error.at, language=words.language()) if error.at else ""
    return _(
        "%(name)s saved “%(what)s” on %(when)s, while you had it open. Nothing of yours is kept yet: open it again in another"
        " tab, and take over what you still want."
    ) % {"name": error.by or _("Somebody"), "what": error.what, "when": when}


def taken(error: HallTaken) -> str:
    """Which booking stands in the way, and until when."""
    first = error.clashes[0] if error.clashes else None
    if first is None:
        return _("The hall is taken at that time.")
    return _(
        "%(hall)s is taken: %(title)s, %(start)s to %(end)s, change-over included. Choose another time or hall."
    ) % {
        "hall": first.hall_name,
        "title": first.title or _("a booking"),
        "start": formats.moment(at=first.starts_at, language=words.language()),
        "end": formats.clock(at=first.ends_at),
    }


def _no_room(error: PlacesDoNotFit) -> str:
    """Names the first ten places: enough to know which part of the hall it is."""
    shown = "; ".join(error.places[:10])
    rest = len(error.places) - 10
    if rest > 0:
        shown = _("%(places)s and %(count)d more") % {"places": shown, "count": rest}
    return _(
        "Places that are sold, in a cart or blocked are not in this seat plan, or are called otherwise: %(places)s. Choose"
        " another plan, or move these people first."
    ) % {"places": shown}
