"""The programme as it sells: the list, and one performance with its hall, live."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.template.loader import get_template
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenspel.inventory.queries.fill import (
    PAGE_SIZE,
    SORTS,
    PerformancesWanted,
    SetApart,
    StaffPerformance,
    hall_state,
    performance_of,
    performances_of,
    set_apart,
)
from samenspel.inventory.queries.plans import plan_of
from samenspel.sales.queries.house_sales import takings_by_type
from samenspel.web.backoffice import words
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.hall import MARKS, hall_svg, mark_svg
from samenspel.web.backoffice.listing import Column, ListState
from samenspel.web.backoffice.rooms import Room
from samenspel.web.backoffice.rows import performance_row
from samenspel.web.backoffice.tables import ROWS_AT_MOST, Cell, csv_response

PERIODS = ("upcoming", "past", "all")


@require_safe
@in_house(Room.PERFORMANCES)
def performances(desk: Desk) -> HttpResponse:
    state = ListState(desk.request.path, desk.request.GET)
    sort, period, stage = _asked(state)
    found = _find(desk, state, page=state.page, size=PAGE_SIZE)
    total = found[0].total if found else 0
    columns = [
        Column(_("When"), "date"),
        Column(_("Performance"), "title"),
        Column(_("Where")),
        Column(_("State")),
        Column(_("Sold"), "fill", first_down=True),
    ]
    periods = {"upcoming": _("Upcoming"), "past": _("Past"), "all": _("All")}
    context = {
        "rows": [performance_row(desk=desk, row=row) for row in found],
        "columns": state.columns(columns=columns, sort=sort),
        "tabs": [
            {
                "label": label,
                "url": state.url(period="" if value == PERIODS[0] else value),
                "current": value == period,
            }
            for value, label in periods.items()
        ],
        "states": [
            (value, label, value == stage) for value, (label, _tone) in words.PERFORMANCE_STATES.items()
        ],
        "period": period,
        "sort": sort,
        "text": state.text("q"),
        "total": total,
        "pager": state.pager(total=total, size=PAGE_SIZE),
        "csv_url": ListState(desk.url("performances_csv"), desk.request.GET).url(),
        "clear_url": desk.request.path if state.text("q") or stage else "",
    }
    return desk.render("backoffice/performances.html", context)


@require_safe
@in_house(Room.PERFORMANCES)
def performances_csv(desk: Desk) -> HttpResponseBase:
    state = ListState(desk.request.path, desk.request.GET)
    found = _find(desk, state, page=1, size=ROWS_AT_MOST)
    head = [
        *(_("Starts at"), _("Title"), _("Company"), _("Venue"), _("Hall"), _("State")),
        *(_("Places"), _("Sold"), _("In a cart"), _("Blocked")),
    ]
    return csv_response(name=f"voorstellingen-{desk.house.slug}", head=head, rows=_csv_rows(found))


@require_safe
@in_house(Room.PERFORMANCES)
def performance(desk: Desk, performance: int) -> HttpResponse:
    facts = performance_of(scope=desk.scope, house=desk.house.id, performance=performance, at=desk.at)
    context = {
        "row": performance_row(desk=desk, row=facts),
        "facts": facts,
        "hall": _hall_context(desk, facts),
        "hall_url": desk.url("hall", facts.id),
        "apart": [_apart(one) for one in set_apart(scope=desk.scope, performance=facts.id)],
        "takings": _takings(desk, facts.id) if Room.ORDERS in desk.rooms else None,
        "orders_url": f"{desk.url('orders')}?performance={facts.id}" if Room.ORDERS in desk.rooms else "",
        "acts": _acts(desk, facts),
        "crumbs": [{"label": _("Performances"), "url": desk.url("performances")}, {"label": facts.title}],
    }
    return desk.render("backoffice/performance.html", context)


@require_safe
@in_house(Room.PERFORMANCES)
def hall(desk: Desk, performance: int) -> HttpResponse:
    """The live part of the page: counts and hall. Answers 304 while nothing changed."""
    facts = performance_of(scope=desk.scope, house=desk.house.id, performance=performance, at=desk.at)
    state = hall_state(scope=desk.scope, performance=facts.id, at=desk.at)
    etag = f'"{state.etag}"'
    if etag in parse_etags(desk.request.headers.get("If-None-Match", "")):
        unchanged = HttpResponseNotModified()
        unchanged.headers["ETag"] = etag
        return unchanged
    context = {"hall": _hall_context(desk, facts, why=state.why)}
    response = HttpResponse(get_template("backoffice/parts/hall.html").render(context, desk.request))
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _acts(desk: Desk, facts: StaffPerformance) -> dict[str, str]:
    """What who makes the programme may do with it: change, move or cancel what is to come; see who was told of it."""
    if Room.PRODUCTIONS not in desk.rooms:
        return {}
    told = {"told_url": desk.url("follow_up", facts.id)}
    if facts.state == "cancelled" or facts.starts_at <= desk.at:
        return told
    names = {
        "edit_url": "performance_edit",
        "move_url": "performance_move",
        "cancel_url": "performance_cancel",
    }
    return told | {name: desk.url(page, facts.id) for name, page in names.items()}


def _asked(state: ListState) -> tuple[str, str, str]:
    sort = state.word("sort", SORTS)
    return sort, state.word("period", PERIODS), state.word("state", ("", *words.PERFORMANCE_STATES))


def _find(desk: Desk, state: ListState, *, page: int, size: int) -> list[StaffPerformance]:
    sort, period, stage = _asked(state)
    wanted = PerformancesWanted(
        from_at=desk.at if period == "upcoming" else None,
        until_at=desk.at if period == "past" else None,
        state=stage,
        text=state.text("q"),
        sort=sort,
    )
    return performances_of(
        scope=desk.scope, houses=[desk.house.id], wanted=wanted, at=desk.at, page=page, size=size
    )


def _csv_rows(found: Sequence[StaffPerformance]) -> Iterator[list[Cell]]:
    for row in found:
        label = str(words.PERFORMANCE_STATES.get(row.state, (row.state, ""))[0])
        yield [
            *(row.starts_at, row.title, row.company, row.venue, row.hall, label),
            *(row.capacity, row.sold, row.held, row.blocked),
        ]


def _hall_context(
    desk: Desk, facts: StaffPerformance, *, why: dict[int, str] | None = None
) -> dict[str, Any]:
    if why is None:
        why = hall_state(scope=desk.scope, performance=facts.id, at=desk.at).why
    plan = plan_of(facts.plan_id)
    counts = {mark: sum(1 for reason in why.values() if reason == mark) for mark in MARKS[1:]}
    counts["free"] = plan.capacity - len(why)
    return {
        "svg": hall_svg(plan=plan, why=why) if plan.is_numbered else "",
        "legend": [
            {"mark": mark_svg(why=mark), "label": words.PLACE_STATES[mark], "count": counts[mark]}
            for mark in ("sold", "held", "walked_in", "allotted", "blocked", "free")
            if counts[mark] or mark != "walked_in"
        ],
        "share_bp": 10_000 * counts["sold"] // plan.capacity,
        "percent": 100 * counts["sold"] // plan.capacity,
        "sold": counts["sold"],
        "capacity": plan.capacity,
    }


def _takings(desk: Desk, performance: int) -> dict[str, Any]:
    found = takings_by_type(scope=desk.scope, house=desk.house.id, performance=performance)
    return {
        "rows": [
            {
                "name": words.in_language(one.names),
                "price_cents": one.price_cents,
                "tickets": one.tickets,
                "amount_cents": one.amount_cents,
                "vat_cents": one.vat_cents,
                "cancelled": one.cancelled,
            }
            for one in found
        ],
        "tickets": sum(one.tickets for one in found),
        "amount_cents": sum(one.amount_cents for one in found),
        "vat_cents": sum(one.vat_cents for one in found),
        "cancelled": sum(one.cancelled for one in found),
    }


def _apart(one: SetApart) -> dict[str, Any]:
    is_block = one.kind == "block"
    return {
        "kind": _("Block") if is_block else _("Allotment"),
        "tone": "warn" if is_block else "info",
        "name": one.name or str(words.BLOCK_REASONS.get(one.reason, one.reason)),
        "places": one.places,
        "for_whom": one.entitlement or one.seller or "",
        "owner": one.owner or "",
        "release_at": one.release_at,
    }
