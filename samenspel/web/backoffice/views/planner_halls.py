"""How the halls of a house are used: change-over, halls that exclude each other, and what neighbours hear."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.kernel.errors import DomainError, NotFound
from samenspel.venues.commands.set_hall_use import set_change_over, set_exclusions, share_evenings
from samenspel.venues.queries.halls import HallFacts, halls_of
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.planner_refusals import refusal
from samenspel.web.backoffice.planner_settings_forms import ChangeOverForm, ExclusionsForm, SharingForm
from samenspel.web.backoffice.rooms import Room


@require_safe
@in_house(Room.PLANNER)
def hall_uses(desk: Desk) -> HttpResponse:
    halls = halls_of(scope=desk.scope, house=desk.house.id)
    names = {hall.id: hall.full_name for hall in halls}
    rows = [
        {
            "facts": hall,
            "excludes": [names[other] for other in hall.excludes if other in names],
            "url": desk.url("hall_use", hall.id),
        }
        for hall in halls
    ]
    crumbs = [_planner(desk), {"label": _("Use of the halls")}]
    return desk.render("backoffice/hall_uses.html", {"rows": rows, "crumbs": crumbs})


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.PLANNER)
def hall_use(desk: Desk, hall: int) -> HttpResponse:
    """Three forms; the field `do` says which of them was sent."""
    halls = halls_of(scope=desk.scope, house=desk.house.id)
    facts = next((one for one in halls if one.id == hall), None)
    if facts is None:
        raise NotFound(hall)
    do = desk.request.POST.get("do", "") if desk.request.method == "POST" else ""
    boxes = _forms(desk, facts, halls, do)
    if do in ACTS and boxes[do].is_valid() and _done(desk, facts, boxes[do], ACTS[do]):
        messages.success(desk.request, _("The use of %(hall)s is saved.") % {"hall": facts.full_name})
        return redirect(desk.url("hall_use", hall))
    refused = boxes.get(do)
    context = {
        "facts": facts,
        "boxes": boxes,
        "refused": refused,
        "alone": len(halls) == 1,
        "crumbs": [
            _planner(desk),
            {"label": _("Use of the halls"), "url": desk.url("hall_uses")},
            {"label": facts.full_name},
        ],
    }
    return desk.render("backoffice/hall_use.html", context, status=422 if refused else 200)


def _forms(desk: Desk, facts: HallFacts, halls: list[HallFacts], do: str) -> dict[str, forms.Form]:
    sent = {do: desk.request.POST}
    others = [hall for hall in halls if hall.id != facts.id]
    minutes = {"before_min": facts.before_min, "after_min": facts.after_min}
    return {
        "change_over": ChangeOverForm(sent.get("change_over"), initial=minutes),
        "exclusions": ExclusionsForm(
            sent.get("exclusions"), initial={"others": facts.excludes}, others=others
        ),
        "sharing": SharingForm(sent.get("sharing"), initial={"shares": facts.shares_evenings}),
    }


def _change_over(facts: HallFacts, data: dict[str, Any], who: dict[str, Any]) -> None:
    set_change_over(hall=facts.id, before_min=data["before_min"], after_min=data["after_min"], **who)


def _exclusions(facts: HallFacts, data: dict[str, Any], who: dict[str, Any]) -> None:
    set_exclusions(hall=facts.id, others=data["others"], **who)


def _sharing(facts: HallFacts, data: dict[str, Any], who: dict[str, Any]) -> None:
    share_evenings(venue=facts.venue_id, shares=data["shares"], **who)


Use = Callable[[HallFacts, dict[str, Any], dict[str, Any]], None]
ACTS: dict[str, Use] = {"change_over": _change_over, "exclusions": _exclusions, "sharing": _sharing}


def _done(desk: Desk, facts: HallFacts, form: forms.Form, act: Use) -> bool:
    """False when it was refused: the form says why."""
    who = {"scope": desk.scope, "house": desk.house.id, "by": desk.user_id, "at": desk.at}
    try:
        act(facts, form.cleaned_data, who)
    except NotFound:
        raise
    except DomainError as error:
        form.add_error(None, refusal(error=error)[1])
        return False
    return True


def _planner(desk: Desk) -> dict[str, str]:
    return {"label": _("Hall planner"), "url": desk.url("planner")}
