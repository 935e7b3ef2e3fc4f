"""allauth's forms with our words; and a visitor's login is made when the first code is asked for."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, LoginForm, RequestLoginCodeForm, ResetPasswordForm
from django.utils.translation import gettext_lazy as _

from samenspel.contacts.commands.give_login import give_login


class PasswordForm(LoginForm):  # type: ignore[misc]
    """Sign in by e-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _email(self.fields["login"])
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.pop("placeholder", None)


class AskCodeForm(RequestLoginCodeForm):  # type: ignore[misc]
    """Ask for a code by mail. The answer is the same for a known and an unknown address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _email(self.fields["email"])

    def clean_email(self) -> str:
        give_login(email=self.cleaned_data["email"])
        email: str = super().clean_email()
        return email


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code from the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = _("Code")
        field.widget.attrs = {"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}


class ForgottenForm(ResetPasswordForm):  # type: ignore[misc]
    """Ask for a link to choose a new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _email(self.fields["email"])


def _email(field: Any) -> None:
    field.label = _("E-mail address")
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs["autocomplete"] = "username"
