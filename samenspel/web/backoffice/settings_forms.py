"""What an admin fills in about the house itself."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samenspel.houses.commands.change_house import ABOUT_MAX, BadSetting
from samenspel.houses.commands.conditions import TEXT_MAX
from samenspel.houses.commands.put_logo import ALT_MAX
from samenspel.web.backoffice.programme_forms import LANGUAGES

RADII = {"sharp": _("Sharp"), "soft": _("Soft"), "round": _("Round")}
POSTER_SHAPES = {"portrait": _("Straight"), "arch": _("Arch"), "cut": _("Cut corner")}
VAT_REGIMES = {
    "taxable": _("VAT on tickets"),
    "exempt": _("Exempt from VAT: article 44, § 2, 9° of the Belgian VAT code"),
}
REFUSALS = {
    ("accent", "no_colour"): _("Choose a colour, or write it as # and six signs: #b3261e."),
    ("enterprise_number", "check"): _("The last two digits do not fit the others. Look at it again."),
    ("enterprise_number", "taken"): _("Another house has this number already."),
    ("iban", "check"): _("A digit of this account number is wrong or missing."),
    ("name", "missing"): _("A house has a name."),
    ("languages", "none"): _("Choose at least one language."),
    ("methods", "none"): _("Take at least one way to pay."),
    ("text", "missing"): _("Write them in this language at least: who has no text in another one reads it."),
    ("text", "same"): _("Nothing differs from the version in force."),
    ("slug", "signs"): _("Use small letters, digits and single dashes, for example cc-zuiderlo."),
    ("slug", "taken"): _("Another house has this address already. Choose another one."),
}


class WordsForm(forms.Form):
    name = forms.CharField(label=_("Name of the house"), max_length=120)
    email = forms.EmailField(label=_("E-mail address for visitors"), max_length=254)
    website = forms.URLField(label=_("Website"), max_length=200, required=False, assume_scheme="https")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in LANGUAGES.items():
            self.fields[f"about_{code}"] = forms.CharField(
                label=_("About the house in %(language)s") % {"language": name},
                max_length=ABOUT_MAX,
                required=False,
                widget=forms.Textarea(attrs={"rows": 4, "lang": code}),
            )


class BrandForm(forms.Form):
    accent = forms.CharField(
        label=_("Accent colour"),
        max_length=7,
        help_text=_("For buttons, links and posters. It must read on light paper."),
        widget=forms.TextInput(attrs={"type": "color", "data-accent": True}),
    )
    radius = forms.ChoiceField(label=_("Corners"), choices=[*RADII.items()], widget=forms.RadioSelect)
    poster_shape = forms.ChoiceField(
        label=_("Shape of posters"), choices=[*POSTER_SHAPES.items()], widget=forms.RadioSelect
    )

    def clean_accent(self) -> str:
        return str(self.cleaned_data["accent"]).strip().lower()


class LogoForm(forms.Form):
    file = forms.FileField(
        label=_("Logo"),
        help_text=_("PNG, JPEG, WebP or SVG, at most 10 MB. Empty margins are cut off; it stands on white."),
        widget=forms.FileInput(
            attrs={"accept": "image/png,image/jpeg,image/webp,image/svg+xml", "data-logo-file": True}
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in LANGUAGES.items():
            self.fields[f"alt_{code}"] = forms.CharField(
                label=_("What the logo says, in %(language)s") % {"language": name},
                max_length=ALT_MAX,
                required=False,
                help_text=_("For who does not see it. Left empty: the name of the house.")
                if code == "nl"
                else "",
                widget=forms.TextInput(attrs={"lang": code}),
            )


class LegalForm(forms.Form):
    legal_name = forms.CharField(label=_("Name by law"), max_length=200)
    enterprise_number = forms.CharField(
        label=_("Enterprise or VAT number"),
        max_length=20,
        help_text=_("Ten digits, for example 0403.227.515 or BE 0403 227 515."),
    )
    vat_regime = forms.ChoiceField(label=_("VAT"), choices=[*VAT_REGIMES.items()], widget=forms.RadioSelect)
    iban = forms.CharField(
        label=_("Account number (IBAN)"),
        max_length=42,
        help_text=_("What is settled for this house goes here."),
    )
    street = forms.CharField(label=_("Street and number"), max_length=120, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=8, required=False)
    town = forms.CharField(label=_("Town"), max_length=80)


class MethodsForm(forms.Form):
    """The choices are the methods that are offered now; `methods` are those the house takes."""

    methods = forms.MultipleChoiceField(
        label=_("What the house takes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "A cart with tickets of several houses offers what all of them take. Houses that share none take all."
        ),
    )

    def __init__(self, *args: Any, methods: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["methods"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [*methods.items()]


class LanguagesForm(forms.Form):
    languages = forms.MultipleChoiceField(
        label=_("Languages of your shop"),
        choices=[*LANGUAGES.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Your pages, and mails and tickets of your house alone, are in these. The agenda of the region stays in all three."
        ),
    )
    first = forms.ChoiceField(
        label=_("First language"),
        choices=[*LANGUAGES.items()],
        widget=forms.RadioSelect,
        help_text=_("Who comes in a language you do not offer reads this one."),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        chosen = data.get("languages", [])
        if chosen and data.get("first") not in chosen:
            self.add_error("first", gettext("Choose one of the languages above."))
        return data


class MailForm(forms.Form):
    sender_name = forms.CharField(
        label=_("Name of the sender"),
        max_length=80,
        required=False,
        help_text=_("On mails about tickets of your house alone. Left empty: the name of the region."),
    )
    reply_to = forms.EmailField(
        label=_("Answers go to"),
        max_length=254,
        required=False,
        help_text=_("Left empty: the address of whoever sells."),
    )


class ConditionsForm(forms.Form):
    """The first of `languages` is asked; the others may stay empty. `read` is what was there when the page was read."""

    read = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in [*languages, *(code for code in LANGUAGES if code not in languages)]:
            name = LANGUAGES[code]
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("Conditions in %(language)s") % {"language": name},
                max_length=TEXT_MAX,
                required=code == languages[0],
                error_messages={"required": REFUSALS["text", "missing"]},
                widget=forms.Textarea(attrs={"rows": 10, "lang": code}),
            )


def refuse(form: forms.Form, error: BadSetting) -> None:
    """Put the sentence at the field that it is about."""
    if error.why == "contrast":
        sentence = gettext("Too light to read on paper. The nearest colour that reads is %(better)s.") % {
            "better": error.better
        }
    else:
        what = "text" if error.field.startswith("text_") else error.field
        sentence = str(REFUSALS.get((what, error.why), gettext("This value is not possible.")))
    form.add_error(error.field, sentence)
