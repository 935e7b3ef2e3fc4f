"""A seat plan being drawn: the editor, its document, the places that follow from it, publishing, throwing away."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.programme.queries.plan_use import performances_on_older
from samenspel.venues.commands.drafts import DraftChanged, discard_draft, save_draft
from samenspel.venues.commands.publish_plan import PlanNotReady, publish_plan
from samenspel.venues.queries.plan_drawings import draft_of, own_hall
from samenspel.venues.rules.drawing import BadDrawing, Drawing, parse
from samenspel.venues.rules.layout import lay_out
from samenspel.venues.rules.publishing import publish_problems
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.plan_places import found_problems, laid_places
from samenspel.web.backoffice.plan_words import drawing_problem, editor_words, publish_problem
from samenspel.web.backoffice.rooms import Room
from samenspel.web.backoffice.views.halls_plans import csv_file, svg_file
from samenspel.web.backoffice.words import language
from samenspel.web.design import formats
from samenspel.web.numbers import number

PROBLEMS_SHOWN = 100


@require_safe
@in_house(Room.HALLS)
def editor(desk: Desk, draft: int) -> HttpResponse:
    found = draft_of(scope=desk.scope, draft=draft)
    hall = own_hall(scope=desk.scope, hall=found.hall_id)
    context = {
        "draft": found,
        "hall": hall,
        "words": editor_words(),
        "drawing_url": desk.url("plan_drawing", draft),
        "layout_url": desk.url("plan_layout", draft),
        "picture_url": desk.url("plan_picture_put"),
        "publish_url": desk.url("plan_publish", draft),
        "csv_url": desk.url("draft_csv", draft),
        "svg_url": desk.url("draft_svg", draft),
        "read_url": desk.url("plan_read", hall.pk),
        "crumbs": [
            {"label": _("Halls"), "url": desk.url("halls")},
            {"label": hall.name, "url": desk.url("hall_plans", hall.pk)},
            {"label": found.name},
        ],
    }
    return desk.render("backoffice/halls/editor.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.HALLS)
def drawing(desk: Desk, draft: int) -> HttpResponse:
    """GET: the document and its revision. POST `{revision, drawing}`: keep it; 409 when somebody saved in between."""
    if desk.request.method != "POST":
        found = draft_of(scope=desk.scope, draft=draft)
        return _json({"revision": found.revision, "drawing": found.drawing, "saved_by": found.saved_by})
    body = _body(desk)
    try:
        revision = save_draft(
            scope=desk.scope,
            draft=draft,
            revision=body["revision"] if isinstance(body.get("revision"), int) else 0,
            drawing=body.get("drawing"),
            by=desk.user_id,
            at=desk.at,
        )
    except DraftChanged as error:
        return _json({"revision": error.revision, "text": _in_between(error)}, status=409)
    except BadDrawing as error:
        return _refused(error)
    return _json({"revision": revision, "saved_at": formats.clock(at=desk.at)})


@require_POST
@in_house(Room.HALLS)
def layout(desk: Desk, draft: int) -> HttpResponse:
    """POST `{drawing}`: its places by the rules that publish it, and what keeps it from being published. Keeps nothing."""
    draft_of(scope=desk.scope, draft=draft)
    try:
        drawn = parse(document=_body(desk).get("drawing"))
    except BadDrawing as error:
        return _refused(error)
    places = lay_out(drawing=drawn)
    problems = publish_problems(drawing=drawn, places=places)
    return _json(
        {
            "places": laid_places(places=places),
            "count": len(places),
            "problems": found_problems(problems=problems[:PROBLEMS_SHOWN], places=places),
            "problem_count": len(problems),
        }
    )


@require_POST
@in_house(Room.HALLS)
def publish(desk: Desk, draft: int) -> HttpResponse:
    found = draft_of(scope=desk.scope, draft=draft)
    revision = number(desk.request.POST.get("revision", ""), digits=9) or 0
    try:
        made = publish_plan(scope=desk.scope, draft=draft, revision=revision, by=desk.user_id, at=desk.at)
    except DraftChanged as error:
        messages.error(desk.request, _in_between(error))
        return redirect(desk.url("plan_editor", draft))
    except PlanNotReady as error:
        context = {
            "draft": found,
            "problems": [publish_problem(problem=problem) for problem in error.problems[:PROBLEMS_SHOWN]],
            "more": max(0, len(error.problems) - PROBLEMS_SHOWN),
            "editor_url": desk.url("plan_editor", draft),
            "crumbs": [
                {"label": _("Halls"), "url": desk.url("halls")},
                {"label": found.name, "url": desk.url("plan_editor", draft)},
                {"label": _("Publish")},
            ],
        }
        return desk.render("backoffice/halls/not_ready.html", context, status=422)
    messages.success(
        desk.request,
        _("Version %(version)s of %(name)s is published, with %(places)s places.")
        % {"version": made.version, "name": found.name, "places": made.places},
    )
    older = performances_on_older(
        scope=desk.scope, hall=found.hall_id, name=found.name, plan=made.plan_id, at=desk.at, most=1
    )
    return redirect(desk.url("plan_use", made.plan_id) if older else desk.url("hall_plans", found.hall_id))


@require_POST
@in_house(Room.HALLS)
def discard(desk: Desk, draft: int) -> HttpResponse:
    found = draft_of(scope=desk.scope, draft=draft)
    try:
        discard_draft(
            scope=desk.scope,
            draft=draft,
            revision=number(desk.request.POST.get("revision", ""), digits=9) or 0,
        )
    except DraftChanged as error:
        messages.error(desk.request, _in_between(error))
    else:
        messages.success(desk.request, _("The draft %(name)s is thrown away.") % {"name": found.name})
    return redirect(desk.url("hall_plans", found.hall_id))


@require_safe
@in_house(Room.HALLS)
def draft_csv(desk: Desk, draft: int) -> HttpResponse:
    name, drawn = _drawn(desk, draft)
    return csv_file(drawing=drawn, name=name)


@require_safe
@in_house(Room.HALLS)
def draft_svg(desk: Desk, draft: int) -> HttpResponse:
    name, drawn = _drawn(desk, draft)
    return svg_file(drawing=drawn, name=name)


def _drawn(desk: Desk, draft: int) -> tuple[str, Drawing]:
    found = draft_of(scope=desk.scope, draft=draft)
    return found.name, parse(document=found.drawing)


def _body(desk: Desk) -> dict[str, Any]:
    """What was sent; nothing when it is no JSON object, which no drawing is."""
    try:
        body = json.loads(desk.request.body)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def _refused(error: BadDrawing) -> HttpResponse:
    problems = [{"path": one.path, "text": drawing_problem(problem=one)} for one in error.problems[:20]]
    return _json({"problems": problems}, status=422)


def _in_between(error: DraftChanged) -> str:
    return _("%(name)s saved this plan on %(when)s, after you opened it.") % {
        "name": error.by or _("Somebody"),
        "when": formats.moment(at=error.at, language=language()),
    }


def _json(body: dict[str, Any], *, status: int = 200) -> HttpResponse:
    response = JsonResponse(body, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response
