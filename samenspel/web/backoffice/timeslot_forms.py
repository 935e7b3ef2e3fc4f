"""What staff fills in to plan the timeslots of an exhibition or a film run."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenspel.programme.rules.timeslots import (
    BadGrid,
    Grid,
    read_apart,
    read_times,
    write_apart,
    write_times,
)
from samenspel.sales.rules.limits import PLACES_IN_CART
from samenspel.web.backoffice.programme_forms import DayField, MomentField
from samenspel.web.backoffice.words import PERFORMANCE_STATES

WEEKDAYS = (
    _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
)  # fmt: skip
WRONG = {
    "times": _("Write times as 10:00, 11:30 or as a row: 10:00-16:00/30."),
    "last_on": _("The last day comes after the first, and at most 1000 slots are made at a time."),
    "apart": _("Write a day of the period and its times on each line: 2026-12-24 10:00-13:00/60."),
    "duration_min": _("Between 5 and 1440 minutes."),
}


class GridForm(forms.Form):
    first_on = DayField(label=_("First day"))
    last_on = DayField(label=_("Last day"))
    times = forms.CharField(
        label=_("Times"),
        max_length=400,
        help_text=_(
            "For example 10:00, 11:30, 14:00, or a row: 10:00-16:00/30 is every 30 minutes until 16:00."
        ),
    )
    duration_min = forms.IntegerField(label=_("Duration in minutes"), min_value=5, max_value=1440, initial=60)
    closed_weekdays = forms.TypedMultipleChoiceField(
        label=_("Closed every"),
        coerce=int,
        required=False,
        choices=[*enumerate(WEEKDAYS)],
        widget=forms.CheckboxSelectMultiple,
    )
    closed_on = forms.CharField(
        label=_("Closed on these days too"),
        max_length=2000,
        required=False,
        help_text=_("One day on a line, as 2026-12-25."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    apart = forms.CharField(
        label=_("Days with other times"),
        max_length=40_000,
        required=False,
        help_text=_("One day on a line with its times, as 2026-12-24 10:00-13:00/60."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    where = forms.ChoiceField(label=_("Hall and seat plan: so many places has each slot"))
    season = forms.ChoiceField(label=_("Season"), required=False)
    price_list = forms.ChoiceField(label=_("Price list"), required=False)
    state = forms.ChoiceField(label=_("State"))
    published_at = MomentField(
        label=_("Published from"), required=False, help_text=_("Empty: only your house sees it.")
    )
    sale_starts_at = MomentField(
        label=_("Sale starts"), required=False, help_text=_("Empty: as soon as it is published.")
    )
    exchange_min = forms.IntegerField(
        label=_("Visitors choose another timeslot themselves until so many minutes before"),
        min_value=0,
        max_value=20_160,
        required=False,
        help_text=_("At the same price, while there is place. Empty: they cannot."),
    )

    group_min = forms.IntegerField(
        label=_("Fewest places in one order"),
        min_value=1,
        max_value=PLACES_IN_CART,
        required=False,
        help_text=_("For slots that only groups book. Empty: one ticket is enough."),
    )
    group_max = forms.IntegerField(
        label=_("Most places in one order"),
        min_value=1,
        max_value=PLACES_IN_CART,
        required=False,
        help_text=_(
            "Who comes with more is told to ring or write to your house. Empty: 40, as in every cart."
        ),
    )

    walk_ins_take_places = forms.BooleanField(
        label=_("Who walks in without a ticket takes a place that is free"),
        required=False,
        help_text=_("Counted at the door; such a place is not sold any more. Else the door only counts."),
    )

    def __init__(self, *args: Any, choices: dict[str, list[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [(value, PERFORMANCE_STATES[value][0]) for value in ("confirmed", "on_sale")]
        for name, offered in (choices | {"state": states}).items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered

    def clean_times(self) -> tuple[time, ...]:
        try:
            return read_times(self.cleaned_data["times"])
        except BadGrid as error:
            raise forms.ValidationError(WRONG["times"]) from error

    def clean_closed_on(self) -> frozenset[date]:
        try:
            return frozenset(date.fromisoformat(each) for each in self.cleaned_data["closed_on"].split())
        except ValueError as error:
            raise forms.ValidationError(_("Write each day as 2026-12-25.")) from error

    def clean_apart(self) -> dict[date, tuple[time, ...]]:
        try:
            return read_apart(self.cleaned_data["apart"])
        except BadGrid as error:
            raise forms.ValidationError(WRONG["apart"]) from error

    def clean(self) -> None:
        if self.errors:
            return
        least, most = self.cleaned_data["group_min"], self.cleaned_data["group_max"]
        if least and most and least > most:
            self.add_error("group_max", _("As many as the fewest places, or more."))
        try:
            self.grid.starts()
        except BadGrid as error:
            self.add_error(error.field, WRONG[error.field])

    @property
    def grid(self) -> Grid:
        """What was filled in."""
        data = self.cleaned_data
        return Grid(
            first_on=data["first_on"],
            last_on=data["last_on"],
            times=data["times"],
            duration_min=data["duration_min"],
            closed_weekdays=frozenset(data["closed_weekdays"]),
            closed_on=data["closed_on"],
            apart=data["apart"],
        )

    def sale_from(self, *, at: datetime) -> datetime:
        """Empty: as soon as it is published, or now."""
        moment: datetime = self.cleaned_data["sale_starts_at"] or self.cleaned_data["published_at"] or at
        return moment


def initial_of(grid: Grid) -> dict[str, Any]:
    """A grid as the form shows it."""
    return {
        "first_on": grid.first_on,
        "last_on": grid.last_on,
        "times": write_times(grid.times),
        "duration_min": grid.duration_min,
        "closed_weekdays": sorted(grid.closed_weekdays),
        "closed_on": "\n".join(str(day) for day in sorted(grid.closed_on)),
        "apart": write_apart(grid.apart),
    }
