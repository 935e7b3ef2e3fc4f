"""The cart: what is in it, for how long, and every way to change it."""

from collections.abc import Callable
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.change_cart import change_ticket_type, extend_hold, reopen_cart, take_again
from samenspel.sales.commands.give_back import OrphanLeft, give_back
from samenspel.sales.commands.take_places import Wish, take_places
from samenspel.sales.queries.lines import OrderView, order_view
from samenspel.sales.rules.access import order_token
from samenspel.web.errors import Explained, explain
from samenspel.web.numbers import SMALL_DIGITS, number
from samenspel.web.shop.basket import by_house
from samenspel.web.shop.cookies import CartCookie, drop_cart, write_cart
from samenspel.web.shop.labels import place_label
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
            "code_counts": "code" in room.request.GET,
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
    """What was just taken out, when it reads as such."""
    text: str = room.request.GET.get("terug", "")
    return text if _wishes(text) else ""


def _wishes(text: str) -> list[Wish]:
    """`performance.place.ticket type`, one or more of them joined by `_`; empty when it reads as anything else."""
    wishes = []
    for triple in text.split("_"):
        performance, _dot, rest = triple.partition(".")
        place, _dot, type_ = rest.partition(".")
        wishes.append(Wish(number(performance), number(place, digits=SMALL_DIGITS), number(type_)))
    return wishes if all(wish.performance and wish.place and wish.ticket_type for wish in wishes) else []


@require_POST
@in_region
def longer(room: Room) -> HttpResponse:
    """15 minutes more."""
    order = order_of(room)
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
    order = order_of(room)
    try:
        change_ticket_type(
            scope=room.buyer(order),
            order=order,
            line=_number(room, "line"),
            ticket_type=_number(room, "ticket_type"),
            at=room.at,
        )
    except DomainError as error:
        return show(room, wrong=explain(error))
    return see_other(f"{room.url('cart')}#l{_number(room, 'line')}")


@require_POST
@in_region
def remove(room: Room) -> HttpResponse:
    """Take one place out, and the companion place that goes with it; the cart then offers to put them back."""
    order = order_of(room)
    try:
        given = give_back(
            scope=Scope.of_order(order), order=order, lines=frozenset((_number(room, "line"),)), at=room.at
        )
    except OrphanLeft as error:
        return show(room, wrong=explain(error, label=_labels(room, error.performance)))
    except DomainError as error:
        return show(room, wrong=explain(error))
    undo = "_".join(f"{place.performance}.{place.place}.{place.ticket_type}" for place in given.places)
    response = see_other(f"{room.url('cart')}?{urlencode({'terug': undo})}")
    if room.cart is not None:
        kept = CartCookie(order, max(0, room.cart.count - len(given.places)), room.cart.until)
        write_cart(response=response, region=room.region.slug, cart=kept)
    return response


def _labels(room: Room, performance: int) -> Callable[[int], str]:
    """The places of the cart by name."""
    view = _view(room)
    names = {
        line.place_no: place_label(section=line.section, row=line.row, seat=line.seat, kind=line.place_kind)
        for line in (view.lines if view else ())
        if line.performance_id == performance
    }
    return lambda no: names.get(no, str(no))


@require_POST
@in_region
def undo(room: Room) -> HttpResponse:
    """Put back what was just taken out."""
    order = order_of(room)
    wishes = _wishes(room.request.POST.get("terug", ""))
    if not wishes:
        return see_other(room.url("cart"))
    try:
        taken = take_places(
            scope=room.buyer(order),
            order=order,
            region=room.region.id,
            language=room.language,
            wishes=wishes,
            at=room.at,
        )
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
    order = order_of(room)
    try:
        until = take_again(scope=room.buyer(order), order=order, at=room.at)
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
    order = order_of(room)
    try:
        reopen_cart(scope=Scope.of_order(order), order=order)
    except DomainError as error:
        return show(room, wrong=explain(error))
    return see_other(room.url("cart"))


def order_of(room: Room) -> UUID:
    """The cart of this device. Without one there is nothing to change: the page says so."""
    if room.cart is None:
        raise NotFound
    return room.cart.order


def _number(room: Room, name: str) -> int:
    return number(room.request.POST.get(name, ""))


def see_other(url: str) -> HttpResponse:
    """303: what comes back from a form is fetched, so that reloading does not send it again."""
    response = HttpResponseRedirect(url)
    response.status_code = SEE_OTHER
    return response
