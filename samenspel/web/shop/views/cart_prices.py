"""What makes the prices of a cart: typing a code, and why each ticket costs what it costs."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from samenspel.kernel.errors import DomainError
from samenspel.sales.commands.enter_code import enter_code
from samenspel.sales.queries.cart_trace import cart_trace
from samenspel.sales.queries.lines import order_view
from samenspel.web.errors import explain
from samenspel.web.price_trace import told
from samenspel.web.shop.labels import place_label
from samenspel.web.shop.room import Room, in_region
from samenspel.web.shop.views.cart import order_of, see_other, show

MOST_LETTERS = 40


@require_POST
@in_region
def code(room: Room) -> HttpResponse:
    """Keep a promo code with the cart; its prices follow."""
    order = order_of(room)
    typed = room.request.POST.get("code", "").replace("\0", "")[:MOST_LETTERS]
    try:
        enter_code(scope=room.buyer(order), order=order, code=typed, at=room.at)
    except DomainError as error:
        return show(room, wrong=explain(error))
    return see_other(f"{room.url('cart')}?code")


@in_region
def why(room: Room) -> HttpResponse:
    """The trace of every ticket. Without a cart, or with an empty one, the cart says so."""
    if room.cart is None:
        return see_other(room.url("cart"))
    scope = room.buyer(room.cart.order)
    view = order_view(scope=scope, order=room.cart.order, at=room.at)
    if not view.lines or view.state not in ("cart", "awaiting_payment"):
        return see_other(room.url("cart"))
    trace = cart_trace(scope=scope, order=view.id, at=room.at)
    items = [
        {
            "id": line.line_id,
            "title": line.title,
            "place": place_label(section=line.section, row=line.row, seat=line.seat, kind=line.place_kind),
            "line": told(line=trace.lines[line.performance_id, line.place_no], names=trace.names),
        }
        for line in view.lines
        if (line.performance_id, line.place_no) in trace.lines
    ]
    return room.render("shop/cart_why.html", {"items": items, "cart_url": room.url("cart")})
