"""Who asks for a price, where, when and with what: the question of the explain page."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenspel.web.backoffice.programme_forms import MomentField
from samenspel.web.backoffice.term_words import CHANNELS
from samenspel.web.entitlements import ENTITLEMENTS

Choices = list[tuple[str, str]]


class ExplainForm(forms.Form):
    """Everything has a value to begin with: what is not asked is an ordinary visitor, now, in the shop."""

    rank = forms.TypedChoiceField(label=_("Rank"), coerce=int)
    ticket_type = forms.TypedChoiceField(label=_("Ticket type"), coerce=int, empty_value=None, required=False)
    tickets = forms.IntegerField(label=_("Tickets together"), min_value=1, max_value=40, initial=1)
    channel = forms.ChoiceField(label=_("Channel"), choices=[*CHANNELS.items()], initial="shop")
    at = MomentField(label=_("Moment"), required=False, help_text=_("Empty is now."))
    age = forms.IntegerField(label=_("Age"), min_value=0, max_value=150, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=10, required=False)
    held = forms.MultipleChoiceField(
        label=_("Cards and subscriptions"),
        choices=[*ENTITLEMENTS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    others = forms.CharField(
        label=_("Or another, such as uitpas-lo"), max_length=200, required=False, help_text=_("With commas.")
    )
    level = forms.IntegerField(
        label=_("Of so many shows or points"), min_value=0, max_value=100_000, required=False
    )
    codes = forms.CharField(label=_("Codes"), max_length=200, required=False, help_text=_("With commas."))
    reason = forms.CharField(label=_("Reason, for a guest ticket"), max_length=60, required=False)

    def __init__(self, *args: Any, ranks: Choices, types: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("rank", ranks), ("ticket_type", [("", _("the best one")), *types])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    @property
    def first(self) -> list[forms.BoundField]:
        return [self[name] for name in ("rank", "ticket_type", "tickets", "channel", "at")]

    @property
    def person(self) -> list[forms.BoundField]:
        names = ("age", "postcode", "held", "others", "level", "codes", "reason")
        return [self[name] for name in names]

    @property
    def asks_person(self) -> bool:
        """Something about the person is filled in."""
        return any(self.data.get(field.name) for field in self.person)


def born_on(*, age: int | None, on: date) -> date | None:
    """A birthday of who has that age on a day."""
    if age is None:
        return None
    # The 28th exists in every month of every year.
    return date(max(1, on.year - age), on.month, min(on.day, 28))
