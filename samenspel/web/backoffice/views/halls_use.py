"""Use a version of a seat plan for the performances that are on an older one: what happens to what is sold, then the act."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samenspel.programme.queries.plan_use import OnOlderPlan, performances_on_older
from samenspel.sales.commands.use_plan import Accepted, PlanNotUsed, use_plan
from samenspel.sales.queries.plan_change import NotOfThisHall, plan_change
from samenspel.venues.queries.plan_drawings import own_plan
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.plan_words import CONFLICTS, plan_refusal
from samenspel.web.backoffice.reseat_form import read_shown, shown_text
from samenspel.web.backoffice.rooms import Room
from samenspel.web.numbers import number

MOST = 50
CONFLICTS_SHOWN = 60


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.HALLS)
def use(desk: Desk, plan: int) -> HttpResponse:
    found = own_plan(scope=desk.scope, plan=plan)
    older = performances_on_older(
        scope=desk.scope, hall=found.hall_id, name=found.name, plan=plan, at=desk.at, most=MOST
    )
    if desk.request.method == "POST":
        return _use(desk, found.pk, found.hall_id, older)
    crumbs = [
        {"label": _("Halls"), "url": desk.url("halls")},
        {"label": found.name, "url": desk.url("hall_plans", found.hall_id)},
        {"label": _("Use version %(version)s") % {"version": found.version}},
    ]
    context = {"plan": found, "rows": [_row(desk, plan, one) for one in older], "crumbs": crumbs}
    return desk.render("backoffice/halls/use.html", context)


def _row(desk: Desk, plan: int, one: OnOlderPlan) -> dict[str, Any]:
    row: dict[str, Any] = {"facts": one, "url": desk.url("performance", one.id), "conflicts": []}
    try:
        preview = plan_change(scope=desk.scope, performance=one.id, plan=plan, at=desk.at)
    except NotOfThisHall:
        return {**row, "refused": _("This version is offered no more.")}
    change = preview.change
    if change.unresolved:
        row["refused"] = _(
            "There is no place for everybody who bought one. Draw more places of that rank first."
        )
    if preview.unpriced:
        row["unpriced"] = ", ".join(map(str, sorted(preview.unpriced)))
    return {
        **row,
        "kept": len(change.kept),
        "dropped": len(change.dropped),
        "shown": shown_text(change=change),
        "choose_url": desk.url("plan_reseat", plan, one.id),
        "conflict_count": len(change.conflicts),
        "more": max(0, len(change.conflicts) - CONFLICTS_SHOWN),
        "conflicts": [
            {"label": each.label, "why": CONFLICTS[each.reason], "to": each.proposed_label}
            for each in change.conflicts[:CONFLICTS_SHOWN]
        ],
    }


def _use(desk: Desk, plan: int, hall: int, older: list[OnOlderPlan]) -> HttpResponse:
    here = redirect(desk.url("plan_use", plan))
    titles = {one.id: one.title for one in older}
    chosen = {number(text) for text in desk.request.POST.getlist("performance")} & titles.keys()
    if not chosen:
        messages.error(desk.request, _("Choose at least one performance."))
        return here
    shown = {one: read_shown(text=desk.request.POST.get(f"shown-{one}", "")) for one in chosen}
    try:
        done = use_plan(
            scope=desk.scope,
            plan=plan,
            accepted={one: Accepted(*seen) for one, seen in shown.items()},
            at=desk.at,
        )
    except PlanNotUsed as error:
        messages.error(desk.request, f"{titles[error.performance]}: {plan_refusal(error=error.reason)}")
        return here
    told = ngettext(
        "%(count)s performance uses this version now.",
        "%(count)s performances use this version now.",
        done.performances,
    ) % {"count": done.performances}
    if done.orders:
        told += " " + ngettext(
            "%(count)s order has other places; its buyer gets a mail.",
            "%(count)s orders have other places; their buyers get a mail.",
            done.orders,
        ) % {"count": done.orders}
    messages.success(desk.request, told)
    return redirect(desk.url("hall_plans", hall))
