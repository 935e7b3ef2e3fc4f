"""Move or cancel a performance in three steps, and see how far everybody is told and refunded."""

import hashlib
from collections.abc import Callable
from typing import Any, Literal
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect
from django.template.loader import get_template
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.kernel.errors import DomainError, NotFound
from samenspel.programme.queries.performances import PerformanceFacts, performance_to_edit
from samenspel.sales.commands.follow_up import try_again
from samenspel.sales.commands.move_performance import cancel_performance, move_performance
from samenspel.sales.queries.follow_ups import FollowUpFacts, Touched, follow_ups_of, touched
from samenspel.sales.rules.number import order_number
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.follow_up_forms import CancelForm, MoveForm
from samenspel.web.backoffice.programme_forms import LANGUAGES
from samenspel.web.backoffice.programme_rows import act_of, plan_choices
from samenspel.web.backoffice.refusals import refuse
from samenspel.web.backoffice.rooms import Room
from samenspel.web.backoffice.words import in_language

WHY = {
    "MoneyApart": gettext_lazy(
        "Less is left of the payment than these tickets cost. Look at the order with finance first."
    ),
    "CameIn": gettext_lazy("Somebody is in already with one of these tickets."),
}
Kind = Literal["move", "cancel"]
WHAT, WHO, SURE = 1, 2, 3
"""The steps: what changes, who is touched, and are you sure."""


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.PRODUCTIONS)
def move(desk: Desk, performance: int) -> HttpResponse:
    facts = performance_to_edit(scope=desk.scope, house=desk.house.id, performance=performance)
    plans = plan_choices(desk)
    here = f"{facts.hall_id}:{facts.plan_id}"
    if here not in dict(plans):
        plans = [(here, f"{facts.venue}, {facts.hall}"), *plans]
    initial = {
        "starts_at": facts.starts_at,
        "ends_at": facts.ends_at,
        "where": here,
        "revision": facts.revision,
        "sale_goes_on": True,
    }
    form = MoveForm(desk.request.POST or None, initial=initial, plans=plans)

    def carry_out(data: dict[str, Any]) -> int:
        hall, _colon, plan = data["where"].partition(":")
        return move_performance(
            act=act_of(desk),
            performance=facts.id,
            revision=data["revision"],
            starts_at=data["starts_at"],
            ends_at=data["ends_at"],
            hall=int(hall),
            plan=int(plan),
            reason=_reason(data),
            refund_until=data["refund_until"],
            sale_goes_on=data["sale_goes_on"],
        )

    return _guide(desk, facts, form, "move", carry_out)


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.PRODUCTIONS)
def cancel(desk: Desk, performance: int) -> HttpResponse:
    facts = performance_to_edit(scope=desk.scope, house=desk.house.id, performance=performance)
    form = CancelForm(desk.request.POST or None, initial={"revision": facts.revision})

    def carry_out(data: dict[str, Any]) -> int:
        return cancel_performance(
            act=act_of(desk), performance=facts.id, revision=data["revision"], reason=_reason(data)
        )

    return _guide(desk, facts, form, "cancel", carry_out)


@require_safe
@in_house(Room.PRODUCTIONS)
def progress(desk: Desk, performance: int) -> HttpResponse:
    facts = performance_to_edit(scope=desk.scope, house=desk.house.id, performance=performance)
    context = {
        "facts": facts,
        "follow_ups": _rows(desk, facts.id),
        "state_url": desk.url("follow_up_state", facts.id),
        "crumbs": _crumbs(desk, facts, _("Buyers told")),
        "back_url": desk.url("performance", facts.id),
    }
    return desk.render("backoffice/follow_up.html", context)


@require_safe
@in_house(Room.PRODUCTIONS)
def state(desk: Desk, performance: int) -> HttpResponse:
    """The live part of the page. Answers 304 while nothing changed."""
    rows = _rows(desk, performance)
    if not rows:
        raise NotFound(performance)
    etag = f'"{hashlib.sha256(_figures(rows).encode()).hexdigest()[:24]}"'
    if etag in parse_etags(desk.request.headers.get("If-None-Match", "")):
        unchanged = HttpResponseNotModified()
        unchanged.headers["ETag"] = etag
        return unchanged
    context = {"follow_ups": rows}
    response = HttpResponse(get_template("backoffice/parts/follow_ups.html").render(context, desk.request))
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@require_POST
@in_house(Room.PRODUCTIONS)
def again(desk: Desk, performance: int, follow_up: int) -> HttpResponse:
    """Let the orders that failed wait once more; the worker takes them up within a minute."""
    try_again(scope=desk.scope, house=desk.house.id, follow_up=follow_up)
    messages.success(desk.request, _("They are tried again within a minute."))
    return redirect(desk.url("follow_up", performance))


def _guide(
    desk: Desk,
    facts: PerformanceFacts,
    form: MoveForm | CancelForm,
    kind: Kind,
    carry_out: Callable[[dict[str, Any]], int],
) -> HttpResponse:
    """One address for the three steps: what was filled in travels along, and nothing is kept until the last button."""
    asked = {"wie": WHO, "zeker": SURE, "doen": SURE + 1}.get(desk.request.POST.get("stap", ""), WHAT)
    step = WHAT
    if desk.request.method == "POST" and form.is_valid():
        step = asked
    if step > SURE:
        try:
            carry_out(form.cleaned_data)
        except NotFound:
            raise
        except DomainError as error:
            refuse(form, error)
            step = WHAT
        else:
            return redirect(desk.url("follow_up", facts.id))
    context = {
        "form": form,
        "facts": facts,
        "kind": kind,
        "step": step,
        "steps": _steps(step),
        "touched": _touched(desk, facts.id) if step > WHAT else None,
        "change": _change(form) if step == SURE else None,
        "crumbs": _crumbs(desk, facts, _("Move") if kind == "move" else _("Cancel")),
        "back_url": desk.url("performance", facts.id),
    }
    return desk.render("backoffice/follow_up_guide.html", context, status=422 if form.errors else 200)


def _steps(step: int) -> list[dict[str, Any]]:
    names = (_("What changes"), _("Who is touched"), _("Confirm"))
    return [
        {"label": name, "done": number < step, "current": number == step}
        for number, name in enumerate(names, 1)
    ]


def _touched(desk: Desk, performance: int) -> Touched:
    return touched(scope=desk.scope, house=desk.house.id, performance=performance, at=desk.at)


def _change(form: MoveForm | CancelForm) -> dict[str, Any]:
    data = form.cleaned_data
    where = form.where_label if isinstance(form, MoveForm) else ""
    return {"data": data, "where": where, "reason": in_language(_reason(data))}


def _reason(data: dict[str, Any]) -> dict[str, str]:
    return {code: data[f"reason_{code}"] for code in LANGUAGES}


def _crumbs(desk: Desk, facts: PerformanceFacts, label: str) -> list[dict[str, str]]:
    return [
        {"label": _("Performances"), "url": desk.url("performances")},
        {"label": facts.title, "url": desk.url("performance", facts.id)},
        {"label": label},
    ]


def _rows(desk: Desk, performance: int) -> list[dict[str, Any]]:
    found = follow_ups_of(scope=desk.scope, house=desk.house.id, performance=performance)
    return [_row(desk, performance, one) for one in found]


def _row(desk: Desk, performance: int, one: FollowUpFacts) -> dict[str, Any]:
    return {
        "facts": one,
        "share_bp": 10_000 * one.done // one.orders if one.orders else 10_000,
        "reason": in_language(one.reason),
        "again_url": desk.url("follow_up_again", performance, one.id),
        "failures": [
            {
                "number": order_number(UUID(order)),
                "why": str(WHY.get(problem, _("Something went wrong on our side."))),
                "url": desk.url("order", order) if Room.ORDERS in desk.rooms else "",
            }
            for order, problem in one.failures
        ],
    }


def _figures(rows: list[dict[str, Any]]) -> str:
    """What the fragment shows, but for what never changes."""
    facts = [row["facts"] for row in rows]
    return repr(
        [(one.id, one.orders, one.done, one.failed, one.refund_cents, one.finished_at) for one in facts]
    )
