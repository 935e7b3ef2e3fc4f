"""The order by its secret link: tickets, calendar, the mail again, cancelling."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samenspel.access.queries.order_admitted import order_admitted
from samenspel.delivery.commands.print_tickets import NoTickets, print_tickets
from samenspel.delivery.commands.queue_mail import TooManyResends, resend_tickets
from samenspel.delivery.queries.order_calendar import order_calendar
from samenspel.houses.queries.directory import directory
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.cancel_order import cancel_order
from samenspel.sales.queries.follow_ups import News, news_of_order
from samenspel.sales.queries.lines import OrderView, order_view
from samenspel.sales.rules.access import check_order_token
from samenspel.sales.rules.cancellation import DOORS_OPEN_BEFORE, may_cancel_online
from samenspel.web.design.words import words
from samenspel.web.errors import Explained, explain
from samenspel.web.shop.basket import by_house
from samenspel.web.shop.room import Room, in_region
from samenspel.web.shop.steps import steps
from samenspel.web.shop.views.cart import see_other


def scope_of(order: UUID, token: str) -> Scope:
    """Who holds the link may see and do. Raises NotFound for another token."""
    if not check_order_token(order, token):
        raise NotFound(order)
    return Scope.of_order(order)


def view_of(room: Room, order: UUID, token: str) -> OrderView:
    view = order_view(scope=scope_of(order, token), order=order, at=room.at)
    if view.head.region_id != room.region.id:
        raise NotFound(order)
    return view


@require_safe
@in_region
def order(room: Room, order: UUID, token: str) -> HttpResponse:
    """One statement; one more when a performance in it was moved or cancelled."""
    return page_of(room, view_of(room, order, token), token)


def page_of(room: Room, view: OrderView, token: str, *, wrong: Explained | None = None) -> HttpResponse:
    link = (view.id, token)
    confirmed = view.state == "confirmed"
    asked: str = room.request.GET.get("melding", "")
    context: dict[str, Any] = {
        "view": view,
        "houses": by_house(view=view, language=room.language, at=room.at),
        "confirmed": confirmed,
        "told": _told(asked, view),
        "wrong": wrong,
        "news": [_news(room, each, link) for each in _news_of(view)],
        "vat": [
            {"rate_bp": rate, "cents": cents}
            for rate, cents in sorted(view.vat_cents_by_rate.items())
            if rate
        ],
        "exempt": [
            text
            for text in dict.fromkeys(
                words(line.vat_texts, room.language) for line in view.lines if line.vat_rate_bp == 0
            )
            if text
        ],
        "tickets_url": room.url("tickets", *link),
        "calendar_url": room.url("calendar", *link),
        "mail_url": room.url("send_again", *link),
        "exchange_urls": {
            number: room.url("exchange", *link, number)
            for number in {line.performance_id for line in view.lines}
            if view.may_exchange(performance=number, at=room.at)
        },
        "cancel_url": room.url("cancel", *link) if _may_cancel(room, view) else "",
        "seller": directory().by_id.get(view.head.seller_id),
        "steps": steps(room, current=4) if confirmed else None,
    }
    response = room.render("shop/order.html", context, status=wrong.status if wrong else 200)
    response.headers["X-Robots-Tag"] = "noindex"
    # Not "no-referrer": a browser then names no origin for the forms of this page either, and they are refused.
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _news_of(view: OrderView) -> list[News]:
    return news_of_order(scope=Scope.of_order(view.id), order=view.id) if view.has_news else []


def _news(room: Room, news: News, link: tuple[UUID, str]) -> dict[str, Any]:
    """How it was and is; the place only when that changed."""
    is_moved = news.kind == "moved"
    return {
        "is_moved": is_moved,
        "title": news.title,
        "reason": words(news.reason, room.language),
        "before": news.starts_before,
        "now": news.starts_at,
        "hall_before": news.hall_before,
        "hall": news.hall,
        "venue": news.venue,
        "refund_until": news.refund_until,
        "holds_tickets": news.holds_tickets,
        "give_back_url": room.url("give_back", *link, news.performance_id)
        if news.may_give_back(at=room.at)
        else "",
    }


def _may_cancel(room: Room, view: OrderView) -> bool:
    ends = [line.sale_ends_at for line in view.lines]
    if not may_cancel_online(state=view.state, sale_ends_at=ends, at=room.at):
        return False
    # Weeks ahead nobody is in: the page of an order that was just paid asks nothing more. Cancelling itself always looks.
    if all(line.starts_at - room.at > DOORS_OPEN_BEFORE for line in view.lines):
        return True
    return not order_admitted(scope=Scope.of_order(view.id), order=view.id)


def _told(asked: str, view: OrderView) -> str:
    if asked == "mail":
        return _("The tickets are on their way to %(email)s again.") % {"email": view.head.buyer_email}
    if asked == "tijdslot":
        return _("You have another timeslot. New tickets are here, and on their way to %(email)s.") % {
            "email": view.head.buyer_email
        }
    if asked == "geannuleerd":
        return _("Your order is cancelled. What you paid comes back the way it came, within a few days.")
    if asked == "teruggegeven":
        return _(
            "Your tickets are given back. What you paid for them comes back the way it came, within a few days."
        )
    return ""


@require_safe
@in_region
def tickets(room: Room, order: UUID, token: str) -> HttpResponse:
    try:
        pdf = print_tickets(scope=scope_of(order, token), order=order, at=room.at)
    except NoTickets:
        return see_other(room.url("order", order, token))
    return _file(pdf.content, "application/pdf", pdf.name)


@require_safe
@in_region
def calendar(room: Room, order: UUID, token: str) -> HttpResponse:
    return _file(
        order_calendar(scope=scope_of(order, token), order=order, at=room.at),
        "text/calendar",
        "samenspel.ics",
    )


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_POST
@in_region
def send_again(room: Room, order: UUID, token: str) -> HttpResponse:
    scope = scope_of(order, token)
    try:
        resend_tickets(scope=scope, order=order, at=room.at)
    except TooManyResends as error:
        return page_of(room, view_of(room, order, token), token, wrong=explain(error))
    return see_other(room.url("order", order, token) + "?melding=mail")


@in_region
def cancel(room: Room, order: UUID, token: str) -> HttpResponse:
    """What cancelling does (GET); do it (POST)."""
    view = view_of(room, order, token)
    back = room.url("order", order, token)
    if not _may_cancel(room, view):
        return HttpResponseRedirect(back)
    if room.request.method == "POST":
        try:
            cancel_order(scope=scope_of(order, token), order=order, at=room.at)
        except DomainError as error:
            return page_of(room, view, token, wrong=explain(error))
        return see_other(f"{back}?melding=geannuleerd")
    return room.render(
        "shop/cancel.html",
        {"view": view, "houses": by_house(view=view, language=room.language, at=room.at), "back_url": back},
    )
