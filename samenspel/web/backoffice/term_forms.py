"""What staff fills in for one term of a rule, kind by kind, and the JSON that follows from it."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from samenspel.catalogue.rules.moments import MOST_DAYS, MOST_MINUTES
from samenspel.catalogue.rules.terms import MOST_TICKETS
from samenspel.kernel.clock import BRUSSELS
from samenspel.web.backoffice.programme_forms import MomentField
from samenspel.web.backoffice.term_words import CHANNELS
from samenspel.web.backoffice.words import language
from samenspel.web.design.formats import WEEKDAYS_LONG
from samenspel.web.entitlements import ENTITLEMENTS
from samenspel.web.shop.cards import GENRES

Json = dict[str, Any]
Choices = Sequence[tuple[str, str]]

PROOFS = [
    ("known", _("We know it of the buyer: it stands with the person or was checked")),
    ("door", _("Who chooses this ticket says so, and shows it at the door")),
]


class TermForm(forms.Form):
    """One term. `read` turns its JSON into what the form shows first, `written` what was filled in into JSON again."""

    kind: ClassVar[str]

    @classmethod
    def read(cls, *, terms: Mapping[str, Any]) -> Json:
        return {name: value for name, value in terms.items() if name != "kind"}

    @property
    def written(self) -> Json:
        filled = {name: value for name, value in self.cleaned_data.items() if name in self.base_fields}
        return {
            "kind": self.kind,
            **{name: value for name, value in filled.items() if value not in (None, "")},
        }


def _count(label: Any, most: int = MOST_TICKETS, least: int = 0) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=least, max_value=most)


def _clock(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label, required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )


class PeriodForm(TermForm):
    """Each end in one of three ways: a moment, days before the performance, or minutes before its start."""

    kind = "period"
    opens_at = MomentField(label=_("From this moment"), required=False)
    opens_days = _count(_("Or from so many days before the performance"), MOST_DAYS)
    opens_clock = _clock(_("At this hour of that day"))
    opens_minutes = _count(_("Or from so many minutes before the start"), MOST_MINUTES)
    closes_at = MomentField(label=_("Until this moment"), required=False)
    closes_days = _count(_("Or until so many days before the performance"), MOST_DAYS)
    closes_clock = _clock(_("Until this hour of that day"))
    closes_minutes = _count(_("Or until so many minutes before the start"), MOST_MINUTES)

    def clean(self) -> Json:
        data: Json = super().clean() or self.cleaned_data
        for end in ("opens", "closes"):
            ways = [way for way in ("at", "days", "minutes") if data.get(f"{end}_{way}") is not None]
            if len(ways) > 1:
                self.add_error(f"{end}_{ways[1]}", _("Choose one way to say it, and leave the other empty."))
            if data.get(f"{end}_clock") and data.get(f"{end}_days") is None:
                self.add_error(f"{end}_days", _("Say how many days before; 0 is the day itself."))
        return data

    @classmethod
    def read(cls, *, terms: Mapping[str, Any]) -> Json:
        found: Json = {}
        for end in ("opens", "closes"):
            moment = terms.get(end) or {}
            if "at" in moment:
                found[f"{end}_at"] = datetime.fromisoformat(moment["at"]).astimezone(BRUSSELS)
            found[f"{end}_days"] = moment.get("days_before")
            found[f"{end}_clock"] = moment.get("clock")
            found[f"{end}_minutes"] = moment.get("minutes_before")
        return found

    @property
    def written(self) -> Json:
        ends = {end: self._end(end) for end in ("opens", "closes")}
        return {"kind": self.kind, **{end: moment for end, moment in ends.items() if moment}}

    def _end(self, end: str) -> Json | None:
        at, days, clock, minutes = (
            self.cleaned_data[f"{end}_{way}"] for way in ("at", "days", "clock", "minutes")
        )
        if at is not None:
            return {"at": at.isoformat()}
        if minutes is not None:
            return {"minutes_before": minutes}
        if days is None:
            return None
        return {"days_before": days} | ({"clock": clock.strftime("%H:%M")} if clock else {})


class ChannelForm(TermForm):
    kind = "channel"
    any = forms.MultipleChoiceField(
        label=_("Sold only"), choices=[*CHANNELS.items()], widget=forms.CheckboxSelectMultiple
    )


class LimitForm(TermForm):
    kind = "limit"
    order = _count(_("At most in one order"))
    person = _count(_("At most for one person a performance"))
    performance = _count(_("At most for one performance in all"))


class GroupForm(TermForm):
    kind = "group"
    least = forms.IntegerField(label=_("From so many tickets together"), min_value=1, max_value=MOST_TICKETS)


class CodeTermForm(TermForm):
    kind = "code"
    campaign = forms.SlugField(
        label=_("Campaign"),
        max_length=60,
        help_text=_("The name that the codes have together, such as zomer-27."),
    )


class ProofForm(TermForm):
    proof = forms.ChoiceField(
        label=_("How is it known"), choices=PROOFS, initial="known", widget=forms.RadioSelect
    )


class EntitlementForm(ProofForm):
    kind = "entitlement"
    any = forms.MultipleChoiceField(
        label=_("For who has one of these"),
        choices=[*ENTITLEMENTS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    others = forms.CharField(
        label=_("Or another, such as uitpas-lo"), max_length=200, required=False, help_text=_("With commas.")
    )
    level = _count(_("Of at least so many shows or points"))
    field_order = ("any", "others", "level", "proof")

    @classmethod
    def read(cls, *, terms: Mapping[str, Any]) -> Json:
        kinds = terms.get("any", [])
        others = ", ".join(kind for kind in kinds if kind not in ENTITLEMENTS)
        return {**super().read(terms=terms), "others": others}

    @property
    def written(self) -> Json:
        data = self.cleaned_data
        kinds = [*data["any"], *_parts(data["others"])]
        return {"kind": self.kind, "any": kinds, "level": data["level"] or 0, "proof": data["proof"]}


class ResidentForm(ProofForm):
    kind = "resident"
    postcodes = forms.CharField(
        label=_("Postcodes"), max_length=3000, help_text=_("With commas, such as 2260, 2430.")
    )
    field_order = ("postcodes", "proof")

    @classmethod
    def read(cls, *, terms: Mapping[str, Any]) -> Json:
        return {**super().read(terms=terms), "postcodes": ", ".join(terms.get("postcodes", []))}

    @property
    def written(self) -> Json:
        return {**super().written, "postcodes": _parts(self.cleaned_data["postcodes"])}


class AgeForm(ProofForm):
    kind = "age"
    youngest = _count(_("From so many years"), 150)
    oldest = _count(_("Up to and including so many years"), 150)
    field_order = ("youngest", "oldest", "proof")


class GenreForm(TermForm):
    kind = "genre"
    any = forms.MultipleChoiceField(
        label=_("Only these genres"), choices=[*GENRES.items()], widget=forms.CheckboxSelectMultiple
    )


class WeekdayForm(TermForm):
    kind = "weekday"
    any = forms.TypedMultipleChoiceField(
        label=_("Only on these days"),
        coerce=int,
        choices=lambda: [*enumerate(WEEKDAYS_LONG[language()], start=1)],
        widget=forms.CheckboxSelectMultiple,
    )


class StartTimeForm(TermForm):
    kind = "start_time"
    first = _clock(_("The performance starts at this hour or later"))
    last = _clock(_("The performance starts before this hour"))

    @property
    def written(self) -> Json:
        clocks = {name: self.cleaned_data[name] for name in ("first", "last")}
        return {"kind": self.kind, **{name: at.strftime("%H:%M") for name, at in clocks.items() if at}}


class ProgrammeForm(TermForm):
    kind = "programme"
    other_than = forms.TypedChoiceField(
        label=_("What it says"),
        coerce=lambda value: value == "not",
        choices=[("only", _("Only for what is chosen")), ("not", _("For everything but what is chosen"))],
        widget=forms.RadioSelect,
        initial="only",
    )

    def __init__(self, *args: Any, programme: Mapping[str, Choices] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"seasons": _("Seasons"), "productions": _("Productions"), "performances": _("Performances")}
        for word, label in labels.items():
            known = {value: text for value, text in (programme or {}).get(word, ())}
            gone = [str(each) for each in self.initial.get(word, []) if str(each) not in known]
            self.fields[word] = forms.TypedMultipleChoiceField(
                label=label,
                coerce=int,
                choices=[*known.items(), *((each, f"#{each}") for each in gone)],
                required=False,
                widget=forms.CheckboxSelectMultiple(attrs={"class": "term-choices"}),
            )

    @classmethod
    def read(cls, *, terms: Mapping[str, Any]) -> Json:
        return {**super().read(terms=terms), "other_than": "not" if terms.get("other_than") else "only"}

    @property
    def written(self) -> Json:
        chosen = {word: self.cleaned_data[word] for word in ("performances", "productions", "seasons")}
        return {"kind": self.kind, "other_than": self.cleaned_data["other_than"], **chosen}


class ReasonForm(TermForm):
    kind = "reason"
    any = forms.CharField(label=_("Reasons"), max_length=600, help_text=_("With commas: guest, press, jury."))

    @classmethod
    def read(cls, *, terms: Mapping[str, Any]) -> Json:
        return {"any": ", ".join(terms.get("any", []))}

    @property
    def written(self) -> Json:
        return {"kind": self.kind, "any": _parts(self.cleaned_data["any"])}


FORMS: Mapping[str, type[TermForm]] = {
    form.kind: form
    for form in (
        PeriodForm, ChannelForm, LimitForm, GroupForm, CodeTermForm, EntitlementForm, ResidentForm, AgeForm, GenreForm,
        WeekdayForm, StartTimeForm, ProgrammeForm, ReasonForm,
    )
}  # fmt: skip


def term_form(
    *, kind: str, data: Any, terms: Mapping[str, Any] | None, programme: Mapping[str, Choices]
) -> TermForm:
    """The form of a kind; with `terms` it begins with what stands there. Raises KeyError for a kind that is none."""
    form = FORMS[kind]
    initial = form.read(terms=terms) if terms else {}
    if issubclass(form, ProgrammeForm):
        return form(data, initial=initial, programme=programme)
    return form(data, initial=initial)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()]
