"""Two who change the same thing at once: the second is told, and loses nothing of what he typed."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from samenspel.houses.queries.log import EntriesWanted, log_of
from samenspel.web.backoffice.desk import Desk


class RememberingForm(forms.Form):
    """Carries what stood there when the page was opened: the state of the row, and what each field held."""

    read = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)

    def remember(self, *, state: str, initial: Mapping[str, Any]) -> None:
        self.fields["read"].initial = _written(state, initial)

    @property
    def as_read(self) -> str | None:
        """The state that the page was opened with; None of a page that did not say so."""
        return self._was.get("state")

    def take_in(self, *, state: str, now: Mapping[str, Any]) -> list[str]:
        """Show what somebody else wrote meanwhile, where this page left it; answers the fields that the two wrote differently.

        What was typed here stays, and counts when it is saved again.
        """
        before, now = self._was.get("initial", {}), json.loads(json.dumps(now))
        assert isinstance(self.data, QueryDict)
        data, both = self.data.copy(), []
        for name, field in self.fields.items():
            if name == "read" or now.get(name) == before.get(name):
                continue
            mine = self[name].data
            if not field.has_changed(before.get(name), mine):
                _put(data, name, now.get(name))
            elif field.has_changed(now.get(name), mine):
                both.append(_told(self[name], now.get(name)))
        data["read"] = _written(state, now)
        self.data = data
        return both

    @property
    def _was(self) -> dict[str, Any]:
        try:
            was = json.loads(self.cleaned_data.get("read") or "{}")
        except ValueError:
            return {}
        return was if isinstance(was, dict) else {}


def somebody(*, desk: Desk, kinds: Sequence[str]) -> str:
    """Who wrote last in the log of the house among these beginnings of kinds."""
    last = log_of(scope=desk.scope, house=desk.house.id, wanted=EntriesWanted(kinds=kinds), limit=1)
    return (last[0].by_name if last else "") or _("somebody else")


def say_in_between(
    *, desk: Desk, form: RememberingForm, kinds: Sequence[str], state: str, now: Mapping[str, Any]
) -> None:
    """Put the sentence on the form, with what the two wrote differently; the form takes in the rest."""
    both = form.take_in(state=state, now=now)
    said = _(
        "Meanwhile %(who)s changed this. Nothing is saved yet: their change stands here, and so does what you typed."
    ) % {"who": somebody(desk=desk, kinds=kinds)}
    if both:
        said += " " + _("You both changed %(cells)s. What you typed counts when you save again.") % {
            "cells": "; ".join(both)
        }
    form.add_error(None, f"{said} {_('Look at it and save again.')}")


def _written(state: str, initial: Mapping[str, Any]) -> str:
    return json.dumps({"state": state, "initial": dict(initial)})


def _put(data: QueryDict, name: str, value: Any) -> None:
    if isinstance(value, list):
        data.setlist(name, [str(each) for each in value])
    elif isinstance(value, bool):
        data.setlist(name, ["on"] if value else [])
    else:
        data[name] = "" if value is None else str(value)


def _told(field: forms.BoundField, theirs: Any) -> str:
    if isinstance(field.field, forms.ChoiceField | forms.BooleanField):
        return str(field.label)
    return _("%(cell)s (theirs)") % {"cell": f"{field.label}: {theirs or '–'}"}
