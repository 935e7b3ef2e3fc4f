"""What a coordinator fills in about the region."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from samenspel.houses.models import HouseKind

KINDS = {
    HouseKind.CULTUURCENTRUM: _("Culture centre"),
    HouseKind.GEMEENSCHAPSCENTRUM: _("Community centre"),
    HouseKind.KUNSTENORGANISATIE: _("Arts organisation"),
    HouseKind.TICKET_DESK: _("Ticket desk"),
}


class FirstAdminForm(forms.Form):
    admin_email = forms.EmailField(
        label=_("E-mail address of the first admin"),
        max_length=254,
        help_text=_("The invitation goes here."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    admin_name = forms.CharField(
        label=_("Name of the first admin"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class NewHouseForm(FirstAdminForm):
    name = forms.CharField(label=_("Name of the house"), max_length=120)
    slug = forms.CharField(
        label=_("Name in web addresses"),
        max_length=60,
        required=False,
        help_text=_(
            "Small letters, digits and dashes. Left empty, it is made from the name. It stays as it is."
        ),
    )
    kind = forms.ChoiceField(
        label=_("Kind of house"),
        choices=[(kind.value, label) for kind, label in KINDS.items() if kind != HouseKind.TICKET_DESK],
        widget=forms.RadioSelect,
    )
    street = forms.CharField(label=_("Street and number"), max_length=120, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=8, required=False)
    town = forms.CharField(label=_("Town"), max_length=80)
    email = forms.EmailField(
        label=_("E-mail address for visitors"),
        max_length=254,
        help_text=_("Stands on tickets and in mails. The house can change it."),
    )
    field_order = ("name", "slug", "kind", "street", "postcode", "town", "email", "admin_email", "admin_name")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["slug"] = str(data.get("slug", "")).strip().lower() or slugify(str(data.get("name", "")))[:60]
        return data
