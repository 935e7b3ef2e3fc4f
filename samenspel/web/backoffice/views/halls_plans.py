"""Seat plans of a hall: begin to draw one, read one from a file, write one to a file, retire one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.integrations.files.plan_csv import MOST_BYTES, BadPlanFile, read_plan_csv, write_plan_csv
from samenspel.integrations.files.plan_svg import read_plan_svg, write_plan_svg
from samenspel.integrations.files.problems import Problem
from samenspel.venues.commands.drafts import DraftExists, start_draft
from samenspel.venues.commands.publish_plan import retire_plan
from samenspel.venues.queries.plan_drawings import drawing_of, own_hall, own_plan
from samenspel.venues.rules.drawing import BadDrawing, Drawing
from samenspel.venues.rules.free_rows import aimed
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.hall_forms import PlanNameForm, ReadPlanForm
from samenspel.web.backoffice.plan_words import drawing_problem
from samenspel.web.backoffice.rooms import Room


@require_POST
@in_house(Room.HALLS)
def draw(desk: Desk, hall: int) -> HttpResponse:
    """Go on with the draft of that name, else begin one: with the newest version of the name, or an empty floor."""
    form = PlanNameForm(desk.request.POST)
    if not form.is_valid():
        messages.error(desk.request, _("Give the plan a name of at most 120 characters."))
        return redirect(desk.url("hall_plans", hall))
    try:
        draft = start_draft(
            scope=desk.scope, hall=hall, name=form.cleaned_data["name"], by=desk.user_id, at=desk.at
        )
    except DraftExists as error:
        draft = error.draft
    return redirect(desk.url("plan_editor", draft))


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.HALLS)
def read(desk: Desk, hall: int) -> HttpResponse:
    found = own_hall(scope=desk.scope, hall=hall)
    form = ReadPlanForm(desk.request.POST or None, desk.request.FILES or None)
    problems: tuple[Problem, ...] = ()
    if desk.request.method == "POST" and form.is_valid():
        try:
            draft = _read(desk, hall, form)
        except BadPlanFile as error:
            problems = error.problems
        except DraftExists:
            form.add_error(
                "name",
                _("A plan of this name is being drawn. Choose another name, or throw that draft away."),
            )
        else:
            messages.success(desk.request, _("The file is read. Look it over, then publish it."))
            return redirect(desk.url("plan_editor", draft))
    context = {
        "form": form,
        "problems": problems[:50],
        "more": max(0, len(problems) - 50),
        "crumbs": [
            {"label": _("Halls"), "url": desk.url("halls")},
            {"label": found.name, "url": desk.url("hall_plans", hall)},
            {"label": _("Read from a file")},
        ],
    }
    return desk.render("backoffice/halls/read.html", context, status=422 if form.errors or problems else 200)


@require_safe
@in_house(Room.HALLS)
def plan_csv(desk: Desk, plan: int) -> HttpResponse:
    found = own_plan(scope=desk.scope, plan=plan)
    return csv_file(drawing=drawing_of(scope=desk.scope, plan=plan), name=f"{found.name}-{found.version}")


@require_safe
@in_house(Room.HALLS)
def plan_svg(desk: Desk, plan: int) -> HttpResponse:
    found = own_plan(scope=desk.scope, plan=plan)
    return svg_file(drawing=drawing_of(scope=desk.scope, plan=plan), name=f"{found.name}-{found.version}")


@require_POST
@in_house(Room.HALLS)
def retire(desk: Desk, plan: int) -> HttpResponse:
    found = own_plan(scope=desk.scope, plan=plan)
    retire_plan(scope=desk.scope, plan=plan, at=desk.at)
    messages.success(
        desk.request,
        _("Version %(version)s of %(name)s is offered no more. Performances that use it keep it.")
        % {"version": found.version, "name": found.name},
    )
    return redirect(desk.url("hall_plans", found.hall_id))


def csv_file(*, drawing: Drawing, name: str) -> HttpResponse:
    return _file(write_plan_csv(drawing=drawing), "text/csv; charset=utf-8", f"{name}.csv")


def svg_file(*, drawing: Drawing, name: str) -> HttpResponse:
    return _file(write_plan_svg(drawing=drawing).encode(), "image/svg+xml; charset=utf-8", f"{name}.svg")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _read(desk: Desk, hall: int, form: ReadPlanForm) -> int:
    """Raises BadPlanFile, DraftExists, NotFound."""
    file = form.cleaned_data["file"]
    if file.size > MOST_BYTES:
        raise BadPlanFile([Problem(file.name, 0, "", _("Is larger than 5 MB."))])
    content = file.read()
    reader = read_plan_svg if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else read_plan_csv
    try:
        drawing = aimed(drawing=reader(content=content, file=file.name), focal=form.focal())
        return start_draft(
            scope=desk.scope,
            hall=hall,
            name=form.cleaned_data["name"],
            by=desk.user_id,
            at=desk.at,
            drawing=drawing.document(),
        )
    except BadDrawing as error:
        said = dict.fromkeys(drawing_problem(problem=problem) for problem in error.problems)
        raise BadPlanFile([Problem(file.name, 0, "", sentence) for sentence in said]) from error
