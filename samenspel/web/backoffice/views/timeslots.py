"""The timeslots of a production: fill in a grid, see what it changes, and change exactly that."""

import dataclasses
from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samenspel.catalogue.queries.price_lists import price_list_by_performance
from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.programme.commands.performance_fields import PerformanceFields
from samenspel.programme.queries.productions import production_of
from samenspel.programme.queries.timeslots import PlannedSlots, planned_slots
from samenspel.sales.commands.change_grid import GridChange, GridChanged, SlotTerms, change_grid, show_grid
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.programme_rows import act_of, plan_choices, price_list_choices, season_choices
from samenspel.web.backoffice.refusals import refuse
from samenspel.web.backoffice.rooms import Room
from samenspel.web.backoffice.timeslot_forms import GridForm, initial_of
from samenspel.web.design import formats


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.PRODUCTIONS)
def grid(desk: Desk, production: int) -> HttpResponse:
    """`stap=kijken` shows what changes; `stap=schrijven` writes it when that is still what would change."""
    work = production_of(scope=desk.scope, house=desk.house.id, production=production)
    planned = planned_slots(scope=desk.scope, house=desk.house.id, production=work.id, at=desk.at)
    form = GridForm(desk.request.POST or None, choices=_choices(desk, planned), initial=_initial(planned))
    preview: GridChange | None = None
    if desk.request.method == "POST" and form.is_valid() and desk.request.POST.get("stap") != "wijzigen":
        fields = _fields(desk, work.id, form)
        try:
            if desk.request.POST.get("stap") == "schrijven":
                _write(desk, form, fields)
                return redirect(desk.url("production", work.id))
            preview = show_grid(act=act_of(desk), fields=fields, grid=form.grid)
        except GridChanged as error:
            messages.warning(
                desk.request,
                _("Somebody bought or planned in between. Nothing is changed; this is what changes now."),
            )
            preview = error.now
        except NotFound:
            raise
        except DomainError as error:
            refuse(form, error)
    context = {
        "form": form,
        "work": work,
        "preview": preview,
        "days": _days(preview) if preview else [],
        "is_planned": planned is not None,
        "back_url": desk.url("production", work.id),
        "crumbs": [
            {"label": _("Productions"), "url": desk.url("productions")},
            {"label": work.title, "url": desk.url("production", work.id)},
            {"label": _("Timeslots")},
        ],
    }
    return desk.render("backoffice/timeslots.html", context, status=422 if form.errors else 200)


def _write(desk: Desk, form: GridForm, fields: PerformanceFields) -> None:
    made = change_grid(
        act=act_of(desk),
        fields=fields,
        grid=form.grid,
        seen=desk.request.POST.get("gezien", ""),
        price_list=int(form.cleaned_data["price_list"] or 0) or None,
        terms=SlotTerms(
            **{each.name: form.cleaned_data[each.name] for each in dataclasses.fields(SlotTerms)}
        ),
    )
    told = ngettext("%(count)d timeslot is added.", "%(count)d timeslots are added.", len(made))
    messages.success(desk.request, told % {"count": len(made)})


def _initial(planned: PlannedSlots | None) -> dict[str, Any]:
    """The grid that there is, so that changing one time is changing one field."""
    if planned is None:
        return {"state": "confirmed", "exchange_min": SlotTerms().exchange_min}
    prices = price_list_by_performance(performances=[planned.last])
    return {
        **initial_of(planned.grid),
        "where": f"{planned.hall_id}:{planned.plan_id}",
        "season": str(planned.season_id or ""),
        "price_list": str(prices.get(planned.last, "")),
        "state": planned.state,
        "published_at": planned.published_at,
        "sale_starts_at": planned.sale_starts_at,
        "exchange_min": planned.exchange_min,
        "group_min": planned.group_min,
        "group_max": planned.group_max,
        "walk_ins_take_places": planned.walk_ins_take_places,
    }


def _choices(desk: Desk, planned: PlannedSlots | None) -> dict[str, list[tuple[str, str]]]:
    plans = plan_choices(desk)
    if planned and (old := f"{planned.hall_id}:{planned.plan_id}") not in dict(plans):
        plans = [(old, planned.place), *plans]  # an older version of a plan stays with what was planned on it
    return {
        "where": plans,
        "season": [("", _("No season")), *season_choices(desk)],
        "price_list": [("", _("No prices: entry is free")), *price_list_choices(desk)],
    }


def _fields(desk: Desk, production: int, form: GridForm) -> PerformanceFields:
    """What every slot has alike; its own times come from the grid."""
    data = form.cleaned_data
    hall, _colon, plan = data["where"].partition(":")
    return PerformanceFields(
        production=production,
        season=int(data["season"] or 0) or None,
        hall=int(hall),
        plan=int(plan),
        starts_at=desk.at,
        ends_at=desk.at + timedelta(minutes=data["duration_min"]),
        state=data["state"],
        published_at=data["published_at"],
        sale_starts_at=form.sale_from(at=desk.at),
        sale_ends_at=desk.at,
    )


def _days(change: GridChange) -> list[dict[str, Any]]:
    """What happens on each day: clock times, under the name of what happens to them."""
    days: dict[date, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    slots: dict[str, list[datetime]] = {
        "added": list(change.added),
        "kept": [slot.starts_at for slot in change.kept],
        "removed": [slot.starts_at for slot in change.removed],
        "in_use": [slot.starts_at for slot in change.in_use],
    }
    for name, moments in slots.items():
        for moment in moments:
            days[moment.astimezone(BRUSSELS).date()][name].append(formats.clock(at=moment))
    return [{"day": day, "slots": days[day]} for day in sorted(days)]
