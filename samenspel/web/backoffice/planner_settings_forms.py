"""What staff fills in about the use of halls, and about who reads their calendar."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenspel.venues.commands.set_hall_use import CHANGE_OVER_MAX_MIN
from samenspel.venues.queries.halls import HallFacts


class ChangeOverForm(forms.Form):
    """Minutes in which the hall is not free around each booking."""

    before_min = forms.IntegerField(
        label=_("Minutes before each booking"), min_value=0, max_value=CHANGE_OVER_MAX_MIN
    )
    after_min = forms.IntegerField(
        label=_("Minutes after each booking"), min_value=0, max_value=CHANGE_OVER_MAX_MIN
    )


class ExclusionsForm(forms.Form):
    """The other halls that are never used at the same time."""

    others = forms.TypedMultipleChoiceField(
        label=_("Never at the same time as"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A hall and its parts, or halls that hear each other. It counts both ways."),
    )

    def __init__(self, *args: Any, others: Sequence[HallFacts], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["others"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(str(hall.id), hall.full_name) for hall in others]


class SharingForm(forms.Form):
    """For all halls of the venue."""

    shares = forms.BooleanField(
        label=_("Let neighbours hear that an evening is considered"),
        required=False,
        help_text=_(
            "They read that a house nearby considers that evening, never which or what. It counts for all halls of the venue."
        ),
    )


class FeedForm(forms.Form):
    """Who reads the calendar, and of which hall; all halls when none is chosen."""

    name = forms.CharField(
        label=_("Who reads it?"),
        max_length=80,
        help_text=_("For example: the phone of the stage manager."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    hall = forms.TypedChoiceField(label=_("Hall"), coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, halls: Sequence[HallFacts], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["hall"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All halls")), *((str(hall.id), hall.full_name) for hall in halls)]
