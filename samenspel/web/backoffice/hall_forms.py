"""What staff fills in about venues, halls and their seat plans."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samenspel.venues.commands.drafts import NAME_LENGTH as PLAN_NAME_LENGTH
from samenspel.venues.commands.save_hall import NAME_LENGTH, POSTCODE_LENGTH, TOWN_LENGTH


class VenueForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=NAME_LENGTH, help_text=_("As visitors know the building.")
    )
    street = forms.CharField(label=_("Street and number"), max_length=NAME_LENGTH, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=POSTCODE_LENGTH, required=False)
    town = forms.CharField(label=_("Town"), max_length=TOWN_LENGTH)


class HallForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=NAME_LENGTH, help_text=_("For example: Main hall."))


class PlanNameForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the plan"),
        max_length=PLAN_NAME_LENGTH,
        help_text=_("For example: Seated, or Without the orchestra pit."),
    )


class ReadPlanForm(PlanNameForm):
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV with zone;rij;stoel;x;y;rang;type, or SVG with a data-seat on each seat. At most 5 MB."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.svg"}),
    )
    focal_x = forms.FloatField(
        label=_("Focal point: to the right"),
        required=False,
        min_value=-100_000,
        max_value=100_000,
        help_text=_(
            "Where the best seats look, in the units of the file. Left empty: before the middle of the front row."
        ),
    )
    focal_y = forms.FloatField(
        label=_("Focal point: away from the stage"), required=False, min_value=-100_000, max_value=100_000
    )

    def focal(self) -> tuple[float, float] | None:
        """Both, or none."""
        x, y = self.cleaned_data["focal_x"], self.cleaned_data["focal_y"]
        return None if x is None or y is None else (x, y)
