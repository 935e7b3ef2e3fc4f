"""Who works in the house: the list, invite, other roles, remove."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.houses.commands.invitations import invite_staff
from samenspel.houses.commands.staff_roles import LastAdmin, remove_staff, set_roles
from samenspel.houses.queries.invitations import invitations_of_house
from samenspel.houses.queries.staff import Person, person_of, staff_of
from samenspel.web.backoffice import words
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.forms import InviteForm, RolesForm
from samenspel.web.backoffice.rooms import Room
from samenspel.web.backoffice.views.invitations import invitation_row
from samenspel.web.backoffice.views.second_factor import second_factor_roles_asked
from samenspel.web.sign_in.invitations import send_invitation


@require_safe
@in_house(Room.STAFF)
def staff(desk: Desk) -> HttpResponse:
    people = staff_of(scope=desk.scope, house=desk.house.id)
    waiting = invitations_of_house(scope=desk.scope, house=desk.house.id)
    asked = second_factor_roles_asked(desk)
    context = {
        "people": [
            _row(desk, person) | {"lacks_second_factor": _lacks_second_factor(person, asked)}
            for person in people
        ],
        "second_factor_url": desk.url("second_factor"),
        "waiting": [invitation_row(desk=desk, found=found) for found in waiting],
        "invite_url": desk.url("staff_invite"),
    }
    return desk.render("backoffice/staff.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.STAFF)
def invite(desk: Desk) -> HttpResponse:
    form = InviteForm(desk.request.POST or None)
    if desk.request.method == "POST" and form.is_valid():
        invited = invite_staff(
            scope=desk.scope,
            house=desk.house.id,
            email=form.cleaned_data["email"],
            name=form.cleaned_data["name"],
            roles=form.cleaned_data["roles"],
            language=words.language(),
            by=desk.user_id,
            at=desk.at,
        )
        send_invitation(
            request=desk.request,
            email=invited.email,
            token=invited.token,
            house_name=desk.house.name,
            invited_by=desk.user_name,
        )
        messages.success(desk.request, _("The invitation is on its way to %(email)s.") % form.cleaned_data)
        return redirect(desk.url("staff"))
    context = {"form": form, "crumbs": _crumbs(desk, _("Invite"))}
    return desk.render("backoffice/staff_invite.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.STAFF)
def person(desk: Desk, user: int) -> HttpResponse:
    found = person_of(scope=desk.scope, house=desk.house.id, user=user)
    form = RolesForm(desk.request.POST or None, initial={"roles": list(found.roles)})
    if desk.request.method == "POST" and form.is_valid():
        try:
            set_roles(
                scope=desk.scope,
                house=desk.house.id,
                user=user,
                roles=form.cleaned_data["roles"],
                by=desk.user_id,
                at=desk.at,
            )
        except LastAdmin:
            form.add_error("roles", _last_admin())
        else:
            messages.success(
                desk.request, _("The roles of %(name)s are changed.") % {"name": found.shown_name}
            )
            return redirect(desk.url("staff"))
    context = {
        "form": form,
        "person": _row(desk, found),
        "remove_url": desk.url("staff_remove", user),
        "crumbs": _crumbs(desk, found.shown_name),
    }
    return desk.render("backoffice/staff_person.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.STAFF)
def remove(desk: Desk, user: int) -> HttpResponse:
    """Confirmed by typing the name; the server checks it as well, a script is not needed."""
    found = person_of(scope=desk.scope, house=desk.house.id, user=user)
    problem = ""
    if desk.request.method == "POST":
        typed = desk.request.POST.get("confirm_name", "").strip().casefold()
        if typed != found.shown_name.strip().casefold():
            problem = _("That is not the name. Type it as it stands there.")
        else:
            try:
                remove_staff(scope=desk.scope, house=desk.house.id, user=user, by=desk.user_id, at=desk.at)
            except LastAdmin:
                problem = _last_admin()
            else:
                messages.success(
                    desk.request, _("%(name)s no longer works here.") % {"name": found.shown_name}
                )
                return redirect(desk.url("staff") if user != desk.user_id else "backoffice:home")
    context = {
        "person": _row(desk, found),
        "problem": problem,
        "remove_url": desk.url("staff_remove", user),
        "crumbs": _crumbs(desk, found.shown_name),
    }
    return desk.render("backoffice/staff_remove.html", context, status=409 if problem else 200)


def _last_admin() -> str:
    return _("A house needs at least one admin. Make somebody else admin first.")


def _crumbs(desk: Desk, label: str) -> list[dict[str, str]]:
    return [{"label": _("Staff"), "url": desk.url("staff")}, {"label": label}]


def _lacks_second_factor(person: Person, asked: frozenset[str]) -> bool:
    return not person.has_second_factor and not asked.isdisjoint(person.roles)


def _row(desk: Desk, person: Person) -> dict[str, Any]:
    return {
        "url": desk.url("staff_person", person.user_id),
        "name": person.shown_name,
        "email": person.email if person.name else "",
        "roles": [words.role_name(role) for role in person.roles],
        "seen_at": person.seen_at,
        "has_second_factor": person.has_second_factor,
        "is_self": person.user_id == desk.user_id,
    }
