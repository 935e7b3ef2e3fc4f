"""What staff fills in about prices. Amounts are typed in euro and kept in cents."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samenspel.catalogue.queries.ticket_types import TicketTypeFacts
from samenspel.web.backoffice.words import in_language

LANGUAGES = {"nl": _("Dutch"), "fr": _("French"), "en": _("English")}


class EuroField(forms.CharField):
    """`18,50`, `18.5`, `€ 18`: cents as a whole number, None when empty. Never a thousands separator."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, *, most_cents: int = 10_000_000, **kwargs: Any) -> None:
        super().__init__(max_length=16, **kwargs)
        self.most_cents = most_cents

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value)).replace("€", "").strip()
        if not text:
            return None
        found = re.fullmatch(r"(\d{1,7})(?:[.,](\d{0,2}))?", text, re.ASCII)
        if found is None:
            raise ValidationError(_("Write an amount like 18,50."))
        cents = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
        if cents > self.most_cents:
            raise ValidationError(_("That is more than can be asked."))
        return cents


def typed(cents: int | None) -> str:
    """Cents as the field wants them: `18,50`."""
    return "" if cents is None else f"{cents // 100},{cents % 100:02d}"


class PriceListForm(forms.Form):
    """The name, and a cell for each ticket type in each rank; an empty cell is not sold."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("Only your house sees it."))
    read = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        types: Sequence[TicketTypeFacts],
        ranks: Mapping[int, str],
        cents: Mapping[tuple[int, int], int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.types, self.ranks, self.before = types, ranks, cents
        self.fields["read"].initial = _written(cents)
        for type_ in types:
            for rank, name in ranks.items():
                label = f"{in_language(dict(type_.name))}, {name}"
                field = EuroField(label=label, required=False, initial=typed(cents.get((rank, type_.id))))
                field.widget.attrs |= {"aria-label": label, "class": "price-cell"}
                if type_.regular_type is not None:
                    field.disabled = True
                self.fields[cell(rank, type_.id)] = field

    @property
    def grid(self) -> list[dict[str, Any]]:
        """The rows as the page shows them: a type and its cells."""
        regular = {type_.id: in_language(dict(type_.name)) for type_ in self.types}
        return [
            {
                "name": in_language(dict(type_.name)),
                "id": type_.id,
                "follows": regular.get(type_.regular_type or 0, ""),
                "share_bp": type_.visitor_bp,
                "cells": [
                    {"rank": name, "field": self[cell(rank, type_.id)]} for rank, name in self.ranks.items()
                ],
            }
            for type_ in self.types
        ]

    @property
    def cents(self) -> dict[tuple[int, int], int]:
        """The filled cells by (rank, ticket type); types that follow another keep out of it."""
        return {
            (rank, type_.id): self.cleaned_data[cell(rank, type_.id)]
            for type_ in self.types
            if type_.regular_type is None
            for rank in self.ranks
            if self.cleaned_data[cell(rank, type_.id)] is not None
        }

    @property
    def changed(self) -> int:
        """How many cells differ from what was read."""
        follows = {type_.id for type_ in self.types if type_.regular_type is not None}
        before = {key: cents for key, cents in self.before.items() if key[1] not in follows}
        now = self.cents
        return sum(before.get(key) != now.get(key) for key in before.keys() | now.keys())

    @property
    def as_read(self) -> dict[tuple[int, int], int] | None:
        """The prices that stood there when the page was opened; None of a page that did not say so."""
        text = self.cleaned_data["read"]
        found = re.findall(r"(\d{1,2}):(\d{1,18}):(\d{1,9})", text, re.ASCII)
        return {(int(rank), int(type_)): int(cents) for rank, type_, cents in found} if text else None

    def take_in(self, *, now: Mapping[tuple[int, int], int]) -> list[str]:
        """Show what somebody else wrote meanwhile, where this page left it; answers the cells that the two wrote differently.

        What was typed here stays, and counts when it is saved again.
        """
        read, mine = self.as_read or {}, self.cents
        data = dict(self.data.items())
        both = []
        for type_ in self.types:
            for rank, name in self.ranks.items():
                key, field = (rank, type_.id), cell(rank, type_.id)
                if now.get(key) == read.get(key) or type_.regular_type is not None:
                    continue
                if mine.get(key) == read.get(key):
                    data[field] = typed(now.get(key))
                elif mine.get(key) != now.get(key):
                    both.append(f"{in_language(dict(type_.name))}, {name}: {typed(now.get(key)) or '–'}")
        data["read"] = _written(now)
        self.data = data
        return both


def _written(cents: Mapping[tuple[int, int], int]) -> str:
    return " ".join(f"{rank}:{type_}:{amount}" for (rank, type_), amount in sorted(cents.items())) or "0"


def cell(rank: int, type_: int) -> str:
    """The name of the cell of a ticket type in a rank."""
    return f"price_{rank}_{type_}"


class NameForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
