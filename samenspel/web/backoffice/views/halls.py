"""The venues and halls of a house, and one hall with the versions of its seat plans."""

from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.venues.commands.save_hall import save_hall, save_venue
from samenspel.venues.queries.hall_list import HallLine, halls_of, venue_of
from samenspel.venues.queries.plan_drawings import PlanVersion, drafts_of, own_hall, versions_of
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.hall_forms import HallForm, VenueForm
from samenspel.web.backoffice.plan_words import PLAN_STATES
from samenspel.web.backoffice.rooms import Room


@require_safe
@in_house(Room.HALLS)
def halls(desk: Desk) -> HttpResponse:
    lines = halls_of(scope=desk.scope, house=desk.house.id)
    venues = [_venue(desk, list(group)) for _id, group in groupby(lines, key=lambda line: line.venue_id)]
    return desk.render("backoffice/halls/halls.html", {"venues": venues, "new_url": desk.url("venue_new")})


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.HALLS)
def venue(desk: Desk, venue: int = 0) -> HttpResponse:
    """A new one without `venue`."""
    initial: dict[str, Any] = {}
    if venue:
        line = venue_of(scope=desk.scope, house=desk.house.id, venue=venue)[0]
        initial = {"name": line.venue, "street": line.street, "postcode": line.postcode, "town": line.town}
    form = VenueForm(desk.request.POST or None, initial=initial)
    if desk.request.method == "POST" and form.is_valid():
        save_venue(scope=desk.scope, house=desk.house.id, venue=venue or None, **form.cleaned_data)
        messages.success(desk.request, _("The venue %(name)s is saved.") % form.cleaned_data)
        return redirect(desk.url("halls"))
    return _form(desk, form, initial.get("name") or _("New venue"))


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.HALLS)
def new_hall(desk: Desk, venue: int) -> HttpResponse:
    line = venue_of(scope=desk.scope, house=desk.house.id, venue=venue)[0]
    form = HallForm(desk.request.POST or None)
    if desk.request.method == "POST" and form.is_valid():
        made = save_hall(scope=desk.scope, venue=venue, hall=None, name=form.cleaned_data["name"])
        messages.success(desk.request, _("The hall %(name)s is saved.") % form.cleaned_data)
        return redirect(desk.url("hall_plans", made))
    return _form(desk, form, _("New hall in %(venue)s") % {"venue": line.venue})


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.HALLS)
def rename_hall(desk: Desk, hall: int) -> HttpResponse:
    found = own_hall(scope=desk.scope, hall=hall)
    form = HallForm(desk.request.POST or None, initial={"name": found.name})
    if desk.request.method == "POST" and form.is_valid():
        save_hall(scope=desk.scope, venue=found.venue_id, hall=hall, name=form.cleaned_data["name"])
        messages.success(desk.request, _("The hall %(name)s is saved.") % form.cleaned_data)
        return redirect(desk.url("hall_plans", hall))
    return _form(desk, form, found.name)


@require_safe
@in_house(Room.HALLS)
def hall(desk: Desk, hall: int) -> HttpResponse:
    found = own_hall(scope=desk.scope, hall=hall)
    drafts = [
        {
            "facts": draft,
            "url": desk.url("plan_editor", draft.id),
            "publish_url": desk.url("plan_publish", draft.id),
            "discard_url": desk.url("plan_discard", draft.id),
            "csv_url": desk.url("draft_csv", draft.id),
            "svg_url": desk.url("draft_svg", draft.id),
        }
        for draft in drafts_of(scope=desk.scope, hall=hall)
    ]
    versions = versions_of(hall=hall)
    newest = {one.name: one.id for one in reversed(versions) if one.state == "published"}
    context = {
        "title": found.name,
        "venue": found.venue,
        "drafts": drafts,
        "plans": [_version(desk, one, is_newest=newest.get(one.name) == one.id) for one in versions],
        "rename_url": desk.url("hall_rename", hall),
        "draw_url": desk.url("plan_draw", hall),
        "read_url": desk.url("plan_read", hall),
        "crumbs": [{"label": _("Halls"), "url": desk.url("halls")}, {"label": found.name}],
    }
    return desk.render("backoffice/halls/hall.html", context)


def _venue(desk: Desk, lines: list[HallLine]) -> dict[str, Any]:
    first = lines[0]
    return {
        "name": first.venue,
        "where": ", ".join(part for part in (first.street, f"{first.postcode} {first.town}".strip()) if part),
        "url": desk.url("venue", first.venue_id),
        "new_hall_url": desk.url("hall_new", first.venue_id),
        "halls": [
            {"facts": line, "url": desk.url("hall_plans", line.hall_id)} for line in lines if line.hall_id
        ],
    }


def _version(desk: Desk, one: PlanVersion, *, is_newest: bool) -> dict[str, Any]:
    label, tone = PLAN_STATES[one.state]
    return {
        "facts": one,
        "state": label,
        "tone": tone,
        "csv_url": desk.url("plan_csv", one.id),
        "svg_url": desk.url("plan_svg", one.id),
        "use_url": desk.url("plan_use", one.id) if is_newest else "",
        "retire_url": desk.url("plan_retire", one.id) if one.state == "published" else "",
    }


def _form(desk: Desk, form: forms.Form, title: str) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "crumbs": [{"label": _("Halls"), "url": desk.url("halls")}, {"label": title}],
    }
    return desk.render("backoffice/halls/form.html", context, status=422 if form.errors else 200)
