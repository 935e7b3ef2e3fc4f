"""Filling a cart. A cart belongs to the house whose key made it; to every other key it does not exist."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from ninja import Router

from samenspel.api import idempotency
from samenspel.api.answers import answer
from samenspel.api.keys import KeyRequest
from samenspel.api.problems.problem import RequestProblem
from samenspel.api.problems.request import KEY_REUSED
from samenspel.api.shapes import sale as shapes
from samenspel.api.shapes.kinds import Id
from samenspel.contacts.queries.consents import newsletter_words
from samenspel.houses.queries.directory import directory
from samenspel.kernel import clock
from samenspel.kernel.errors import NotFound
from samenspel.kernel.money import CURRENCY
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.change_cart import change_ticket_type, extend_hold
from samenspel.sales.commands.enter_code import enter_code
from samenspel.sales.commands.fill_cart import BestWish, fill_cart, holds
from samenspel.sales.commands.give_back import give_back
from samenspel.sales.commands.take_places import CartClosed, Taken, Wish, take_places
from samenspel.sales.queries.cart_trace import cart_trace
from samenspel.sales.queries.lines import OrderLine, OrderView, order_view

router = Router(tags=["purchase"])


@router.post(
    "/carts",
    response={201: shapes.Held},
    summary="Hold places in a new cart",
    openapi_extra=idempotency.HEADER,
)
def create_cart(request: KeyRequest, body: shapes.NewCart) -> HttpResponse:
    """All places or none, for 15 minutes. Sent again with the same Idempotency-Key it answers the same cart."""
    order, once = idempotency.cart_id(request)
    try:
        taken = take(
            request, order=order, region=body.region, items=body.items, language=body.language, once=once
        )
    except CartClosed:
        return answer(_closed_before(request, order, body.items), status=201)
    held = shapes.Held(
        id=order,
        state="cart",
        hold_until=taken.hold_until,
        places=taken.lines,
        total_cents=taken.total_cents,
        currency=CURRENCY,
    )
    return answer(held, status=201)


@router.get("/carts/{cart}", response=shapes.Cart, summary="A cart with its lines")
def read_cart(request: KeyRequest, cart: UUID) -> HttpResponse:
    return answer(_cart(own(request, cart)))


@router.post(
    "/carts/{cart}/items",
    response=shapes.Cart,
    summary="Take more places into a cart",
    openapi_extra=idempotency.HEADER,
)
def add_items(request: KeyRequest, cart: UUID, body: shapes.MoreItems) -> HttpResponse:
    """All places or none. With an Idempotency-Key `best` takes once, however often it is sent; places by number always do."""
    view = own(request, cart)
    wishes, best = split(body.items)
    fill_cart(
        scope=_scope(request, cart),
        order=cart,
        region=view.head.region_id,
        seller=request.auth.house_id,
        language=view.head.language,
        wishes=wishes,
        best=best,
        filling=idempotency.filling_id(request, cart=cart),
        at=clock.now(),
    )
    return answer(_cart(own(request, cart)))


@router.delete("/carts/{cart}/items/{line}", response=shapes.Cart, summary="Give a place back")
def remove_item(request: KeyRequest, cart: UUID, line: Id) -> HttpResponse:
    """The place is free at once; a companion place goes with its wheelchair place. A line that is gone already is no error."""
    own(request, cart)
    give_back(scope=_scope(request, cart), order=cart, lines=frozenset((line,)), at=clock.now())
    return answer(_cart(own(request, cart)))


@router.patch("/carts/{cart}/items/{line}", response=shapes.Cart, summary="Another ticket type for a place")
def change_item(request: KeyRequest, cart: UUID, line: Id, body: shapes.OtherTicketType) -> HttpResponse:
    """At the price of now."""
    if line not in {each.line_id for each in own(request, cart).lines}:
        raise NotFound
    change_ticket_type(
        scope=_scope(request, cart), order=cart, line=line, ticket_type=body.ticket_type, at=clock.now()
    )
    return answer(_cart(own(request, cart)))


@router.post(
    "/carts/{cart}/hold", response=shapes.Cart, summary="More time", openapi_extra=idempotency.HEADER
)
def hold_longer(request: KeyRequest, cart: UUID) -> HttpResponse:
    """15 minutes from now, at most an hour in all; places whose hold just ended are taken back when still free."""
    own(request, cart)
    extend_hold(scope=_scope(request, cart), order=cart, at=clock.now())
    return answer(_cart(own(request, cart)))


@router.post(
    "/carts/{cart}/codes", response=shapes.Cart, summary="Type a code", openapi_extra=idempotency.HEADER
)
def enter_promo_code(request: KeyRequest, cart: UUID, body: shapes.TypedCode) -> HttpResponse:
    """Keep a promo code with the cart; its prices follow. The same code again changes nothing."""
    own(request, cart)
    enter_code(scope=_scope(request, cart), order=cart, code=body.code, at=clock.now())
    return answer(_cart(own(request, cart)))


@router.get("/carts/{cart}/prices", response=shapes.Explained, summary="Why the places cost what they cost")
def explain_prices(request: KeyRequest, cart: UUID) -> HttpResponse:
    """The trace of the price engine by the rules of now, line by line. Nothing is written; a sold order keeps its prices."""
    view = own(request, cart)
    trace = cart_trace(scope=_scope(request, cart), order=cart, at=clock.now())
    return answer(
        shapes.Explained(
            items=[
                shapes.ExplainedLine.of(line=line.line_id, priced=priced, names=trace.names)
                for line in view.lines
                if (priced := trace.lines.get((line.performance_id, line.place_no)))
            ]
        )
    )


@router.get("/carts/{cart}/consents", response=shapes.Questions, summary="What to ask your buyer")
def consent_questions(request: KeyRequest, cart: UUID) -> HttpResponse:
    """One question for each house in the cart. Nobody has to answer; no answer is no consent."""
    houses = {line.house_slug: line.house_name for line in own(request, cart).lines}
    words = newsletter_words()
    return answer(
        shapes.Questions(
            items=[
                shapes.Question(
                    house=slug,
                    text_id=words.id,
                    text={language: text.replace("{house}", name) for language, text in words.text.items()},
                )
                for slug, name in houses.items()
            ]
        )
    )


def take(
    request: KeyRequest,
    *,
    order: UUID,
    region: str,
    items: Sequence[shapes.Wanted],
    language: str,
    once: bool,
) -> Taken:
    """Take all items into cart `order`, sold by the house of the key: two round trips when every place is named."""
    wishes, best = split(items)
    seller = request.auth.house_id
    scope, region_id, at = _scope(request, order), directory().region(region).id, clock.now()
    if best:
        return fill_cart(
            scope=scope,
            order=order,
            region=region_id,
            seller=seller,
            language=language,
            wishes=wishes,
            best=best,
            once=once,
            at=at,
        )
    return take_places(
        scope=scope,
        order=order,
        region=region_id,
        seller=seller,
        language=language,
        wishes=wishes,
        only=once,
        at=at,
    )


def split(items: Sequence[shapes.Wanted]) -> tuple[list[Wish], list[BestWish]]:
    """The places that are named, and those the house chooses."""
    wishes = [
        Wish(item.performance, item.place, item.ticket_type, item.seen_cents)
        for item in items
        if item.place is not None
    ]
    best = [
        BestWish(item.performance, item.best, item.ticket_type, item.rank, item.wheelchairs)
        for item in items
        if item.best is not None
    ]
    return wishes, best


def own(request: KeyRequest, order: UUID) -> OrderView:
    """An order that the house of this key sells, with all of its lines. Raises NotFound for any other."""
    view = order_view(scope=_scope(request, order), order=order, at=clock.now())
    if view.head.seller_id != request.auth.house_id:
        raise NotFound
    return view


def closed_as_asked(request: KeyRequest, order: UUID, items: Sequence[shapes.Wanted]) -> OrderView:
    """The order a repeated request made before, which went on since. Raises the problem of a reused key when it differs."""
    view = own(request, order)
    wishes, best = split(items)
    if not holds(view=view, wishes=wishes, best=best):
        raise RequestProblem(KEY_REUSED)
    return view


def line_shape(line: OrderLine) -> shapes.Line:
    return shapes.Line(
        id=line.line_id,
        performance=line.performance_id,
        house=line.house_slug,
        title=line.title,
        starts_at=line.starts_at,
        place=line.place_no,
        section=line.section,
        row=line.row,
        seat=line.seat,
        ticket_type=line.ticket_type_id,
        ticket_type_name=line.ticket_type_names,
        price_cents=line.price_cents,
        fee_cents=line.fee_cents,
        fees=[
            shapes.LineFee(fee=fee, name=names, per=per, cents=cents) for fee, per, cents, names in line.fees
        ],
        vat_rate_bp=line.vat_rate_bp,
        vat_cents=line.vat_cents,
        state=_line_state(line),
    )


def _line_state(line: OrderLine) -> str:
    if line.sold_at is not None:
        return "sold" if line.ticket_state == "valid" else "cancelled"
    if line.holds_place:
        return "held"
    return "gone" if line.place_gone else "open"


def _closed_before(request: KeyRequest, order: UUID, items: Sequence[shapes.Wanted]) -> shapes.Held:
    view = closed_as_asked(request, order, items)
    return shapes.Held(
        id=order,
        state=view.state,
        hold_until=view.head.hold_until,
        places=len(view.lines),
        total_cents=view.total_cents,
        currency=CURRENCY,
    )


def _cart(view: OrderView) -> shapes.Cart:
    return shapes.Cart(
        id=view.id,
        state=view.state,
        hold_until=view.head.hold_until,
        places=len(view.lines),
        total_cents=view.total_cents,
        currency=CURRENCY,
        lines=[line_shape(line) for line in view.lines],
    )


def _scope(request: KeyRequest, order: UUID) -> Scope:
    return Scope(houses=frozenset((request.auth.house_id,)), orders=frozenset((order,)))
