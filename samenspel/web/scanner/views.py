"""The scanner: choose a performance, then look at codes. Works by camera, by hand scanner, and without JavaScript."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from samenspel.access.commands.admit import admit
from samenspel.access.queries.gates import gate_of, gates_of
from samenspel.access.queries.ushers import DoorHouse, houses_at_the_door
from samenspel.houses.queries.staff import Posts
from samenspel.kernel import clock
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.web.scanner.words import Told, told
from samenspel.web.sign_in.second_step import at_work

CODE_LENGTH = 400
"""A code has 134 characters; a hand scanner may add a few. Longer is something else."""

View = Callable[..., HttpResponseBase]


def at_the_door(view: View) -> View:
    """For ushers, box office and house admins; their houses are the view's second argument. Nobody: to the sign-in."""

    @at_work
    @wraps(view)
    def guarded(request: HttpRequest, _posts: Posts, *args: Any, **kwargs: Any) -> HttpResponseBase:
        assert request.user.pk is not None
        try:
            return view(request, houses_at_the_door(user=request.user.pk), *args, **kwargs)
        except NotFound:
            raise Http404 from None

    return guarded


@never_cache
@require_GET
@at_the_door
def doors(request: HttpRequest, houses: tuple[DoorHouse, ...]) -> HttpResponse:
    """The performances of today and the week ahead, per house where this login stands at the door."""
    at = clock.now()
    agenda = [(house, gates_of(scope=Scope.of_houses(house.id), house=house.id, at=at)) for house in houses]
    return render(request, "scanner/doors.html", {"agenda": agenda}, status=200 if houses else 403)


@never_cache
@require_http_methods(["GET", "POST"])
@at_the_door
def door(request: HttpRequest, houses: tuple[DoorHouse, ...], house: str, performance: int) -> HttpResponse:
    """One door. A POST looks at a code; asked by the page's own script, it answers the result alone."""
    here = next((mine for mine in houses if mine.slug == house), None)
    if here is None:
        raise NotFound
    scope, at = Scope.of_houses(here.id), clock.now()
    result: Told | None = None
    if request.method == "POST":
        admission = admit(
            scope=scope,
            house=here.id,
            performance=performance,
            code=request.POST.get("code", "")[:CODE_LENGTH],
            user=request.user.pk,
            at=at,
            look=uuid_of(request.POST.get("look", "")),
        )
        result = told(admission)
    gate = gate_of(scope=scope, house=here.id, performance=performance, at=at)
    template = "scanner/result.html" if request.headers.get("X-Scanner") else "scanner/door.html"
    return render(request, template, {"house": here, "gate": gate, "told": result})


def uuid_of(text: str) -> UUID | None:
    """The id that a page gave what it sends, so that it is done once; None without one, or with something else."""
    try:
        return UUID(text)
    except ValueError:
        return None
