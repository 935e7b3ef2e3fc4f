"""The cart: what is in it, for how long, and every way to change it."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.change_cart import (
    change_ticket_type,
    extend_hold,
    give_back,
    reopen_cart,
    take_again,
)
from samenspel.sales.commands.take_places import Wish, take_places
from samenspel.sales.queries.lines import OrderView, order_view
from samenspel.sales.rules.access import order_token
from samenspel.web.errors import Explained, explain
from samenspel.web.shop.basket import by_house
from samenspel.web.shop.cookies import CartCookie, drop_cart, write_cart
from samenspel.web.shop.room import Room, in_region
from samenspel.web.shop.steps import steps

SEE_OTHER = 303


@in_region
def cart(room: Room) -> HttpResponse:
    """One statement. A cart that became an order leads to that order."""
    return show(room)


def show(room: Room, *, wrong: Explained | None = None) -> HttpResponse:
    """The cart, with what went wrong above it."""
    view = _view(room)
    if view is not None and view.state == "confirmed":
        response = see_other(room.url("order", view.id, order_token(view.id)))
        drop_cart(response=response, region=room.region.slug)
        return response
    if view is None or not view.lines or view.state == "cancelled":
        return room.render("shop/cart_empty.html", {"wrong": wrong}, status=wrong.status if wrong else 200)
    over = view.state == "expired" or view.head.hold_until <= room.at
    response = room.render(
        "shop/cart.html",
        {
            "view": view,
            "houses": by_house(view=view, language=room.language, at=room.at, with_types=not over),
            "over": over,
            "some_gone": over and any(line.place_gone for line in view.lines),
            "waiting": view.state == "awaiting_payment" and not over,
            "wrong": wrong,
            "undo": _undo(room),
            "longer": "langer" in room.request.GET,
            "steps": steps(room, current=1),
        },
        status=wrong.status if wrong else 200,
    )
    if not over:
        _remember(response, room, view.id, len(view.lines), view)
    return response


def _view(room: Room) -> OrderView | None:
    if room.cart is None:
        return None
    try:
        return order_view(scope=Scope.of_order(room.cart.order), order=room.cart.order, at=room.at)
    except NotFound:
        return None


def _remember(response: HttpResponse, room: Room, order: UUID, count: int, view: OrderView) -> None:
    """Bring what the device remembers in line with the truth, when it is not."""
    until = view.head.hold_until.replace(microsecond=0)
    if room.cart is None or (room.cart.count, room.cart.until) != (count, until):
        write_cart(response=response, region=room.region.slug, cart=CartCookie(order, count, until))


def _undo(room: Room) -> str:
    """`performance.place.ticket type` of what was just taken out, when it reads as such."""
    text = room.request.GET.get("terug", "")
    parts = text.split(".")
    return text if len(parts) == 3 and all(part.isdecimal() and len(part) < 18 for part in parts) else ""


@require_POST
@in_region
def longer(room: Room) -> HttpResponse:
    """15 minutes more."""
    order = _order(room)
    try:
        until = extend_hold(scope=Scope.of_order(order), order=order, at=room.at)
    except DomainError as error:
        return show(room, wrong=explain(error))
    # Back to where the button was pressed: the cart, or the checkout in the middle of a form.
    back = "checkout" if room.request.POST.get("terug") == "afrekenen" else "cart"
    response = see_other(room.url(back) + "?langer")
    count = room.cart.count if room.cart else 0
    write_cart(response=response, region=room.region.slug, cart=CartCookie(order, count, until))
    return response


@require_POST
@in_region
def ticket_type(room: Room) -> HttpResponse:
    """Another ticket type for one place."""
    order = _order(room)
    try:
        change_ticket_type(
            scope=Scope.of_order(order),
            order=order,
            line=_number(room, "line"),
            ticket_type=_number(room, "ticket_type"),
        )
    except DomainError as error:
        return show(room, wrong=explain(error))
    return see_other(f"{room.url('cart')}#l{_number(room, 'line')}")


@require_POST
@in_region
def remove(room: Room) -> HttpResponse:
    """Take one place out; the cart then offers to put it back."""
    order = _order(room)
    try:
        give_back(scope=Scope.of_order(order), order=order, lines=frozenset((_number(room, "line"),)))
    except DomainError as error:
        return show(room, wrong=explain(error))
    query = urlencode({"terug": room.request.POST.get("undo", "")})
    response = see_other(f"{room.url('cart')}?{query}")
    if room.cart is not None:
        kept = CartCookie(order, max(0, room.cart.count - 1), room.cart.until)
        write_cart(response=response, region=room.region.slug, cart=kept)
    return response


@require_POST
@in_region
def undo(room: Room) -> HttpResponse:
    """Put back what was just taken out."""
    order = _order(room)
    try:
        performance, place, type_ = (int(part) for part in room.request.POST.get("terug", "").split("."))
        taken = take_places(
            scope=Scope.of_order(order),
            order=order,
            region=room.region.id,
            language=room.language,
            wishes=[Wish(performance, place, type_)],
            at=room.at,
        )
    except ValueError:
        return see_other(room.url("cart"))
    except DomainError as error:
        return show(room, wrong=explain(error, label=lambda _no: _("That place")))
    response = see_other(room.url("cart"))
    write_cart(
        response=response, region=room.region.slug, cart=CartCookie(order, taken.lines, taken.hold_until)
    )
    return response


@require_POST
@in_region
def again(room: Room) -> HttpResponse:
    """A cart whose time ran out: the same places once more, all or none."""
    order = _order(room)
    try:
        until = take_again(scope=Scope.of_order(order), order=order, at=room.at)
    except DomainError as error:
        return show(room, wrong=explain(error))
    response = see_other(room.url("cart"))
    count = room.cart.count if room.cart else 0
    write_cart(response=response, region=room.region.slug, cart=CartCookie(order, count, until))
    return response


@require_POST
@in_region
def reopen(room: Room) -> HttpResponse:
    """Back from the bank without paying, to change something."""
    order = _order(room)
    try:
        reopen_cart(scope=Scope.of_order(order), order=order)
    except DomainError as error:
        return show(room, wrong=explain(error))
    return see_other(room.url("cart"))


def _order(room: Room) -> UUID:
    """The cart of this device. Without one there is nothing to change: the page says so."""
    if room.cart is None:
        raise NotFound
    return room.cart.order


def _number(room: Room, name: str) -> int:
    text = room.request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 18 else 0


def see_other(url: str) -> HttpResponse:
    """303: what comes back from a form is fetched, so that reloading does not send it again."""
    response = HttpResponseRedirect(url)
    response.status_code = SEE_OTHER
    return response
