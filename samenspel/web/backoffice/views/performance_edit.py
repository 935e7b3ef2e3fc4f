"""Plan a performance of a production, and change one."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspel.catalogue.commands.set_price_list import set_price_list
from samenspel.catalogue.queries.price_lists import price_list_by_performance
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.programme.commands.change_performance import change_performance
from samenspel.programme.commands.performance_fields import PerformanceFields
from samenspel.programme.commands.plan_performance import plan_performance
from samenspel.programme.queries.performances import PerformanceFacts, performance_to_edit
from samenspel.programme.queries.productions import production_of
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.programme_forms import LANGUAGES, PerformanceForm
from samenspel.web.backoffice.programme_rows import (
    act_of,
    plan_choices,
    price_list_choices,
    season_choices,
)
from samenspel.web.backoffice.refusals import refuse
from samenspel.web.backoffice.rooms import Room
from samenspel.web.backoffice.words import in_language


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.PRODUCTIONS)
def plan(desk: Desk, production: int) -> HttpResponse:
    work = production_of(scope=desk.scope, house=desk.house.id, production=production)
    form = _form(desk, {"state": "confirmed"})

    def save(data: dict[str, Any]) -> int:
        return plan_performance(act=act_of(desk), fields=_fields(desk, work.id, data))

    if desk.request.method == "POST" and form.is_valid():
        saved = _save(desk, form, save)
        if saved:
            messages.success(desk.request, _("The performance is planned and its hall is booked."))
            return redirect(desk.url("production", work.id))
    crumbs = [
        {"label": _("Productions"), "url": desk.url("productions")},
        {"label": work.title, "url": desk.url("production", work.id)},
        {"label": _("Plan a performance")},
    ]
    context = {"form": form, "title": _("Plan a performance"), "work": work, "crumbs": crumbs}
    return desk.render("backoffice/performance_edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.PRODUCTIONS)
def edit(desk: Desk, performance: int) -> HttpResponse:
    facts = performance_to_edit(scope=desk.scope, house=desk.house.id, performance=performance)
    is_open, initial = facts.is_open(at=desk.at), _initial(facts)
    form = _form(desk, initial, facts=facts)
    fixed = ("starts_at", "ends_at", "where") if is_open else ()
    for name in fixed:
        form.fields[name].disabled = True

    def save(data: dict[str, Any]) -> int:
        change_performance(
            act=act_of(desk),
            performance=facts.id,
            revision=data["revision"],
            # What is fixed stays to the second, which a form does not show.
            fields=_fields(desk, facts.production_id, data | {name: initial[name] for name in fixed}),
        )
        return facts.id

    if desk.request.method == "POST" and form.is_valid() and _save(desk, form, save):
        messages.success(desk.request, _("The performance is saved."))
        return redirect(desk.url("performance", facts.id))
    crumbs = [
        {"label": _("Performances"), "url": desk.url("performances")},
        {"label": facts.title, "url": desk.url("performance", facts.id)},
        {"label": _("Change")},
    ]
    context = {
        "form": form,
        "title": facts.title,
        "facts": facts,
        "is_open": is_open,
        "crumbs": crumbs,
        "notice": in_language(facts.notice),
    }
    return desk.render("backoffice/performance_edit.html", context, status=422 if form.errors else 200)


def _form(desk: Desk, initial: dict[str, Any], *, facts: PerformanceFacts | None = None) -> PerformanceForm:
    plans = plan_choices(desk)
    if facts and initial["where"] not in dict(plans):
        # An older version of a plan stays with what was planned on it.
        plans = [(initial["where"], f"{facts.venue}, {facts.hall}"), *plans]
    return PerformanceForm(
        desk.request.POST or None,
        initial=initial,
        plans=plans,
        seasons=season_choices(desk),
        price_lists=price_list_choices(desk),
        state=facts.state if facts else "",
    )


def _save(desk: Desk, form: PerformanceForm, save: Callable[[dict[str, Any]], int]) -> int:
    """Save the performance, then its price list; 0 when it is refused, with the sentence on the form."""
    try:
        saved = save(form.cleaned_data)
    except NotFound:
        raise
    except DomainError as error:
        refuse(form, error)
        return 0
    set_price_list(
        scope=desk.scope,
        house=desk.house.id,
        performances=[saved],
        price_list=int(form.cleaned_data["price_list"] or 0) or None,
        by=desk.user_id,
        at=desk.at,
    )
    return saved


def _fields(desk: Desk, production: int, data: dict[str, Any]) -> PerformanceFields:
    hall, _colon, plan_id = data["where"].partition(":")
    return PerformanceFields(
        production=production,
        season=int(data["season"] or 0) or None,
        hall=int(hall),
        plan=int(plan_id),
        starts_at=data["starts_at"],
        ends_at=data["ends_at"],
        state=data["state"],
        published_at=data["published_at"],
        sale_starts_at=data["sale_starts_at"] or data["published_at"] or desk.at,
        sale_ends_at=data["sale_ends_at"] or data["starts_at"],
        allow_orphans=data["allow_orphans"],
        practical={code: data[f"practical_{code}"] for code in LANGUAGES},
    )


def _initial(facts: PerformanceFacts) -> dict[str, Any]:
    names = ("starts_at", "ends_at", "state", "published_at", "sale_starts_at", "sale_ends_at", "revision")
    return {
        **{name: getattr(facts, name) for name in names},
        "allow_orphans": facts.allow_orphans,
        "where": f"{facts.hall_id}:{facts.plan_id}",
        "season": str(facts.season_id or ""),
        "price_list": str(price_list_by_performance(performances=[facts.id]).get(facts.id, "")),
        **{f"practical_{code}": facts.practical.get(code, "") for code in LANGUAGES},
    }
