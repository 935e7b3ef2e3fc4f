"""What allauth asks us: where to go after signing in, who may sign up (nobody), how mails leave, how secrets are kept."""

from base64 import b64decode, b64encode
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from samenspel.delivery.commands.keep_demo_copy import keep_demo_copy
from samenspel.delivery.rules.sealing import seal, unseal
from samenspel.houses.queries.invitations import invitations_to
from samenspel.houses.queries.staff import posts_of
from samenspel.kernel import clock

SEALED_FOR = "second factor"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Logins come from invitations and purchases: nobody signs up by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff and who is invited to their work, everybody else to their tickets."""
        assert request.user.pk is not None
        email = getattr(request.user, "email", "")
        if posts_of(user=request.user.pk).is_staff or invitations_to(email=email, at=clock.now()):
            return reverse("backoffice:home")
        try:
            return reverse("account:home")
        except NoReverseMatch:
            return settings.LOGIN_REDIRECT_URL

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """At once, not through the queue: a code is waited for, and is worthless a quarter of an hour later."""
        message = self.render_mail(
            template_prefix, email, {"request": self.request, "email": email, **context}
        )
        message.send()
        if settings.DEMO:
            keep_demo_copy(
                kind=template_prefix.rpartition("/")[2],
                recipient=email,
                subject=str(message.subject),
                text=str(message.body),
                html=str(message.alternatives[0][0]) if getattr(message, "alternatives", None) else "",
                at=clock.now(),
            )


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The secrets of authenticator apps and the recovery codes' seed are sealed with the installation's own secret."""

    def encrypt(self, text: str) -> str:
        sealed = seal(plain=text.encode(), secret=settings.SECRET_KEY, purpose=SEALED_FOR)
        return b64encode(sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        secrets = [str(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
        return unseal(sealed=b64decode(encrypted_text), secrets=secrets, purpose=SEALED_FOR).decode()
