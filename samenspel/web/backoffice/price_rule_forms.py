"""What staff fills in for a ticket type, a reduction, a fee, a sale phase and a code, besides their terms."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from samenspel.catalogue.rules.formulas import MOST_IN_SET
from samenspel.web.backoffice.meanwhile import RememberingForm
from samenspel.web.backoffice.price_forms import LANGUAGES, EuroField, typed
from samenspel.web.backoffice.programme_forms import MomentField

Json = dict[str, Any]
Choices = Sequence[tuple[str, str]]

NAMES = {"nl": _("Name in Dutch"), "fr": _("Name in French"), "en": _("Name in English")}
NOTES = {
    "nl": _("What to show at the door, in Dutch"),
    "fr": _("What to show at the door, in French"),
    "en": _("What to show at the door, in English"),
}


class NamedForm(RememberingForm):
    """Names in the three languages, and a place in the order."""

    position = forms.IntegerField(
        label=_("Place in the order"), min_value=0, max_value=999, initial=1, help_text=_("Lowest first.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in NAMES.items():
            self.fields[f"name_{code}"] = forms.CharField(
                label=label,
                max_length=60,
                required=code == "nl",
                widget=forms.TextInput(attrs={"lang": code}),
            )
        self.order_fields([*(f"name_{code}" for code in NAMES)])

    def texts(self, part: str) -> dict[str, str]:
        """Language -> text of what was filled in as `part`."""
        return {code: text for code in LANGUAGES if (text := self.cleaned_data[f"{part}_{code}"].strip())}


class TicketTypeForm(NamedForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in NOTES.items():
            self.fields[f"note_{code}"] = forms.CharField(
                label=label,
                max_length=200,
                required=False,
                widget=forms.TextInput(attrs={"lang": code}),
            )


class TariffForm(forms.Form):
    """UiTPAS social tariff: of which type the price is a part, and who carries how many per cent of it."""

    regular_type = forms.TypedChoiceField(label=_("The price is a part of"), coerce=int)
    visitor = forms.IntegerField(label=_("The visitor pays, in per cent"), initial=20)
    organiser = forms.IntegerField(label=_("The house carries, in per cent"), initial=40)
    municipality = forms.IntegerField(label=_("The municipality carries, in per cent"), initial=40)

    def __init__(self, *args: Any, types: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["regular_type"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(types)


class WhereForm(forms.Form):
    """Where a condition holds: everywhere, in one list (`3`), or in one rank of it (`3:1`)."""

    where = forms.ChoiceField(label=_("Holds in"), required=False)

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["where"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("all price lists")), *places]

    @property
    def place(self) -> tuple[int | None, int | None]:
        """The price list and the rank."""
        price_list, _colon, rank = self.cleaned_data["where"].partition(":")
        return (int(price_list) if price_list else None, int(rank) if rank else None)


class RuleForm(NamedForm):
    """`own` is what the command of this kind takes besides the rule itself."""

    active = forms.BooleanField(label=_("In force"), required=False, initial=True)

    @classmethod
    def shown(cls, *, own: Mapping[str, Any]) -> Json:
        return dict(own)

    @property
    def own(self) -> Json:
        raise NotImplementedError


class ReductionForm(RuleForm):
    formula: ClassVar[str]

    def __init__(self, *args: Any, types: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ticket_types"] = forms.TypedMultipleChoiceField(
            label=_("For these ticket types"),
            coerce=int,
            choices=list(types),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("None is all of them."),
        )
        self.order_fields([*(f"name_{code}" for code in NAMES), *self.base_fields])

    @classmethod
    def shown(cls, *, own: Mapping[str, Any]) -> Json:
        return {**own["formula"], "ticket_types": own["ticket_types"]}

    @property
    def own(self) -> Json:
        return {
            "formula": {"kind": self.formula, **self.filled},
            "ticket_types": self.cleaned_data["ticket_types"],
        }

    @property
    def filled(self) -> Json:
        raise NotImplementedError


class NForMForm(ReductionForm):
    formula = "n_for_m"
    take = forms.IntegerField(label=_("Of so many tickets"), min_value=2, max_value=MOST_IN_SET, initial=3)
    pay = forms.IntegerField(label=_("So many are paid"), min_value=0, max_value=MOST_IN_SET - 1, initial=2)
    across = forms.BooleanField(label=_("Also counted over several performances"), required=False)

    @property
    def filled(self) -> Json:
        return {name: self.cleaned_data[name] for name in ("take", "pay", "across")}


class FamilyForm(ReductionForm):
    formula = "family"
    adults = forms.IntegerField(label=_("Adults"), min_value=1, max_value=MOST_IN_SET, initial=2)
    children = forms.IntegerField(label=_("Children"), min_value=1, max_value=MOST_IN_SET, initial=2)
    cents = EuroField(label=_("Together for"))

    def __init__(self, *args: Any, types: Choices, **kwargs: Any) -> None:
        super().__init__(*args, types=types, **kwargs)
        del self.fields["ticket_types"]
        labels = {"adult_types": _("Ticket types of adults"), "child_types": _("Ticket types of children")}
        for name, label in labels.items():
            self.fields[name] = forms.TypedMultipleChoiceField(
                label=label, coerce=int, choices=list(types), widget=forms.CheckboxSelectMultiple
            )

    @classmethod
    def shown(cls, *, own: Mapping[str, Any]) -> Json:
        return {**own["formula"], "cents": typed(own["formula"]["cents"])}

    @property
    def own(self) -> Json:
        return {"formula": {"kind": self.formula, **self.filled}, "ticket_types": []}

    @property
    def filled(self) -> Json:
        names = ("adults", "children", "adult_types", "child_types", "cents")
        return {name: self.cleaned_data[name] for name in names}


class ShareForm(ReductionForm):
    formula = "share"
    per_cent = forms.IntegerField(label=_("Per cent off each ticket"), min_value=1, max_value=100)

    @classmethod
    def shown(cls, *, own: Mapping[str, Any]) -> Json:
        return {**super().shown(own=own), "per_cent": own["formula"]["off_bp"] // 100}

    @property
    def filled(self) -> Json:
        return {"off_bp": self.cleaned_data["per_cent"] * 100}


class AmountForm(ReductionForm):
    formula = "amount"
    off = EuroField(label=_("Euro off each ticket"))

    @classmethod
    def shown(cls, *, own: Mapping[str, Any]) -> Json:
        return {**super().shown(own=own), "off": typed(own["formula"]["off_cents"])}

    @property
    def filled(self) -> Json:
        return {"off_cents": self.cleaned_data["off"]}


REDUCTIONS: Mapping[str, type[ReductionForm]] = {
    form.formula: form for form in (NForMForm, FamilyForm, ShareForm, AmountForm)
}


class FeeForm(RuleForm):
    per = forms.ChoiceField(
        label=_("Asked"),
        choices=[("order", _("once an order")), ("ticket", _("for each ticket"))],
        widget=forms.RadioSelect,
        initial="order",
    )
    amount_cents = EuroField(label=_("Amount in euro, VAT included"), most_cents=10_000)

    @classmethod
    def shown(cls, *, own: Mapping[str, Any]) -> Json:
        return {**own, "amount_cents": typed(own["amount_cents"])}

    @property
    def own(self) -> Json:
        return {name: self.cleaned_data[name] for name in ("per", "amount_cents")}


class PhaseForm(RuleForm):
    """`what`: nothing is the whole house, else `season:3`, `production:5` or `performance:9`."""

    what = forms.ChoiceField(label=_("Of"), required=False)

    def __init__(self, *args: Any, programme: Mapping[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)
        groups = {"season": _("Seasons"), "production": _("Productions"), "performance": _("Performances")}
        field.choices = [
            ("", _("the whole house")),
            *(
                (str(label), [(f"{word}:{value}", text) for value, text in programme[f"{word}s"]])
                for word, label in groups.items()
            ),
        ]

    @classmethod
    def shown(cls, *, own: Mapping[str, Any]) -> Json:
        return {"what": next((f"{word}:{id_}" for word, id_ in own.items() if id_), "")}

    @property
    def own(self) -> Json:
        word, _colon, id_ = self.cleaned_data["what"].partition(":")
        return {word: int(id_)} if word else {}


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"), max_length=40, help_text=_("4 to 40 letters, digits and hyphens.")
    )
    campaign = forms.SlugField(
        label=_("Campaign"),
        max_length=60,
        help_text=_("The name that the codes have together, such as zomer-27."),
    )
    most_orders = forms.IntegerField(
        label=_("In at most so many orders"), min_value=1, max_value=1_000_000, required=False
    )
    ends_at = MomentField(label=_("Good until"), required=False)
