"""Who may come in with what an identity provider claims: whom a house employs or invited. Claims give no rights."""

from collections.abc import Mapping
from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samenspel.houses.queries.directory import directory
from samenspel.houses.queries.invitations import invitations_to
from samenspel.houses.queries.organisations import house_of_organisation
from samenspel.houses.queries.staff import posts_of
from samenspel.identity.models import User
from samenspel.identity.queries.logins import has_identity, login_at
from samenspel.kernel import clock
from samenspel.kernel.errors import NotFound


class Refused(Exception):
    """The word for why, of `_sentence`."""


class StaffSignIn(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """What allauth asks when the provider's answer is true: whose login it is, and whether that login may come in."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """The login of this identity, or else of the verified address; joined to the identity the first time."""
        claims: dict[str, Any] = sociallogin.account.extra_data
        try:
            login = (
                sociallogin.user
                if sociallogin.is_existing
                else _login_of(claims, sociallogin.account.provider)
            )
            _check_work(login, claims)
        except Refused as refused:
            raise ImmediateHttpResponse(refusal_page(request, str(refused))) from None
        if not sociallogin.is_existing:
            sociallogin.connect(request, login)

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: str = AuthError.UNKNOWN, **kwargs: Any
    ) -> NoReturn:
        word = "cancelled" if error == AuthError.CANCELLED else "failed"
        raise ImmediateHttpResponse(refusal_page(request, word))


def refusal_page(request: HttpRequest, word: str, *, status: int = 403) -> HttpResponse:
    """Why nobody was signed in, and what to do."""
    context = {"sentence": _sentence(word) % {"provider": settings.STAFF_OIDC["name"]}}
    response = render(request, "sign_in/refused.html", context, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _login_of(claims: Mapping[str, Any], provider: str) -> User:
    """Raises Refused: no address, an unverified one, nobody's, or one that is joined to another identity."""
    names = settings.STAFF_OIDC
    email = claims.get(names["email"])
    if not isinstance(email, str) or not email:
        raise Refused("no_address")
    if claims.get(names["email_verified"]) is not True:
        raise Refused("unverified")
    try:
        login = login_at(email=email)
    except NotFound:
        raise Refused("unknown") from None
    if has_identity(user=login.pk, provider=provider):
        raise Refused("somebody_else")
    return login


def _check_work(login: User, claims: Mapping[str, Any]) -> None:
    """Raises Refused: works nowhere, or not in the house of this organisation, or without the role that is asked."""
    posts = posts_of(user=login.pk)
    houses = {house.slug for house in posts.houses}
    houses |= {offer.house_slug for offer in invitations_to(email=login.email, at=clock.now())}
    for region in posts.regions + posts.desks:
        houses |= {house.slug for house in directory().region(region.slug).houses}
    if not houses:
        raise Refused("unknown")
    names = settings.STAFF_OIDC
    code = str(claims.get(names["organisation"], ""))
    if names["organisation"] and _house_of(code) not in houses:
        raise Refused("organisation")
    if names["roles"] and not _has_role(claims.get(names["roles"]), names["role"], code):
        raise Refused("role")


def _house_of(code: str) -> str:
    """The slug of the house of an organisation code; "" when there is none."""
    by_code: dict[str, str] = settings.STAFF_OIDC["organisations"]
    return by_code.get(code) or house_of_organisation(enterprise_number=code)


def _has_role(given: object, wanted: str, code: str) -> bool:
    """`given` is a list of `Role`, `Role-Context` or `Role-Context:OrgCode`; one for another organisation does not count."""
    for entry in given if isinstance(given, list) else [given]:
        role, _colon, of_code = str(entry).partition(":")
        if role.partition("-")[0] == wanted and of_code in ("", code):
            return True
    return False


def _sentence(word: str) -> str:
    return {
        "cancelled": _("You stopped signing in with %(provider)s. Nothing happened."),
        "failed": _(
            "%(provider)s gave no answer that we can trust. Try again; if it stays, sign in another way."
        ),
        "no_address": _("%(provider)s did not tell your e-mail address, so we do not know who you are here."),
        "unverified": _("%(provider)s did not verify your e-mail address, so we cannot rely on it."),
        "unknown": _(
            "You work in no house here, and none invited you. Ask the admin of your house for an invitation."
        ),
        "somebody_else": _(
            "Your e-mail address belongs to somebody else at %(provider)s. Ask the admin of your house."
        ),
        "organisation": _(
            "You signed in for an organisation in whose house you do not work. Choose another one at %(provider)s."
        ),
        "role": _(
            "Your organisation gave you no right to use this at %(provider)s. Ask its administrator of users."
        ),
    }[word]
