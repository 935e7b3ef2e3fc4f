"""What staff fills in to make the programme. Moments are typed and shown in Brussels."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samenspel.programme.commands.performance_fields import PRACTICAL_MAX
from samenspel.programme.commands.save_production import SUMMARY_MAX, TEXT_MAX
from samenspel.web.backoffice.words import PERFORMANCE_STATES
from samenspel.web.shop.cards import GENRES

LANGUAGES = {"nl": _("Dutch"), "fr": _("French"), "en": _("English")}
BY_HAND = ("option", "confirmed", "on_sale")


YEARS = range(2000, 2100)
"""What a calendar shows. A moment near the first or the last year of all cannot be kept, or not be read back."""


def check_year(moment: date) -> None:
    """A validator for days and moments."""
    if moment.year not in YEARS:
        raise ValidationError(_("Choose a year from 2000 to 2099."))


class DayField(forms.DateField):
    default_validators = [check_year]
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class MomentField(forms.DateTimeField):
    """A date and a time on the clock of Brussels; the hour that summer time skips is refused."""

    default_validators = [check_year]
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class Revised(forms.Form):
    """A form that remembers which revision was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, initial=0)


class SeasonForm(Revised):
    name = forms.CharField(label=_("Name"), max_length=40, help_text=_("For example: 2026-2027."))
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))


class ProductionForm(Revised):
    title = forms.CharField(label=_("Title"), max_length=160)
    company = forms.CharField(label=_("Company"), max_length=160, required=False)
    genre = forms.ChoiceField(label=_("Genre"), choices=[*GENRES.items()])
    duration_min = forms.IntegerField(
        label=_("Duration in minutes"), min_value=1, max_value=1440, required=False
    )
    age_from = forms.IntegerField(label=_("From which age"), min_value=0, max_value=99, required=False)
    language = forms.CharField(
        label=_("Language on the stage"),
        max_length=20,
        required=False,
        help_text=_("As visitors read it: Dutch, without words, ..."),
    )
    shared = forms.BooleanField(
        label=_("Other houses may present this production"),
        required=False,
        help_text=_(
            "They use these texts and the picture with a date, price and practical text of their own."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in LANGUAGES.items():
            self.fields[f"summary_{code}"] = forms.CharField(
                label=_("Summary in %(language)s") % {"language": name},
                max_length=SUMMARY_MAX,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2, "lang": code}),
            )
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("Text in %(language)s") % {"language": name},
                max_length=TEXT_MAX,
                required=False,
                help_text=_("An empty line begins a new paragraph."),
                widget=forms.Textarea(attrs={"rows": 6, "lang": code}),
            )

    @property
    def facts(self) -> list[forms.BoundField]:
        return [self[name] for name in ("title", "company", "genre", "duration_min", "age_from", "language")]

    @property
    def texts(self) -> list[forms.BoundField]:
        return [self[f"{part}_{code}"] for code in LANGUAGES for part in ("summary", "text")]


class PictureForm(Revised):
    file = forms.FileField(
        label=_("Picture"),
        help_text=_("JPEG, PNG or WebP, at most 10 MB. Place and camera are taken out of it."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    alt_nl = forms.CharField(
        label=_("What it shows, in Dutch"),
        max_length=250,
        help_text=_("For who does not see it: one sentence, without “picture of”."),
    )
    alt_fr = forms.CharField(label=_("What it shows, in French"), max_length=250, required=False)
    alt_en = forms.CharField(label=_("What it shows, in English"), max_length=250, required=False)
    credit = forms.CharField(label=_("Photographer"), max_length=120, required=False)
    focal_x = forms.IntegerField(
        label=_("Most important point, from left (0) to right (100)"),
        min_value=0,
        max_value=100,
        initial=50,
        widget=forms.NumberInput(attrs={"type": "range", "data-focal": "x"}),
    )
    focal_y = forms.IntegerField(
        label=_("Most important point, from top (0) to bottom (100)"),
        min_value=0,
        max_value=100,
        initial=50,
        widget=forms.NumberInput(attrs={"type": "range", "data-focal": "y"}),
    )


class PerformanceForm(Revised):
    """Where it is played is one choice: a seat plan with its hall."""

    starts_at = MomentField(label=_("Starts"))
    ends_at = MomentField(label=_("Ends"))
    where = forms.ChoiceField(label=_("Hall and seat plan"))
    season = forms.ChoiceField(label=_("Season"), required=False)
    state = forms.ChoiceField(label=_("State"))
    published_at = MomentField(
        label=_("Published from"), required=False, help_text=_("Empty: only your house sees it.")
    )
    price_list = forms.ChoiceField(label=_("Price list"), required=False)
    sale_starts_at = MomentField(
        label=_("Sale starts"), required=False, help_text=_("Empty: as soon as it is published.")
    )
    sale_ends_at = MomentField(label=_("Sale ends"), required=False, help_text=_("Empty: when it starts."))
    allow_orphans = forms.BooleanField(
        label=_("Single seats may stay alone"),
        required=False,
        help_text=_("Otherwise nobody can leave one free seat between two groups."),
    )

    def __init__(
        self,
        *args: Any,
        plans: list[tuple[str, str]],
        seasons: list[tuple[str, str]],
        price_lists: list[tuple[str, str]],
        state: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choose("where", plans)
        self._choose("season", [("", _("No season")), *seasons])
        self._choose("price_list", [("", _("No prices: entry is free")), *price_lists])
        states = (*BY_HAND, *((state,) if state and state not in BY_HAND else ()))
        self._choose("state", [(value, PERFORMANCE_STATES[value][0]) for value in states])
        for code in LANGUAGES:
            self.fields[f"practical_{code}"] = practical_field(code)

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def when(self) -> list[forms.BoundField]:
        return [self[name] for name in ("starts_at", "ends_at", "where", "season")]

    @property
    def sale(self) -> list[forms.BoundField]:
        names = ("state", "published_at", "price_list", "sale_starts_at", "sale_ends_at", "allow_orphans")
        return [self[name] for name in names]

    @property
    def texts(self) -> list[forms.BoundField]:
        return [self[f"practical_{code}"] for code in LANGUAGES]


class TogetherForm(forms.Form):
    """What to write on many performances; what stays empty leaves theirs."""

    state = forms.ChoiceField(label=_("State"), required=False)
    published_at = MomentField(label=_("Published from"), required=False)
    sale_starts_at = MomentField(label=_("Sale starts"), required=False)
    price_list = forms.ChoiceField(label=_("Price list"), required=False)

    def __init__(self, *args: Any, price_lists: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leave = ("", _("Leave as it is"))
        for name, choices in (
            ("state", [(value, PERFORMANCE_STATES[value][0]) for value in ("confirmed", "on_sale")]),
            ("price_list", price_lists),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [leave, *choices]
        for code in LANGUAGES:
            self.fields[f"practical_{code}"] = practical_field(code)


class CopyForm(forms.Form):
    days = forms.IntegerField(
        label=_("How many days later"),
        min_value=1,
        max_value=730,
        initial=7,
        help_text=_("7 is the same weekday next week; the time on the clock stays."),
    )


def practical_field(code: str) -> forms.CharField:
    labels = {
        "nl": _("Practical, in Dutch"),
        "fr": _("Practical, in French"),
        "en": _("Practical, in English"),
    }
    return forms.CharField(
        label=labels[code],
        max_length=PRACTICAL_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "lang": code}),
    )
