"""The orders of a house: find one, see what happened to it, undo it."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.houses.queries.directory import directory
from samenspel.kernel.clock import BRUSSELS
from samenspel.sales.commands.cancel_order import NotCancellable, cancel_order
from samenspel.sales.queries.house_orders import (
    PAGE_SIZE,
    SORTS,
    HouseOrder,
    OrdersWanted,
    is_all_of,
    orders_of_house,
)
from samenspel.sales.queries.lines import OrderLine, OrderView, order_view
from samenspel.sales.rules.fees import order_fees
from samenspel.web.backoffice import words
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.history import history_of
from samenspel.web.backoffice.listing import Column, ListState
from samenspel.web.backoffice.rooms import Room
from samenspel.web.backoffice.rows import order_row
from samenspel.web.backoffice.tables import ROWS_AT_MOST, Cell, csv_response, euros

STATES = ("", "confirmed", "cancelled")


@require_safe
@in_house(Room.ORDERS)
def orders(desk: Desk) -> HttpResponse:
    state = ListState(desk.request.path, desk.request.GET)
    wanted = _wanted(state)
    found = orders_of_house(
        scope=desk.scope, house=desk.house.id, wanted=wanted, page=state.page, size=PAGE_SIZE
    )
    total = found[0].total if found else 0
    columns = [
        Column(_("Order number"), "date", first_down=True),
        Column(_("Name"), "name"),
        Column(_("For")),
        Column(_("Places"), numeric=True),
        Column(_("Amount"), "amount", numeric=True, first_down=True),
        Column(_("State")),
    ]
    context = {
        "rows": [order_row(desk=desk, row=one) for one in found],
        "columns": state.columns(columns=columns, sort=wanted.sort),
        "text": wanted.text,
        "sort": wanted.sort,
        "performance": wanted.performance,
        "all_performances_url": state.url(performance=""),
        "states": [
            (value, words.ORDER_STATES[value][0] if value else _("All"), value == wanted.state)
            for value in STATES
        ],
        "total": total,
        "pager": state.pager(total=total, size=PAGE_SIZE),
        "csv_url": ListState(desk.url("orders_csv"), desk.request.GET).url(),
        "clear_url": desk.request.path if wanted != OrdersWanted(sort=wanted.sort) else "",
    }
    return desk.render("backoffice/orders.html", context)


@require_safe
@in_house(Room.ORDERS)
def orders_csv(desk: Desk) -> HttpResponseBase:
    wanted = _wanted(ListState(desk.request.path, desk.request.GET))
    found = orders_of_house(scope=desk.scope, house=desk.house.id, wanted=wanted, size=ROWS_AT_MOST)
    head = [
        *(_("Order number"), _("Name"), _("E-mail"), _("Ordered"), _("State"), _("Sold by")),
        *(_("Performance"), _("Places"), _("Amount in euro")),
    ]
    return csv_response(name=f"bestellingen-{desk.house.slug}", head=head, rows=_csv_rows(found))


@require_safe
@in_house(Room.ORDERS)
def order(desk: Desk, order: UUID) -> HttpResponse:
    return desk.render("backoffice/order.html", _order_context(desk, _sold_order(desk, order)))


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.ORDERS)
def cancel(desk: Desk, order: UUID) -> HttpResponse:
    """A page that says what will happen; its button does it. Without JavaScript too."""
    view = _sold_order(desk, order)
    refused = False
    if desk.request.method == "POST" and view.state == "cancelled":
        return redirect(desk.url("order", order))  # the answer to the first time was lost: it is done
    if desk.request.method == "POST" and not _may_cancel(desk, view):
        refused = True
    elif desk.request.method == "POST":
        try:
            cancel_order(scope=desk.scope, order=order, at=desk.at)
            return redirect(desk.url("order", order))
        except NotCancellable:
            refused = True
    may_cancel = not refused and _may_cancel(desk, view)
    context = {**_order_context(desk, view, may_cancel=may_cancel), "refused": refused}
    return desk.render("backoffice/order_cancel.html", context, status=409 if refused else 200)


def _wanted(state: ListState) -> OrdersWanted:
    return OrdersWanted(
        text=state.text("q"),
        state=state.word("state", STATES),
        performance=state.number("performance"),
        sort=state.word("sort", SORTS),
    )


def _csv_rows(found: Sequence[HouseOrder]) -> Iterator[list[Cell]]:
    for one in found:
        label = str(words.ORDER_STATES.get(one.state, (one.state, ""))[0])
        yield [
            *(one.number, one.buyer_name, one.buyer_email, one.confirmed_at, label, one.seller),
            *(one.title, one.places, euros(one.amount_cents)),
        ]


def _sold_order(desk: Desk, order: UUID) -> OrderView:
    """The order with the lines this house may see. Raises NotFound when there are none."""
    return order_view(scope=desk.scope, order=order, at=desk.at)


def _may_cancel(desk: Desk, view: OrderView) -> bool:
    return (
        view.state == "confirmed"
        and all(line.starts_at > desk.at for line in view.lines)
        and is_all_of(house=desk.house.id, order=view.id)
    )


def _order_context(desk: Desk, view: OrderView, *, may_cancel: bool | None = None) -> dict[str, Any]:
    own = [line for line in view.lines if line.house_id == desk.house.id]
    for_others = [line for line in view.lines if line.house_id != desk.house.id]
    label, tone = words.ORDER_STATES.get(view.state, (view.state, ""))
    if may_cancel is None:
        may_cancel = _may_cancel(desk, view)
    return {
        "view": view,
        "state": label,
        "tone": tone,
        "groups": [
            _group(desk, title, lines)
            for title, lines in ((_("Tickets of this house"), own), (_("Sold for other houses"), for_others))
            if lines
        ],
        "parties": _parties(view),
        "conditions": _conditions(view),
        "moments": history_of(
            scope=desk.scope, house=desk.house.id, order=view.id, ordered_at=view.head.created_at
        ),
        "may_cancel": may_cancel,
        "is_confirmed": view.state == "confirmed",
        "cancel_url": desk.url("order_cancel", view.id),
        "order_url": desk.url("order", view.id),
        "crumbs": [{"label": _("Orders"), "url": desk.url("orders")}, {"label": view.number}],
    }


def _parties(view: OrderView) -> str:
    """Who sold it and whose account the money reached: one sentence."""
    names = {house: facts.name for house, facts in directory().by_id.items()}
    seller, collector = names.get(view.head.seller_id, ""), names.get(view.head.collector_id, "")
    if seller == collector:
        return _("Sold by %(seller)s, which received the money.") % {"seller": seller}
    return _("Sold by %(seller)s, the money reached %(collector)s.") % {
        "seller": seller,
        "collector": collector,
    }


def _conditions(view: OrderView) -> list[dict[str, Any]]:
    """The version of the conditions of sale of each house with tickets in it; without one, the general terms count."""
    found = {line.house_id: line for line in view.lines}
    return [
        {
            "house": line.house_name,
            "number": line.conditions_number,
            "url": reverse("shop:conditions", args=[line.house_slug, line.conditions_number])
            if line.conditions_number
            else reverse("shop:terms"),
        }
        for line in sorted(found.values(), key=lambda line: line.house_name)
    ]


def _group(desk: Desk, title: str, lines: Sequence[OrderLine]) -> dict[str, Any]:
    live = [line for line in lines if line.ticket_state != "void"]
    shows = [list(show) for _performance, show in groupby(lines, key=lambda line: line.performance_id)]
    return {
        "title": title,
        "cents": sum(line.price_cents for line in live),
        "fees": [
            {"name": words.in_language(dict(fee.names)), "cents": fee.cents} for fee in order_fees(lines=live)
        ],
        "shows": [
            {
                "title": show[0].title,
                "starts_at": show[0].starts_at,
                "house": show[0].house_name,
                "lines": [_line(desk, line) for line in show],
            }
            for show in shows
        ],
    }


def _line(desk: Desk, line: OrderLine) -> dict[str, Any]:
    return {
        "place": " ".join(part for part in (line.section, line.row, line.seat) if part),
        "type": words.in_language(line.ticket_type_names),
        "price_cents": line.shown_cents,
        "why_url": _why(desk, line) if line.house_id == desk.house.id else "",
        "vat": words.in_language(line.vat_texts),
        "vat_rate_bp": line.vat_rate_bp,
        "is_cancelled": line.ticket_state == "void",
        "is_reissued": (line.generation or 1) > 1 and line.ticket_state != "void",
        "generation": line.generation,
    }


def _why(desk: Desk, line: OrderLine) -> str:
    """The explain page with the question of this line: its rank, its ticket type, the moment it was asked."""
    at = line.created_at.astimezone(BRUSSELS).strftime("%Y-%m-%dT%H:%M")
    asked = urlencode({"rank": line.rank, "ticket_type": line.ticket_type_id, "at": at})
    return f"{desk.url('explain', line.performance_id)}?{asked}"
