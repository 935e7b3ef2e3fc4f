"""The mail that invites somebody to work in a house."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpRequest
from django.urls import reverse

from samenspel.identity.queries.logins import login_of


def send_invitation(
    *,
    request: HttpRequest,
    user: int,
    must_choose_password: bool,
    house_name: str,
    house_url: str,
    invited_by: str,
) -> None:
    """Mail a link: to choose a password when there is none yet, else straight to the house. It works for three days.

    The link is allauth's own for a forgotten password: it works once, and dies when the password or the address changes.
    """
    login = login_of(user=user)
    if must_choose_password:
        key = f"{user_pk_to_url_str(login)}-{default_token_generator.make_token(login)}"
        uid, _, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
    else:
        path = house_url
    get_adapter(request).send_mail(
        "account/email/invitation",
        login.email,
        {
            "name": login.name,
            "house_name": house_name,
            "invited_by": invited_by,
            "must_choose_password": must_choose_password,
            "url": request.build_absolute_uri(path),
        },
    )
