"""The guided start of a new house: what is done, what comes next, and the page that does it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspel.catalogue.queries.start import Start, start_of
from samenspel.houses.commands.change_house import put_start_away, take_start_out
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.rooms import Room
from samenspel.web.backoffice.start_steps import STEPS
from samenspel.web.backoffice.views.settings import administration_of


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.START)
def start(desk: Desk) -> HttpResponse:
    """POST puts the list away, or takes it out again."""
    if desk.request.method == "POST":
        return _keep(desk, away="away" in desk.request.POST)
    now = start_of(scope=desk.scope, house=desk.house.id)
    steps = _steps(desk, now)
    context = {
        "steps": steps,
        "done": now.done,
        "count": len(steps),
        "share_bp": now.done * 10_000 // len(steps),
        "is_over": now.is_over,
        "is_away": not desk.house.setting_up,
    }
    return desk.render("backoffice/start.html", context)


def _keep(desk: Desk, *, away: bool) -> HttpResponse:
    act = administration_of(desk)
    if not away:
        take_start_out(act=act)
        return redirect(desk.url("start"))
    put_start_away(act=act)
    messages.success(desk.request, _("The list is put away. You find it again below the settings."))
    return redirect(desk.url("overview"))


def _steps(desk: Desk, now: Start) -> list[dict[str, object]]:
    """The first that is not done is the next."""
    steps = [
        {
            "title": str(step.title),
            "why": str(step.why),
            "action": str(step.action),
            "url": desk.url(step.page),
            "is_done": bool(getattr(now, name)),
        }
        for name, step in STEPS.items()
    ]
    following = next((step for step in steps if not step["is_done"]), None)
    return [step | {"is_next": step is following} for step in steps]
