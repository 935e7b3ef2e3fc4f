"""Giving the tickets of a moved performance back, by the secret link of their order."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseRedirect

from samenspel.kernel.errors import DomainError, NotFound
from samenspel.sales.commands.give_tickets_back import give_tickets_back
from samenspel.sales.queries.follow_ups import news_of_order
from samenspel.web.errors import explain
from samenspel.web.shop.room import Room, in_region
from samenspel.web.shop.views.cart import see_other
from samenspel.web.shop.views.order import page_of, scope_of, view_of


@in_region
def give_back(room: Room, order: UUID, token: str, performance: int) -> HttpResponse:
    """What giving back does (GET); do it (POST)."""
    view = view_of(room, order, token)
    back, scope = room.url("order", order, token), scope_of(order, token)
    if performance not in {line.performance_id for line in view.lines}:
        raise NotFound(performance)
    if room.request.method == "POST":
        try:
            give_tickets_back(scope=scope, order=order, performance=performance, at=room.at)
        except DomainError as error:
            return page_of(room, view, token, wrong=explain(error))
        return see_other(f"{back}?melding=teruggegeven")
    news = next(
        (each for each in news_of_order(scope=scope, order=order) if each.performance_id == performance), None
    )
    if news is None or not news.may_give_back(at=room.at):
        return HttpResponseRedirect(back)
    living = [
        line for line in view.lines if line.performance_id == performance and line.ticket_state == "valid"
    ]
    context = {
        "view": view,
        "news": news,
        "tickets": len(living),
        "amount_cents": sum(line.price_cents for line in living),
        "back_url": back,
    }
    response = room.render("shop/give_back.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
