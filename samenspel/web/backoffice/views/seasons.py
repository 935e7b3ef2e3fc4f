"""The seasons of a house: the list, enter one, change one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.kernel.errors import DomainError, NotFound
from samenspel.programme.commands.save_season import save_season
from samenspel.programme.queries.seasons import season_of, seasons_of
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.programme_forms import SeasonForm
from samenspel.web.backoffice.programme_rows import act_of
from samenspel.web.backoffice.refusals import refuse
from samenspel.web.backoffice.rooms import Room


@require_safe
@in_house(Room.SEASONS)
def seasons(desk: Desk) -> HttpResponse:
    found = seasons_of(scope=desk.scope, house=desk.house.id)
    rows = [{"facts": one, "url": desk.url("season", one.id)} for one in found]
    return desk.render("backoffice/seasons.html", {"rows": rows, "new_url": desk.url("season_new")})


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.SEASONS)
def season(desk: Desk, season: int = 0) -> HttpResponse:
    """A new one without `season`."""
    initial: dict[str, Any] = {}
    if season:
        facts = season_of(scope=desk.scope, house=desk.house.id, season=season)
        initial = {
            "name": facts.name,
            "starts_on": facts.starts_on,
            "ends_on": facts.ends_on,
            "revision": facts.revision,
        }
    form = SeasonForm(desk.request.POST or None, initial=initial)
    if desk.request.method == "POST" and form.is_valid():
        try:
            save_season(act=act_of(desk), season=season or None, **form.cleaned_data)
        except NotFound:
            raise
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(desk.request, _("The season %(name)s is saved.") % form.cleaned_data)
            return redirect(desk.url("seasons"))
    title = initial.get("name") or _("New season")
    context = {
        "form": form,
        "title": title,
        "crumbs": [{"label": _("Seasons"), "url": desk.url("seasons")}, {"label": title}],
    }
    return desk.render("backoffice/season.html", context, status=422 if form.errors else 200)
