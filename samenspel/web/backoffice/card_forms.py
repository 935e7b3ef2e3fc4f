"""What staff fills in when a visitor shows a card or takes a subscription."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenspel.contacts.commands.put_entitlement import MOST_LEVEL, MOST_NOTE
from samenspel.web.backoffice.programme_forms import DayField
from samenspel.web.entitlements import ENTITLEMENTS


class CardForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address of the visitor"),
        help_text=_("With which the visitor signs in: the price counts for nobody else."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("Card or subscription"), choices=[("", "–"), *ENTITLEMENTS.items()])
    other = forms.SlugField(
        label=_("Or another, such as uitpas-lo"),
        max_length=60,
        required=False,
        help_text=_("As the ticket type asks for it."),
    )
    level = forms.IntegerField(
        label=_("Of so many shows"),
        min_value=0,
        max_value=MOST_LEVEL,
        required=False,
        help_text=_("Only for a subscription."),
    )
    first = DayField(label=_("Counts from"))
    last = DayField(label=_("Up to and including"), required=False, help_text=_("Empty is until you end it."))
    note = forms.CharField(
        label=_("Note for your own staff"),
        max_length=MOST_NOTE,
        required=False,
        help_text=_("A number of a member, say. Keep no copy or number of a disability card."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("kind") and not data.get("other") and "other" not in self.errors:
            self.add_error("kind", _("Choose one of the list."))
        first, last = data.get("first"), data.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day comes before the first."))
        return data

    @property
    def asked(self) -> dict[str, Any]:
        """What `put_entitlement` asks."""
        data = self.cleaned_data
        return {
            "email": data["email"],
            "kind": (data["other"] or data["kind"]).lower(),
            "level": data["level"] or 0,
            "first": data["first"],
            "last": data["last"],
            "note": data["note"],
        }
