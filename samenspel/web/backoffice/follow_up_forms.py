"""What staff fills in to move or cancel a performance."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenspel.programme.commands.change_date import REASON_MAX
from samenspel.web.backoffice.programme_forms import LANGUAGES, MomentField, Revised


class CancelForm(Revised):
    """Why, in the words of visitors."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in LANGUAGES.items():
            self.fields[f"reason_{code}"] = forms.CharField(
                label=_("What visitors read, in %(language)s") % {"language": name},
                max_length=REASON_MAX,
                required=code == "nl",
                help_text=_("It stands in the mail and on the page: say why, in a sentence or two.")
                if code == "nl"
                else "",
                widget=forms.Textarea(attrs={"rows": 3, "lang": code}),
            )

    @property
    def what(self) -> list[forms.BoundField]:
        return []

    @property
    def reasons(self) -> list[forms.BoundField]:
        return [self[f"reason_{code}"] for code in LANGUAGES]


class MoveForm(CancelForm):
    starts_at = MomentField(label=_("New beginning"))
    ends_at = MomentField(label=_("New end"))
    where = forms.ChoiceField(label=_("Hall and seat plan"))
    refund_until = MomentField(
        label=_("Tickets may be given back until"),
        required=False,
        help_text=_("Empty: tickets stay sold. Else in the future, and before the new beginning."),
    )
    sale_goes_on = forms.BooleanField(label=_("The sale goes on"), required=False)

    def __init__(self, *args: Any, plans: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["where"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = plans
        self._plans = dict(plans)

    @property
    def where_label(self) -> str:
        """The hall that was chosen, in words."""
        return self._plans[self.cleaned_data["where"]]

    @property
    def what(self) -> list[forms.BoundField]:
        return [self[name] for name in ("starts_at", "ends_at", "where", "refund_until", "sale_goes_on")]
