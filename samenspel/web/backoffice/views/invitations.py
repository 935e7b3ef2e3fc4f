"""Invitations to work in a house: the admin sends one again or withdraws it, the invited person accepts or declines."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspel.houses.commands.invitations import (
    InvitationOver,
    accept_invitation,
    decline_invitation,
    resend_invitation,
    withdraw_invitation,
)
from samenspel.houses.queries.invitations import (
    WaitingInvitation,
    invitation_of_house,
    invitations_to,
)
from samenspel.houses.queries.staff import Posts
from samenspel.kernel import clock
from samenspel.kernel.errors import NotFound
from samenspel.web.backoffice import words
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.navigation import office_of_nobody
from samenspel.web.backoffice.rooms import Room
from samenspel.web.sign_in.invitations import send_invitation
from samenspel.web.sign_in.second_step import at_work


def invitation_row(*, desk: Desk, found: WaitingInvitation) -> dict[str, Any]:
    """One that waits, as the pages of the house show it."""
    return {
        "url": desk.url("staff_invitation", found.id),
        "name": found.shown_name,
        "email": found.email if found.name else "",
        "roles": [words.role_name(role) for role in found.roles],
        "invited_by": found.invited_by,
        "invited_at": found.invited_at,
        "expires_at": found.expires_at,
        "is_over": found.expires_at <= desk.at,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.STAFF)
def waiting(desk: Desk, invitation: int) -> HttpResponse:
    """One invitation that nobody accepted yet; its buttons send it again or withdraw it."""
    found = invitation_of_house(scope=desk.scope, house=desk.house.id, invitation=invitation)
    if desk.request.method == "POST" and desk.request.POST.get("do") == "withdraw":
        withdraw_invitation(
            scope=desk.scope, house=desk.house.id, invitation=invitation, by=desk.user_id, at=desk.at
        )
        messages.success(
            desk.request, _("The invitation of %(email)s is withdrawn.") % {"email": found.email}
        )
        return redirect(desk.url("staff"))
    if desk.request.method == "POST":
        again = resend_invitation(
            scope=desk.scope, house=desk.house.id, invitation=invitation, by=desk.user_id, at=desk.at
        )
        send_invitation(
            request=desk.request,
            email=again.email,
            token=again.token,
            house_name=desk.house.name,
            invited_by=desk.user_name,
        )
        messages.success(
            desk.request, _("The invitation is on its way to %(email)s.") % {"email": again.email}
        )
        return redirect(desk.url("staff"))
    context = {
        "invitation": invitation_row(desk=desk, found=found),
        "crumbs": [{"label": _("Staff"), "url": desk.url("staff")}, {"label": found.shown_name}],
    }
    return desk.render("backoffice/staff_invitation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_work
def answer(request: HttpRequest, posts: Posts, invitation: int) -> HttpResponse:
    """For the invited person, signed in with the address that was invited: house, roles, accept or decline."""
    at, email = clock.now(), getattr(request.user, "email", "")
    offered = {one.id: one for one in invitations_to(email=email, at=at)}
    if invitation not in offered:
        raise Http404
    found = offered[invitation]
    if request.method == "POST":
        return _answered(request, found, email)
    context = {
        "invitation": found,
        "roles": [words.role(role) for role in found.roles],
        "office": office_of_nobody(posts=posts, user_name=email),
    }
    response = render(request, "backoffice/invitation.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _answered(request: HttpRequest, found: WaitingInvitation, email: str) -> HttpResponse:
    assert request.user.pk is not None
    try:
        if request.POST.get("do") == "accept":
            accept_invitation(invitation=found.id, user=request.user.pk, email=email, at=clock.now())
            messages.success(request, _("Welcome at %(house)s.") % {"house": found.house_name})
        elif request.POST.get("do") == "decline":
            decline_invitation(invitation=found.id, user=request.user.pk, email=email, at=clock.now())
            messages.success(
                request, _("You declined the invitation of %(house)s.") % {"house": found.house_name}
            )
        else:
            return redirect("backoffice:invitation", invitation=found.id)
    except (NotFound, InvitationOver):
        raise Http404 from None
    return redirect("backoffice:home")
