"""What somebody who is invited to work in a house meets: the mail, and the page its link leads to."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from samenspel.houses.queries.invitations import WaitingInvitation, invitation_of_link
from samenspel.identity.models import User
from samenspel.identity.queries.logins import login_at
from samenspel.kernel import clock
from samenspel.kernel.errors import NotFound
from samenspel.web.backoffice import words


def send_invitation(
    *, request: HttpRequest, email: str, token: str, house_name: str, invited_by: str
) -> None:
    """Mail the link to an invitation."""
    url = request.build_absolute_uri(reverse("invitation", args=[token]))
    context = {"house_name": house_name, "invited_by": invited_by, "url": url}
    get_adapter(request).send_mail("account/email/invitation", email, context)


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link: what is offered, and how to get in to answer. It changes nothing by itself.

    POST: who never had a password goes and chooses one. The link was mailed to that very address, so it proves as much as the
    link for a forgotten password does.
    """
    try:
        found = invitation_of_link(token=token)
        login = login_at(email=found.email)
    except NotFound:
        raise Http404 from None
    is_over = found.expires_at <= clock.now()
    answer_url = reverse("backoffice:invitation", args=[found.id])
    if request.user.is_authenticated and request.user.pk == login.pk and not is_over:
        return redirect(answer_url)
    if request.method == "POST" and not (is_over or login.has_usable_password()):
        return redirect(_password_url(login))
    context = {
        "invitation": found,
        "roles": _roles(found),
        "is_over": is_over,
        "signed_in_as": getattr(request.user, "email", ""),
        "has_password": login.has_usable_password(),
        "sign_in_url": f"{reverse('account_login')}?{urlencode({'next': answer_url})}",
        "sign_out_url": reverse("account_logout"),
    }
    response = render(request, "sign_in/invitation.html", context, status=410 if is_over else 200)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _roles(found: WaitingInvitation) -> list[tuple[str, str]]:
    return [words.role(role) for role in found.roles]


def _password_url(login: User) -> str:
    """allauth's own link for a forgotten password: it works once, and dies when the password or the address changes."""
    key = f"{user_pk_to_url_str(login)}-{default_token_generator.make_token(login)}"
    uid, _, secret = key.partition("-")
    return reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": secret})
