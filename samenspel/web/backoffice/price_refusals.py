"""What a form about prices says when a command refused, at the field that it is about."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samenspel.catalogue.rules.moments import BadTerms

FIELDS = {
    ("code", "twice"): _("There is one of this name already. Choose another name."),
    ("name_nl", "twice"): _("There is one of this name already. Choose another name."),
    ("name", "missing"): _("Give it a name, in Dutch at least."),
    ("code", "wrong"): _("4 to 40 letters, digits and hyphens."),
}
PROBLEMS = {
    "missing": _("Fill this in."),
    "unknown": _("Choose one of the list."),
    "wrong": _("This cannot be used here. Look at the example."),
    "range": _("This is too little or too much."),
    "twice": _("This stands here twice."),
}


def refuse(form: forms.Form, bad: BadTerms, *, names: dict[str, str] | None = None) -> None:
    """Put the sentence at its field; `names`: where the field of a command has another name in the form."""
    sentence = FIELDS.get((bad.field, bad.problem)) or PROBLEMS[bad.problem]
    name = (names or {}).get(bad.field, bad.field)
    last = name.rpartition(".")[2]
    found = next((each for each in (name, last, f"{last}_nl") if each in form.fields), None)
    form.add_error(found, str(sentence))
