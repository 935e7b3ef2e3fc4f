"""From cart to tickets."""

from collections.abc import Sequence
from uuid import UUID

import psycopg.errors
from django.conf import settings
from django.http import HttpResponse
from ninja import Router

from samenspel.api import carts, idempotency
from samenspel.api.answers import answer
from samenspel.api.keys import KeyRequest
from samenspel.api.problems.problem import RequestProblem
from samenspel.api.problems.request import KEY_REUSED, UNKNOWN_CONSENT
from samenspel.api.shapes import sale as shapes
from samenspel.contacts.queries.consent_texts import all_known
from samenspel.delivery.commands.print_tickets import print_tickets, ticket_codes
from samenspel.delivery.queries.papers import PaperLine, papers
from samenspel.houses.queries.directory import directory
from samenspel.kernel import clock
from samenspel.kernel.errors import NotFound
from samenspel.kernel.money import CURRENCY
from samenspel.kernel.tenancy import Scope
from samenspel.payments.providers import provider
from samenspel.sales.commands.cancel_order import cancel_order
from samenspel.sales.commands.check_out import Buyer, CheckedOut, ConsentAnswer, check_out
from samenspel.sales.commands.confirm_order import OrderNotOpen
from samenspel.sales.commands.exchange_slot import exchange_slot
from samenspel.sales.commands.give_tickets_back import give_tickets_back
from samenspel.sales.commands.settle_payment import settle_payment
from samenspel.sales.commands.start_payment import start_payment
from samenspel.sales.commands.take_places import CartClosed
from samenspel.sales.queries.follow_ups import News, news_of_order
from samenspel.sales.queries.lines import OrderView, order_view
from samenspel.sales.queries.payments import PaymentFacts, payments_of
from samenspel.sales.rules.number import order_number

router = Router(tags=["purchase"])


@router.post(
    "/orders",
    response={201: shapes.Ordered},
    summary="Order a cart",
    openapi_extra=idempotency.HEADER,
)
def create_order(request: KeyRequest, body: shapes.NewOrder) -> HttpResponse:
    """Confirms at once when there is nothing to pay or the seller takes the money; else says where your buyer pays.

    Sent again with the same Idempotency-Key it answers the same order.
    """
    payment, once = idempotency.payment_id(request)
    if isinstance(body.payment, shapes.Online):
        return answer(_order_online(request, body, body.payment, payment, once), status=201)
    ordered = _order_by_hand(request, body.cart, body.buyer, body.consents, payment, once)
    return answer(ordered, status=201)


@router.post(
    "/purchases",
    response={201: shapes.Ordered},
    summary="Hold and order in one request",
    openapi_extra=idempotency.HEADER,
)
def create_purchase(request: KeyRequest, body: shapes.NewPurchase) -> HttpResponse:
    """For machines that know what they want: the places are sold, the money is taken by the house of this key.

    When the order cannot be made after the places were taken (`bad-buyer`), they stay held for 15 minutes: the same request
    with a better buyer and the same Idempotency-Key goes on with them.
    """
    order, once = idempotency.cart_id(request)
    payment, _ = idempotency.payment_id(request)
    try:
        carts.take(
            request,
            order=order,
            region=body.region,
            items=body.items,
            language=body.buyer.language,
            once=once,
        )
    except CartClosed:
        carts.closed_as_asked(request, order, body.items)
    return answer(_order_by_hand(request, order, body.buyer, body.consents, payment, once), status=201)


@router.get("/orders/{order}", response=shapes.Order, summary="An order")
def read_order(request: KeyRequest, order: UUID) -> HttpResponse:
    """All of it for the house that sells it; a house that presents part of it sees its own sold lines."""
    try:
        view = carts.own(request, order)
        payments = payments_of(scope=Scope.of_order(order), order=order)
    except NotFound:
        view, payments = order_view(scope=_house(request), order=order, at=clock.now()), ()
    news = news_of_order(scope=Scope.of_order(order), order=order) if view.has_news else []
    return answer(_order(view, payments, news))


@router.post(
    "/orders/{order}/cancellation",
    response=shapes.Cancellation,
    summary="Cancel an order with full refund",
    openapi_extra=idempotency.HEADER,
)
def cancel(request: KeyRequest, order: UUID) -> HttpResponse:
    """The whole order; by the house that sold it, or that presents all of it. Cancelled twice is cancelled once."""
    done = cancel_order(scope=_house(request), order=order, at=clock.now())
    return answer(shapes.Cancellation(order=order, state="cancelled", refund_cents=done.refund_cents))


@router.post(
    "/orders/{order}/returns",
    response=shapes.Returned,
    summary="Give the tickets of a moved performance back",
    openapi_extra=idempotency.HEADER,
)
def give_back(request: KeyRequest, order: UUID, body: shapes.Return) -> HttpResponse:
    """For the house that sells the order, while `news` says `may_give_back`. Done before: 409 `not-given-back`."""
    carts.own(request, order)
    done = give_tickets_back(
        scope=Scope.of_order(order), order=order, performance=body.performance, at=clock.now()
    )
    returned = shapes.Returned(
        order=order, performance=body.performance, tickets=done.lines, refund_cents=done.refund_cents
    )
    return answer(returned)


@router.post(
    "/orders/{order}/exchanges",
    response=shapes.Exchange,
    summary="Exchange tickets for another timeslot",
    openapi_extra=idempotency.HEADER,
)
def exchange(request: KeyRequest, order: UUID, body: shapes.NewExchange) -> HttpResponse:
    """For the house that sells the order, at the price that was paid, all or none; codes are new. Asked again: the same."""
    carts.own(request, order)
    scope, at = Scope.of_order(order), clock.now()
    exchange_slot(scope=scope, order=order, tickets=body.tickets, performance=body.performance, at=at)
    return answer(shapes.Exchange(order=order, performance=body.performance, tickets=body.tickets))


@router.get("/orders/{order}/tickets", response=shapes.Tickets, summary="The tickets of an order")
def tickets(request: KeyRequest, order: UUID) -> HttpResponse:
    """Those of the lines this house sold or presents. Draw `code` as a QR code, level M."""
    lines = [line for line in papers(scope=_house(request), order=order) if line.ticket_id is not None]
    return answer(shapes.Tickets(items=[_ticket(line) for line in lines]))


@router.get("/orders/{order}/tickets.pdf", response={200: None}, summary="The tickets as PDF", openapi_extra={
    "responses": {200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}}
})  # fmt: skip
def tickets_pdf(request: KeyRequest, order: UUID) -> HttpResponse:
    """One page a ticket, in the language of the order."""
    pdf = print_tickets(scope=_house(request), order=order, at=clock.now())
    return HttpResponse(
        pdf.content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{pdf.name}"'},
    )


def _order_by_hand(
    request: KeyRequest,
    cart: UUID,
    buyer: shapes.Buyer,
    consents: Sequence[shapes.Consent],
    payment: UUID,
    once: bool,
) -> shapes.Ordered:
    """Two round trips: check out, confirm."""
    try:
        done = _check_out(request, cart, buyer, consents, "seller", "", payment)
    except OrderNotOpen:
        view, before = _before(request, cart, buyer, payment)
        if not once or before is None or before.provider not in ("seller", "free"):
            raise
        return _ordered(cart, view.state, before.amount_cents, payment, None)
    return _ordered(cart, "confirmed", done.total_cents, payment, None)


def _order_online(
    request: KeyRequest, body: shapes.NewOrder, online: shapes.Online, payment: UUID, once: bool
) -> shapes.Ordered:
    """Not a hot path: the provider is asked over the network in any case."""
    provider(online.provider, collector=request.auth.house_id)
    view, before = _before(request, body.cart, body.buyer, payment if once else None)
    if before is None:
        try:
            done = _check_out(
                request, body.cart, body.buyer, body.consents, online.provider, online.method, payment
            )
        except psycopg.errors.UniqueViolation:
            # The same request a moment ago made this payment, or the key served another cart.
            view, before = _before(request, body.cart, body.buyer, payment)
            if before is None:
                raise RequestProblem(KEY_REUSED) from None
        else:
            if done.confirmed:
                return _ordered(body.cart, "confirmed", done.total_cents, payment, None)
    elif before.provider not in (online.provider, "free"):
        raise RequestProblem(KEY_REUSED)
    if before is not None and before.state not in ("created", "open"):
        return _ordered(body.cart, view.state, before.amount_cents, payment, None)
    at = clock.now()
    started = start_payment(
        order=body.cart,
        payment=payment,
        redirect_url=online.redirect_url,
        webhook_url=f"{settings.SITE_URL}/webhooks/{online.provider}/",
        at=at,
    )
    if started.at_once:
        settle_payment(payment=payment, at=at)
        view = carts.own(request, body.cart)
        return _ordered(body.cart, view.state, view.total_cents, payment, None)
    return _ordered(body.cart, "awaiting_payment", view.total_cents, payment, started.checkout_url)


def _check_out(
    request: KeyRequest,
    cart: UUID,
    buyer: shapes.Buyer,
    consents: Sequence[shapes.Consent],
    provider_name: str,
    method: str,
    payment: UUID,
) -> CheckedOut:
    """Only an order that the house of this key sells: the statement itself looks."""
    return check_out(
        scope=Scope.of_order(cart),
        order=cart,
        buyer=Buyer(name=buyer.name, email=buyer.email, language=buyer.language),
        consents=_answers(consents),
        provider=provider_name,
        method=method,
        payment=payment,
        seller=request.auth.house_id,
        at=clock.now(),
    )


def _answers(consents: Sequence[shapes.Consent]) -> list[ConsentAnswer]:
    if not consents:
        return []
    houses = directory().houses
    texts = frozenset(consent.text_id for consent in consents)
    if any(consent.house not in houses for consent in consents) or not all_known(texts=texts):
        raise RequestProblem(UNKNOWN_CONSENT)
    return [ConsentAnswer(houses[each.house].id, each.text_id, each.given) for each in consents]


def _before(
    request: KeyRequest, cart: UUID, buyer: shapes.Buyer, payment: UUID | None
) -> tuple[OrderView, PaymentFacts | None]:
    """The order, and the payment that the same request made before, if it did. Raises the problem of a reused key."""
    view = carts.own(request, cart)
    if payment is None:
        return view, None
    found = next(
        (each for each in payments_of(scope=Scope.of_order(cart), order=cart) if each.id == payment), None
    )
    if found is not None and (view.head.buyer_email, view.head.buyer_name) != (
        buyer.email.strip().lower(),
        " ".join(buyer.name.replace("\0", "").split()),
    ):
        raise RequestProblem(KEY_REUSED)
    return view, found


def _house(request: KeyRequest) -> Scope:
    return Scope.of_houses(request.auth.house_id)


def _ordered(
    order: UUID, state: str, total_cents: int, payment: UUID, checkout_url: str | None
) -> shapes.Ordered:
    return shapes.Ordered(
        id=order,
        number=order_number(order),
        state=state,
        total_cents=total_cents,
        currency=CURRENCY,
        payment=payment,
        checkout_url=checkout_url,
    )


def _order(view: OrderView, payments: Sequence[PaymentFacts], news: Sequence[News]) -> shapes.Order:
    head, known, at = view.head, directory(), clock.now()
    seen = {line.performance_id for line in view.lines}
    return shapes.Order(
        id=view.id,
        number=view.number,
        state=view.state,
        region=known.region_by_id(head.region_id).slug,
        seller=known.by_id[head.seller_id].slug,
        language=head.language,
        buyer_name=head.buyer_name,
        buyer_email=head.buyer_email,
        created_at=head.created_at,
        hold_until=head.hold_until,
        confirmed_at=head.confirmed_at,
        cancelled_at=head.cancelled_at,
        total_cents=view.total_cents,
        currency=CURRENCY,
        lines=[carts.line_shape(line) for line in view.lines],
        payments=[
            shapes.Payment(
                id=each.id,
                provider=each.provider,
                method=each.method,
                state=each.state,
                amount_cents=each.amount_cents,
                refund_cents=each.refund_cents,
                checkout_url=each.checkout_url or None,
            )
            for each in payments
        ],
        news=[
            shapes.News(
                performance=each.performance_id,
                kind=each.kind,
                reason=each.reason,
                starts_before=each.starts_before,
                starts_at=each.starts_at,
                refund_until=each.refund_until,
                may_give_back=each.may_give_back(at=at),
            )
            for each in news
            if each.performance_id in seen
        ],
    )


def _ticket(line: PaperLine) -> shapes.Ticket:
    valid = line.ticket_state == "valid"
    codes = ticket_codes(line=line, at=clock.now()) if valid else None
    section, row, seat = line.place
    return shapes.Ticket(
        id=line.ticket_id or 0,
        state=line.ticket_state or "",
        performance=line.performance_id,
        house=directory().by_id[line.house_id].slug,
        title=line.title,
        starts_at=line.starts_at,
        place=line.place_no,
        section=section,
        row=row,
        seat=seat,
        ticket_type=line.ticket_type,
        door_note=line.door_note,
        code=codes.code if codes else None,
        short_code=codes.short_code if codes else None,
    )
