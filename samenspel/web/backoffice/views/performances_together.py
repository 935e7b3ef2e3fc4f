"""Many performances at once: copy a run, and edit several with a look at what changes before it does."""

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samenspel.catalogue.commands.set_price_list import set_price_list
from samenspel.catalogue.queries.price_lists import price_list_by_performance
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.programme.commands.copy_performances import copy_performances
from samenspel.programme.commands.edit_performances import edit_performances
from samenspel.programme.queries.performances import PerformanceFacts, performances_to_edit
from samenspel.programme.queries.productions import production_of
from samenspel.programme.rules.bulk_edit import BulkEdit, Change
from samenspel.web.backoffice import words
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.programme_forms import LANGUAGES, CopyForm, TogetherForm
from samenspel.web.backoffice.programme_rows import act_of, performance_rows, price_list_choices
from samenspel.web.backoffice.refusals import refuse
from samenspel.web.backoffice.rooms import Room
from samenspel.web.design import formats
from samenspel.web.numbers import number


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.PRODUCTIONS)
def copies(desk: Desk, production: int) -> HttpResponse:
    """Performances of a production again, some days later."""
    work = production_of(scope=desk.scope, house=desk.house.id, production=production)
    planned = performances_to_edit(scope=desk.scope, house=desk.house.id, production=work.id)
    form = CopyForm(desk.request.POST or None)
    chosen = _chosen(desk, planned)
    if desk.request.method == "POST" and form.is_valid():
        copied = _copy(desk, form, chosen)
        if copied:
            told = ngettext(
                "%(count)d performance is planned again; it is not published yet.",
                "%(count)d performances are planned again; they are not published yet.",
                copied,
            )
            messages.success(desk.request, told % {"count": copied})
            return redirect(desk.url("production", work.id))
    context = {
        "form": form,
        "work": work,
        "rows": performance_rows(desk, planned),
        "chosen": chosen or [one.id for one in planned if desk.request.method != "POST"],
        "crumbs": [
            {"label": _("Productions"), "url": desk.url("productions")},
            {"label": work.title, "url": desk.url("production", work.id)},
            {"label": _("Copy the run")},
        ],
    }
    return desk.render("backoffice/performances_copy.html", context, status=422 if form.errors else 200)


def _copy(desk: Desk, form: CopyForm, chosen: list[int]) -> int:
    if not chosen:
        form.add_error(None, _("Choose at least one performance."))
        return 0
    try:
        copied = copy_performances(act=act_of(desk), performances=chosen, days=form.cleaned_data["days"])
    except NotFound:
        raise
    except DomainError as error:
        refuse(form, error)
        return 0
    lists = price_list_by_performance(performances=chosen)
    by_list: dict[int, list[int]] = defaultdict(list)
    for each in copied:
        if each.performance in lists:
            by_list[lists[each.performance]].append(each.copy)
    for price_list, performances in by_list.items():
        _sell_at(desk, performances, price_list)
    return len(copied)


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.PRODUCTIONS)
def together(desk: Desk) -> HttpResponse:
    """Choose performances and what to write; `stap=kijken` shows what changes, `stap=schrijven` writes exactly that."""
    asked = desk.request.POST or desk.request.GET
    production = number(asked.get("productie", ""))
    offered = performances_to_edit(scope=desk.scope, house=desk.house.id, production=production)
    lists = price_list_choices(desk)
    form = TogetherForm(desk.request.POST or None, price_lists=lists)
    chosen = _chosen(desk, offered)
    preview: list[dict[str, Any]] = []
    if desk.request.method == "POST" and form.is_valid():
        edit, price_list = _edit(form), int(form.cleaned_data["price_list"] or 0)
        if not chosen:
            form.add_error(None, _("Choose at least one performance."))
        elif edit.asks_nothing and not price_list:
            form.add_error(None, _("Fill in what should change."))
        elif desk.request.POST.get("stap") == "schrijven":
            if _write(desk, form, chosen, edit, price_list):
                return redirect(desk.url("production", production))
        else:
            rows = [one for one in offered if one.id in chosen]
            preview = _preview(desk, rows, edit, price_list, dict(lists))
    context = {
        "form": form,
        "rows": performance_rows(desk, offered),
        "chosen": chosen,
        "preview": preview,
        "revisions": [(one.id, one.revision) for one in offered if one.id in chosen],
        "production": production,
        "title": offered[0].title if offered else "",
        "back_url": desk.url("production", production) if offered else desk.url("productions"),
        "crumbs": [
            {"label": _("Productions"), "url": desk.url("productions")},
            {"label": _("Edit several performances")},
        ],
    }
    return desk.render("backoffice/performances_together.html", context, status=422 if form.errors else 200)


def _write(desk: Desk, form: TogetherForm, chosen: list[int], edit: BulkEdit, price_list: int) -> bool:
    shown = {each: number(desk.request.POST.get(f"revisie-{each}", ""), digits=9) for each in chosen}
    try:
        if not edit.asks_nothing:
            edit_performances(act=act_of(desk), performances=shown, edit=edit)
    except NotFound:
        raise
    except DomainError as error:
        refuse(form, error)
        return False
    if price_list:
        _sell_at(desk, chosen, price_list)
    told = ngettext("%(count)d performance is saved.", "%(count)d performances are saved.", len(chosen))
    messages.success(desk.request, told % {"count": len(chosen)})
    return True


def _preview(
    desk: Desk, rows: list[PerformanceFacts], edit: BulkEdit, price_list: int, lists: dict[str, str]
) -> list[dict[str, Any]]:
    sold_at = price_list_by_performance(performances=[one.id for one in rows])
    shown = []
    for facts, row in zip(rows, performance_rows(desk, rows), strict=True):
        changes = [_change(change) for change in facts.changes(edit=edit)]
        if price_list and sold_at.get(facts.id) != price_list:
            before = lists.get(str(sold_at.get(facts.id)), "")
            changes.append({"what": _("Price list"), "before": before, "after": lists[str(price_list)]})
        shown.append({"row": row, "changes": changes})
    return shown


def _change(change: Change) -> dict[str, str]:
    name, _dot, code = change.field.partition(".")
    if code:
        what = _("Practical text (%(language)s)") % {"language": LANGUAGES[code]}
        return {"what": what, "before": change.before, "after": change.after}
    if name == "state":
        before, after = (str(words.PERFORMANCE_STATES[each][0]) for each in (change.before, change.after))
        return {"what": _("State"), "before": before, "after": after}
    what = _("Published from") if name == "published_at" else _("Sale starts")
    before, after = (
        formats.moment(at=each, language=words.language()) if each else ""
        for each in (change.before, change.after)
    )
    return {"what": what, "before": before, "after": after}


def _edit(form: TogetherForm) -> BulkEdit:
    data = form.cleaned_data
    return BulkEdit(
        state=data["state"] or None,
        published_at=data["published_at"],
        sale_starts_at=data["sale_starts_at"],
        practical={code: text for code in LANGUAGES if (text := data[f"practical_{code}"].strip())},
    )


def _chosen(desk: Desk, offered: list[PerformanceFacts]) -> list[int]:
    """What is ticked, as far as it was offered."""
    ticked = {number(each) for each in desk.request.POST.getlist("performance")}
    if desk.request.method != "POST":
        ticked = {number(each) for each in desk.request.GET.getlist("performance")}
    return [one.id for one in offered if one.id in ticked]


def _sell_at(desk: Desk, performances: list[int], price_list: int) -> None:
    set_price_list(
        scope=desk.scope,
        house=desk.house.id,
        performances=performances,
        price_list=price_list,
        by=desk.user_id,
        at=desk.at,
    )
