"""The service desk enters a house for a reason and leaves it; the house reads who was there and what was looked at."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.houses.commands.visits import end_visit, enter_house, leave_house
from samenspel.houses.queries.staff import Posts
from samenspel.houses.queries.visits import VisitFacts, served_houses, visits_of_house
from samenspel.kernel import clock
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.forms import ReasonForm
from samenspel.web.backoffice.navigation import office_of_nobody, room_label
from samenspel.web.backoffice.rooms import Room
from samenspel.web.sign_in.second_step import at_work


@require_safe
@at_work
def service_desk(request: HttpRequest, posts: Posts) -> HttpResponse:
    """The houses that may be entered."""
    assert request.user.pk is not None
    if not posts.desks:
        raise Http404
    houses = served_houses(user=request.user.pk, at=clock.now())
    return _page(request, posts, "backoffice/service_desk.html", {"houses": houses})


@require_http_methods(["GET", "HEAD", "POST"])
@at_work
def enter(request: HttpRequest, posts: Posts, house: str) -> HttpResponse:
    """Why, and then in."""
    assert request.user.pk is not None
    user, at = request.user.pk, clock.now()
    served = {one.slug: one for one in served_houses(user=user, at=at)} if posts.desks else {}
    if house not in served:
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        enter_house(user=user, house=house, reason=form.cleaned_data["reason"], at=at)
        return redirect("backoffice:overview", house=house)
    context = {"house": served[house], "form": form}
    status = 422 if form.errors else 200
    return _page(request, posts, "backoffice/service_desk_enter.html", context, status=status)


@require_POST
@at_work
def leave(request: HttpRequest, posts: Posts, house: str) -> HttpResponse:
    assert request.user.pk is not None
    if not posts.desks:
        raise Http404
    leave_house(user=request.user.pk, house=house, at=clock.now())
    messages.success(request, _("You left the house."))
    return redirect("backoffice:service_desk")


@require_safe
@in_house(Room.VISITS)
def visits(desk: Desk) -> HttpResponse:
    """What the house reads."""
    found = visits_of_house(scope=desk.scope, house=desk.house.id)
    return desk.render("backoffice/visits.html", {"visits": [_row(desk, visit) for visit in found]})


@require_POST
@in_house(Room.VISITS)
def end(desk: Desk, visit: int) -> HttpResponse:
    """The house has seen enough."""
    end_visit(scope=desk.scope, house=desk.house.id, visit=visit, by=desk.user_id, at=desk.at)
    messages.success(desk.request, _("The visit is over: nothing of your house opens for it any more."))
    return redirect(desk.url("visits"))


def _row(desk: Desk, visit: VisitFacts) -> dict[str, Any]:
    slug = desk.house.slug
    return {
        "visit": visit,
        "is_open": visit.until > desk.at,
        "end_url": desk.url("visit_end", visit.id),
        "looks": [(look, room_label(slug=slug, path=look.path)) for look in visit.looks],
    }


def _page(
    request: HttpRequest, posts: Posts, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    name = getattr(request.user, "name", "") or getattr(request.user, "email", "")
    office = office_of_nobody(posts=posts, user_name=name, current="servicedesk")
    response = render(request, template, {"office": office, **context}, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response
