"""Counting at the door: who comes in or goes out without a ticket. With a phone and one thumb, and without JavaScript."""

from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samenspel.access.commands.count_passage import Kind, NoPlaceLeft, count_passage
from samenspel.access.queries.ushers import DoorHouse
from samenspel.access.queries.visits import last_count, visits_at
from samenspel.kernel import clock
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.web.scanner.views import at_the_door, uuid_of

SEE_OTHER = 303


@never_cache
@require_http_methods(["GET", "POST"])
@at_the_door
def counting(
    request: HttpRequest, houses: tuple[DoorHouse, ...], house: str, performance: int
) -> HttpResponse:
    """How many are in, and a button for each who comes or goes (POST `kind`, `key`, `undoes`).

    Asked by the page's own script, it answers the numbers alone: 200, or 409 with the reason when nobody was counted.
    """
    here = next((mine for mine in houses if mine.slug == house), None)
    if here is None:
        raise NotFound
    assert request.user.pk is not None
    scope, at, user = Scope.of_houses(here.id), clock.now(), request.user.pk
    by_script = "X-Scanner" in request.headers
    refusal = _count(request, scope, here.id, performance) if request.method == "POST" else ""
    if request.method == "POST" and not by_script and not refusal:
        return HttpResponseRedirect(request.path, status=SEE_OTHER)
    context: dict[str, Any] = {
        "visits": visits_at(scope=scope, house=here.id, performance=performance, at=at),
        "refusal": refusal,
    }
    status = 409 if refusal else 200
    if by_script:
        return render(request, "scanner/tally.html", context, status=status)
    context |= {
        "house": here,
        "key": uuid4(),
        "undoes": last_count(scope=scope, performance=performance, user=user),
    }
    return render(request, "scanner/counting.html", context, status=status)


def _count(request: HttpRequest, scope: Scope, house: int, performance: int) -> str:
    """Why nobody was counted; nothing when somebody was, now or before."""
    post = request.POST
    kind, key, undoes = post.get("kind", ""), uuid_of(post.get("key", "")), uuid_of(post.get("undoes", ""))
    if kind not in Kind.values or key is None:
        return _("This count was not understood. Press once more.")
    try:
        count_passage(
            scope=scope,
            house=house,
            performance=performance,
            key=key,
            kind=Kind(kind),
            undoes=undoes,
            user=request.user.pk,
            at=clock.now(),
        )
    except NoPlaceLeft:
        return _("Full: there is no free place, so nobody was counted in.")
    except NotFound:
        if kind != Kind.UNDO:
            raise
        return _("There is nothing of yours to undo here.")
    return ""
