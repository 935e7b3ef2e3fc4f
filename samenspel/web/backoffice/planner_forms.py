"""What staff fills in to plan halls. Moments are typed and shown in Brussels."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenspel.venues.commands.book_hall import NOTES_MAX, BookingTexts
from samenspel.venues.queries.halls import HallFacts
from samenspel.venues.words import KINDS
from samenspel.web.backoffice.programme_forms import DayField, MomentField, Revised

TEXTS = ("title", "note", "staff_notes", "equipment_notes", "contact")
RHYTHMS = {
    "FREQ=DAILY": _("Every day"),
    "FREQ=WEEKLY": _("Every week"),
    "FREQ=WEEKLY;INTERVAL=2": _("Every two weeks"),
    "FREQ=MONTHLY": _("Every month, on the same date"),
}


class TimeForm(Revised):
    """Where and when. Without `ends_at` a booking keeps its length: what dragging sends."""

    hall = forms.TypedChoiceField(label=_("Hall"), coerce=int)
    starts_at = MomentField(label=_("Begins"))
    ends_at = MomentField(label=_("Ends"))

    def __init__(self, *args: Any, halls: Sequence[HallFacts], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["hall"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(hall.id), hall.full_name) for hall in halls]


class TextsForm(Revised):
    """What for, and what staff must know."""

    kind = forms.ChoiceField(label=_("What for"), choices=[*KINDS.items()])
    title = forms.CharField(label=_("Title"), max_length=160, required=False)
    note = forms.CharField(label=_("Short note"), max_length=200, required=False)
    staff_notes = forms.CharField(
        label=_("Staff"),
        max_length=NOTES_MAX,
        required=False,
        help_text=_("Who is needed, and from when."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    equipment_notes = forms.CharField(
        label=_("Equipment"),
        max_length=NOTES_MAX,
        required=False,
        help_text=_("Piano, projector, extra sound."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    contact = forms.CharField(
        label=_("Who to ring"),
        max_length=NOTES_MAX,
        required=False,
        help_text=_("Stays on these pages: calendar programs never receive it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @property
    def booking_texts(self) -> BookingTexts:
        return BookingTexts(**{name: self.cleaned_data[name] for name in TEXTS})


class NewBookingForm(TimeForm, TextsForm):
    """An option, or confirmed at once."""

    state = forms.ChoiceField(
        label=_("How sure is it"),
        choices=[("option", _("Option")), ("confirmed", _("Confirmed"))],
        widget=forms.RadioSelect,
    )
    option_until = MomentField(
        label=_("Option until"),
        required=False,
        help_text=_("At this moment the option ends by itself. Not needed for a confirmed booking."),
    )

    field_order = ["hall", "starts_at", "ends_at", "kind", "title", "state", "option_until", *TEXTS[1:]]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if (
            data.get("state") == "option"
            and not data.get("option_until")
            and "option_until" not in self.errors
        ):
            self.add_error("option_until", _("Say until when the option stands."))
        return data

    @property
    def until(self) -> datetime | None:
        return self.cleaned_data["option_until"] if self.cleaned_data["state"] == "option" else None


class ExtendForm(Revised):
    option_until = MomentField(label=_("Option until"))


class RepeatForm(Revised):
    rhythm = forms.ChoiceField(label=_("How often"), choices=[*RHYTHMS.items()])
    until = DayField(label=_("Last day"))
    skip = forms.CharField(
        label=_("Days to leave out"),
        required=False,
        max_length=2400,
        help_text=_("For example: 2026-12-24, 2026-12-31."),
    )

    def clean_skip(self) -> list[date]:
        words = self.cleaned_data["skip"].replace(",", " ").split()
        try:
            return [date.fromisoformat(word) for word in words]
        except ValueError:
            raise forms.ValidationError(_("Write days as 2026-12-24, with commas between.")) from None

    def leave_out(self, *, days: Collection[date]) -> None:
        """Fill in these days too, so that sending the form again books the others."""
        left_out = {day.isoformat() for day in {*self.cleaned_data["skip"], *days}}
        self.data = {name: self.data[name] for name in self.data} | {"skip": ", ".join(sorted(left_out))}
        self.add_error(None, _("The taken days are filled in below: send it again to leave them out."))

    @property
    def rule(self) -> str:
        """An RRULE of RFC 5545."""
        return f"{self.cleaned_data['rhythm']};UNTIL={self.cleaned_data['until']:%Y%m%d}"


def proposed_time(*, day: date, at: datetime) -> dict[str, str]:
    """What a new booking begins with: an evening, as an option for two weeks. Local, as the inputs want it."""
    until = at.date() + timedelta(days=14)
    return {
        "starts_at": f"{day.isoformat()}T19:00",
        "ends_at": f"{day.isoformat()}T23:00",
        "option_until": f"{until.isoformat()}T18:00",
        "state": "option",
    }
