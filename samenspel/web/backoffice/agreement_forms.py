"""What two houses fill in when they propose an agreement. Percentages and amounts are typed, basis points and cents are kept."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samenspel.agreements.rules.simulation import Sold
from samenspel.agreements.rules.terms import NOTICE_DAYS_MAX, OnRefund, PaymentCosts, Rate, Terms
from samenspel.kernel.money import BASIS
from samenspel.web.backoffice.agreement_words import ON_REFUND, PAYMENT_COSTS
from samenspel.web.backoffice.price_forms import EuroField, typed
from samenspel.web.backoffice.programme_forms import DayField

Choices = Sequence[tuple[int, str]]

DIRECTIONS = [
    ("sold_by_them", _("They sell what we present")),
    ("sold_by_us", _("We sell what they present")),
]


class PercentField(forms.CharField):
    """`4`, `4,5`, `4.25 %`: basis points as a whole number, None when empty."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=8, **kwargs)

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value)).replace("%", "").strip()
        if not text:
            return None
        found = re.fullmatch(r"(\d{1,3})(?:[.,](\d{0,2}))?", text, re.ASCII)
        bp = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else -1
        if not 0 <= bp <= BASIS:
            raise ValidationError(_("Write a percentage between 0 and 100, like 4 or 4,5."))
        return bp


def percent(bp: int | None) -> str:
    """Basis points as the field wants them: `4,5`."""
    return "" if bp is None else f"{bp / 100:.2f}".rstrip("0").rstrip(".").replace(".", ",")


class PartnerForm(forms.Form):
    """With whom, and in which direction: the choices of the terms follow from it."""

    partner = forms.ChoiceField(label=_("With which house"))
    direction = forms.ChoiceField(label=_("Who sells"), choices=DIRECTIONS, widget=forms.RadioSelect)

    def __init__(self, *args: Any, houses: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["partner"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "–"), *houses]


class TermsForm(forms.Form):
    """The terms themselves. `productions` and `ticket_types` are the presenter's; none chosen is all of them."""

    productions = forms.TypedMultipleChoiceField(
        label=_("Only these productions"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None is all of them, also those that come later."),
    )
    ticket_types = forms.TypedMultipleChoiceField(
        label=_("Only these ticket types"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None is all of them."),
    )
    floor = EuroField(
        label=_("No ticket below"),
        required=False,
        help_text=_("In euro. A cheaper ticket only the presenter sells."),
    )
    percentage = PercentField(label=_("Commission, per cent of the price"), initial="0")
    fixed = EuroField(label=_("And an amount a ticket"), required=False, help_text=_("In euro."))
    on_refund = forms.ChoiceField(
        label=_("When a ticket is refunded"), choices=list(ON_REFUND.items()), widget=forms.RadioSelect
    )
    payment_costs = forms.ChoiceField(
        label=_("Who bears the costs of paying"),
        choices=list(PAYMENT_COSTS.items()),
        widget=forms.RadioSelect,
    )
    shares_buyer = forms.BooleanField(
        label=_("The seller keeps the buyer as a contact of its own too"),
        required=False,
        help_text=_("Mails to them still need the consent that the buyer gives that house."),
    )
    starts_on = DayField(label=_("First day"))
    until = DayField(label=_("Last day"), required=False, help_text=_("Empty is until one of both ends it."))
    notice_days = forms.IntegerField(
        label=_("Notice to end it, in days"), min_value=0, max_value=NOTICE_DAYS_MAX, initial=30
    )
    note = forms.CharField(
        label=_("A word with it"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    name = forms.CharField(
        label=_("Who signs for your house"),
        max_length=200,
        help_text=_("Proposing is signing: once the other house signs too, it is in force."),
    )

    def __init__(self, *args: Any, productions: Choices, ticket_types: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.types = ticket_types
        for name, choices in (("productions", productions), ("ticket_types", ticket_types)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = list(choices)
            if not choices:
                del self.fields[name]
        for id_, label in ticket_types:
            self.fields[f"percentage_{id_}"] = PercentField(label=_("%s: per cent") % label, required=False)
            self.fields[f"fixed_{id_}"] = EuroField(label=_("%s: an amount") % label, required=False)

    @property
    def particular(self) -> list[dict[str, Any]]:
        """A ticket type and its two cells."""
        return [
            {"name": label, "percentage": self[f"percentage_{id_}"], "fixed": self[f"fixed_{id_}"]}
            for id_, label in self.types
        ]

    def terms(self, *, presenter: int, seller: int) -> Terms:
        """What was filled in. A ticket type with neither percentage nor amount earns as all others do."""
        data = self.cleaned_data
        rates = [Rate(data["percentage"] or 0, data["fixed"] or 0)]
        for id_, _label in self.types:
            share, fixed = data[f"percentage_{id_}"], data[f"fixed_{id_}"]
            if share is not None or fixed is not None:
                rates.append(Rate(share or 0, fixed or 0, ticket_type=id_))
        return Terms(
            presenter=presenter,
            seller=seller,
            starts_on=data["starts_on"],
            until=data["until"],
            rates=tuple(rates),
            productions=tuple(data.get("productions", ())),
            ticket_types=tuple(data.get("ticket_types", ())),
            floor_cents=data["floor"] or 0,
            on_refund=OnRefund(data["on_refund"]),
            payment_costs=PaymentCosts(data["payment_costs"]),
            shares_buyer=data["shares_buyer"],
            notice_days=data["notice_days"],
        )


def filled(*, terms: Terms, first_day: date, name: str) -> dict[str, Any]:
    """The form as it begins from terms that are known."""
    initial: dict[str, Any] = {
        "productions": list(terms.productions),
        "ticket_types": list(terms.ticket_types),
        "floor": typed(terms.floor_cents) if terms.floor_cents else "",
        "on_refund": terms.on_refund,
        "payment_costs": terms.payment_costs,
        "shares_buyer": terms.shares_buyer,
        "starts_on": max(terms.starts_on, first_day),
        "until": terms.until,
        "notice_days": terms.notice_days,
        "name": name,
    }
    for rate in terms.rates:
        if rate.rank is None:
            suffix = "" if rate.ticket_type is None else f"_{rate.ticket_type}"
            initial[f"percentage{suffix}"] = percent(rate.percentage_bp)
            initial[f"fixed{suffix}"] = typed(rate.fixed_cents)
    return initial


class SignForm(forms.Form):
    name = forms.CharField(label=_("Who signs for your house"), max_length=200)


class EndForm(forms.Form):
    last_day = DayField(label=_("Last day"))


class TryForm(forms.Form):
    """A sale that might be, to see who would earn what."""

    try_type = forms.TypedChoiceField(label=_("Ticket type"), coerce=int, required=False, empty_value=None)
    try_price = EuroField(label=_("Price of a ticket"), required=False)
    try_tickets = forms.IntegerField(label=_("Tickets"), min_value=1, max_value=100_000, required=False)

    def __init__(self, *args: Any, ticket_types: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["try_type"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(ticket_types)

    @property
    def sold(self) -> tuple[Sold, ...]:
        """What was entered; nothing when something lacks."""
        if not self.is_valid():
            return ()
        type_, price, tickets = (self.cleaned_data[name] for name in ("try_type", "try_price", "try_tickets"))
        if type_ is None or price is None or tickets is None:
            return ()
        return (Sold(ticket_type=type_, rank=0, price_cents=price, tickets=tickets),)
