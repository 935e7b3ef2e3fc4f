"""Choosing another timeslot for tickets that are paid, by the secret link of their order."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseRedirect
from django.utils.translation import gettext as _

from samenspel.kernel.clock import BRUSSELS
from samenspel.sales.commands.exchange_slot import NotExchanged, exchange_slot
from samenspel.sales.queries.exchange_offers import SlotOffer, exchange_offers
from samenspel.sales.queries.lines import OrderLine
from samenspel.web.design import formats
from samenspel.web.design.words import words
from samenspel.web.errors import Explained, explain
from samenspel.web.numbers import number
from samenspel.web.shop.room import Room, in_region
from samenspel.web.shop.views.cart import see_other
from samenspel.web.shop.views.order import page_of, scope_of, view_of
from samenspel.web.shop.views.performance import day_links


@in_region
def exchange(room: Room, order: UUID, token: str, performance: int) -> HttpResponse:
    """The other slots, a day at a time (GET); move the tickets that are ticked to one (POST `slot`)."""
    view = view_of(room, order, token)
    back, scope = room.url("order", order, token), scope_of(order, token)
    tickets = [
        line for line in view.lines if line.performance_id == performance and line.ticket_state == "valid"
    ]
    chosen = [number(each) for each in room.request.POST.getlist("ticket")]
    if room.request.method == "POST" and chosen:
        slot = number(room.request.POST.get("slot", ""))
        try:
            exchange_slot(scope=scope, order=order, tickets=chosen, performance=slot, at=room.at)
        except NotExchanged as error:
            return page_of(room, view, token, wrong=explain(error))
        return see_other(f"{back}?melding=tijdslot")
    if not view.may_exchange(performance=performance, at=room.at):
        return HttpResponseRedirect(back)
    offers = exchange_offers(scope=scope, order=order, performance=performance, at=room.at)
    days = sorted({_day(offer) for offer in offers})
    day = _day_asked(room, days, tickets[0])
    context: dict[str, Any] = {
        "wrong": Explained(422, _("Choose at least one ticket.")) if room.request.method == "POST" else None,
        "view": view,
        "now": tickets[0],
        "tickets": [_ticket(line, room.language) for line in tickets],
        "days": day_links(room, days, day, room.url("exchange", order, token, performance)),
        "slots": [_slot(offer) for offer in offers if _day(offer) == day],
        "back_url": back,
    }
    status = 422 if context["wrong"] else 200
    response = room.render("shop/exchange.html", context, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _day(offer: SlotOffer) -> date:
    return offer.starts_at.astimezone(BRUSSELS).date()


def _day_asked(room: Room, days: Sequence[date], now: OrderLine) -> date | None:
    """The day that was asked for, else that of the tickets, else the first."""
    asked = room.request.GET.get("dag", "")
    own = now.starts_at.astimezone(BRUSSELS).date()
    by_name = {day.isoformat(): day for day in days}
    return by_name.get(asked) or by_name.get(own.isoformat()) or (days[0] if days else None)


def _slot(offer: SlotOffer) -> dict[str, Any]:
    return {
        "id": offer.id,
        "from": formats.clock(at=offer.starts_at),
        "free": offer.free,
        "same_price": offer.same_price,
    }


def _ticket(line: OrderLine, language: str) -> dict[str, Any]:
    return {
        "id": line.ticket_id,
        "ticket_type": words(line.ticket_type_names, language),
        "price_cents": line.price_cents,
    }
