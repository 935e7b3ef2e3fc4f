"""What staff fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samenspel.houses.commands.staff_roles import GIVEN_BY_A_HOUSE
from samenspel.web.backoffice.words import ROLES

CHOICES = [
    (role.value, _("%(role)s: %(what)s") % {"role": label, "what": what})
    for role, (label, what) in ROLES.items()
    if role in GIVEN_BY_A_HOUSE
]


class RolesForm(forms.Form):
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=CHOICES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one role.")},
    )


class InviteForm(RolesForm):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The invitation goes here."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(
        label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    field_order = ["email", "name", "roles"]


class KeyForm(forms.Form):
    name = forms.CharField(
        label=_("What is it for?"),
        max_length=80,
        help_text=_("For example: our website."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    programmes = forms.BooleanField(
        label=_("It may move and cancel performances too"),
        required=False,
        help_text=_("In your name, and only as long as you may do so yourself. Not needed to sell."),
    )


class SecondFactorForm(forms.Form):
    roles = forms.MultipleChoiceField(
        label=_("Obligatory for"),
        choices=CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Who has no second step yet sets one up at the next page, before anything else."),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why do you look in this house?"),
        min_length=10,
        max_length=300,
        help_text=_("One sentence, for example: the box office called about order 12. The house reads it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
