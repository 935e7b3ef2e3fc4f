"""Checkout: who you are, what houses may write you, how you pay; and the way back from the bank."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from samenspel.contacts.queries.consents import ConsentWords, answers_of, contact_of_login, newsletter_words
from samenspel.houses.queries.directory import directory
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.remember import Memory
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.check_out import BadBuyer, Buyer, CheckedOut, ConsentAnswer, check_out
from samenspel.sales.commands.settle_payment import settle_returned
from samenspel.sales.commands.start_payment import PaymentUnavailable, start_payment
from samenspel.sales.queries.lines import OrderView, order_view
from samenspel.sales.rules.access import check_order_token, order_token
from samenspel.web.design.words import words
from samenspel.web.errors import Explained, explain
from samenspel.web.payment_methods import Offered, ask_methods, taken_by_all
from samenspel.web.security import POLICY
from samenspel.web.shop.basket import by_house
from samenspel.web.shop.cookies import CartCookie, drop_cart, read_answers, write_answers, write_cart
from samenspel.web.shop.room import Room, in_region
from samenspel.web.shop.steps import steps
from samenspel.web.shop.views.cart import see_other, show

_methods: Memory[Offered] = Memory(ttl_s=60, size=256)
_told: Memory[str] = Memory(ttl_s=2, size=4096)
"""State of a payment by (order, payment), for pages that wait: however many ask, the bank is asked once in two seconds."""


@dataclass(frozen=True, slots=True)
class Form:
    """What was filled in, kept as it was typed. `consents` are the houses that were ticked."""

    name: str = ""
    email: str = ""
    terms: bool = False
    method: str = ""
    consents: frozenset[int] = frozenset()


@in_region
def checkout(room: Room) -> HttpResponse:
    """The form (GET), or order and go to pay (POST)."""
    try:
        if room.cart is None:
            raise NotFound
        view = order_view(scope=Scope.of_order(room.cart.order), order=room.cart.order, at=room.at)
    except NotFound:
        return see_other(room.url("cart"))
    payable = view.state in ("cart", "awaiting_payment") and view.lines and view.head.hold_until > room.at
    if not payable:
        # The cart says what happened, and what to do: its time ran out, it is empty, or it is an order already.
        return show(room)
    if room.request.method == "POST":
        return _order(room, view)
    return _page(room, view, _known_form(room))


def _known_form(room: Room) -> Form:
    """Somebody who is signed in need not type again. The session is only opened when there is one."""
    if settings.SESSION_COOKIE_NAME in room.request.COOKIES and room.request.user.is_authenticated:
        return Form(name=room.request.user.name, email=room.request.user.email)
    return Form()


def _page(
    room: Room, view: OrderView, form: Form, *, wrong: Explained | None = None, payment_failed: bool = False
) -> HttpResponse:
    methods = _payment_methods(view, room.language)
    chosen = form.method or (f"{methods[0][0]}:{methods[0][1].id}" if methods else "")
    response = room.render(
        "shop/checkout.html",
        {
            "view": view,
            "houses": by_house(view=view, language=room.language, at=room.at),
            "form": form,
            "wrong": wrong,
            "wrong_field": wrong.field if wrong else "",
            "payment_failed": payment_failed or room.request.GET.get("betaling", ""),
            "questions": _questions(room, view, form),
            "conditions": _conditions(view),
            "methods": [
                {
                    "value": f"{name}:{method.id}",
                    "label": method.name,
                    "icon_url": method.icon_url,
                    "checked": f"{name}:{method.id}" == chosen,
                }
                for name, method in methods
            ],
            "free": view.total_cents == 0,
            "terms_url": room.url("agenda"),
            "steps": steps(room, current=2),
            "longer": "langer" in room.request.GET,
        },
        status=wrong.status if wrong else 200,
    )
    # Chromium holds the whole way of a form against `form-action`: ours leads to the bank, and on to the bank's own bank.
    response.headers["Content-Security-Policy"] = POLICY.replace("form-action 'self'", _banks())
    return response


def _banks() -> str:
    return "form-action 'self' https:" + (" http://localhost:* http://127.0.0.1:*" if settings.DEMO else "")


def _payment_methods(view: OrderView, language: str) -> Offered:
    """What every house in this cart takes, of what the collector's providers offer; that is at most a minute old."""
    if view.total_cents == 0:
        return []
    key = (view.head.collector_id, view.total_cents, language)
    known = _methods.peek(key)
    if known is None:
        collector, cents = view.head.collector_id, view.total_cents
        known = ask_methods(collector=collector, amount_cents=cents, language=language)
        # A bank that is silent now is asked again by the next visitor, not in a minute.
        if known:
            _methods.keep(key, known)
    houses = directory().by_id
    return taken_by_all(
        offered=known, refused=[houses[house].methods_off for house, _name, _lines in view.houses]
    )


def _conditions(view: OrderView) -> list[dict[str, Any]]:
    """The conditions of sale in force of the houses in this cart that have their own."""
    facts = [directory().by_id[house] for house, _name, _lines in view.houses]
    return [
        {"id": each.conditions_id, "house": each.slug, "name": each.name, "number": each.conditions_number}
        for each in facts
        if each.conditions_id
    ]


def _accepted(room: Room, view: OrderView) -> list[int] | None:
    """The versions that stood on the page that was sent; None when a house published another one since."""
    seen = room.request.POST.getlist("conditions")
    now = [each["id"] for each in _conditions(view)]
    return now if sorted(seen) == sorted(str(version) for version in now) else None


def _questions(room: Room, view: OrderView, form: Form) -> list[dict[str, Any]]:
    """Consent is asked only for houses in this cart, and only when this person has not answered them."""
    try:
        text = newsletter_words()
    except NotFound:
        return []
    return [
        {
            "house": house,
            "text": words(text.text, room.language).replace("{house}", name),
            "checked": house in form.consents,
        }
        for house, name in _unanswered(room, view)
    ]


def _unanswered(room: Room, view: OrderView) -> list[tuple[int, str]]:
    houses = dict.fromkeys((line.house_id, line.house_name) for line in view.lines)
    answered = read_answers(request=room.request) | _answered_by_login(room)
    return [(house, name) for house, name in houses if house not in answered]


def _answered_by_login(room: Room) -> frozenset[int]:
    if settings.SESSION_COOKIE_NAME not in room.request.COOKIES or not room.request.user.is_authenticated:
        return frozenset()
    contact = contact_of_login(user=room.request.user.pk, email=room.request.user.email)
    if contact is None:
        return frozenset()
    return frozenset(
        answer.house_id for answer in answers_of(scope=Scope.of_contact(contact), contact=contact)
    )


def _order(room: Room, view: OrderView) -> HttpResponse:
    post = room.request.POST
    unanswered = _unanswered(room, view)
    form = Form(
        name=post.get("name", ""),
        email=post.get("email", ""),
        terms="terms" in post,
        method=post.get("method", ""),
        consents=frozenset(house for house, _name in unanswered if f"consent-{house}" in post),
    )
    if not form.terms:
        return _page(
            room,
            view,
            form,
            wrong=Explained(
                422, _("We need your agreement to the terms of sale."), _("Tick the box below."), "terms"
            ),
        )
    accepted = _accepted(room, view)
    if accepted is None:
        wrong = Explained(
            409,
            _("The conditions of sale changed while you were here."),
            _("Read the new ones and tick the box again."),
            "terms",
        )
        return _page(room, view, replace(form, terms=False), wrong=wrong)
    name, _colon, method = form.method.partition(":")
    if view.total_cents and (name, method) not in {
        (known, each.id) for known, each in _payment_methods(view, room.language)
    }:
        wrong = Explained(422, _("Choose how you want to pay."), "", "method")
        return _page(room, view, form, wrong=wrong)
    try:
        checked_out = check_out(
            scope=room.buyer(view.id),
            order=view.id,
            buyer=Buyer(name=form.name, email=form.email, language=room.language),
            consents=_answers(unanswered, form),
            provider=name if view.total_cents else "free",
            method=method,
            conditions=accepted,
            at=room.at,
        )
    except BadBuyer as error:
        return _page(room, view, form, wrong=explain(error))
    except DomainError as error:
        return show(room, wrong=explain(error))
    response = _after_check_out(room, view, form, checked_out, provider_name=name)
    if unanswered:
        answered = read_answers(request=room.request) | {house for house, _house_name in unanswered}
        write_answers(response=response, houses=frozenset(answered))
    return response


def _answers(unanswered: list[tuple[int, str]], form: Form) -> list[ConsentAnswer]:
    try:
        text: ConsentWords = newsletter_words()
    except NotFound:
        return []
    return [ConsentAnswer(house, text.id, house in form.consents) for house, _name in unanswered]


def _after_check_out(
    room: Room, view: OrderView, form: Form, checked_out: CheckedOut, *, provider_name: str
) -> HttpResponse:
    if checked_out.confirmed:
        return _to_order(room, view.id)
    token = order_token(view.id)
    back = f"{settings.SITE_URL}{room.url('payment', checked_out.payment_id)}?b={view.id}&s={token}"
    try:
        started = start_payment(
            order=view.id,
            payment=checked_out.payment_id,
            redirect_url=back,
            webhook_url=f"{settings.SITE_URL}/webhooks/{provider_name}/",
            at=room.at,
            row=checked_out.opened,
            view=view,
        )
    except PaymentUnavailable as error:
        return _page(room, view, form, wrong=explain(error))
    return see_other(started.checkout_url)


def _to_order(room: Room, order: UUID) -> HttpResponse:
    response = see_other(room.url("order", order, order_token(order)))
    drop_cart(response=response, region=room.region.slug)
    return response


@in_region
def payment_return(room: Room, payment: UUID) -> HttpResponse:
    """Back from the bank: settle, and go where the payment leads. `?stand` answers the state for the page that waits.

    The address carries the order and its token, because banking apps come back in another browser than they left from.
    """
    order, token = _order_of_link(room)
    told = _told.peek((order, payment)) if "stand" in room.request.GET else None
    state = told or _settled(order, payment, room.at)
    if state == "paid":
        return _arrived(room, order)
    if "stand" in room.request.GET:
        return JsonResponse({"state": state})
    if state in ("failed", "cancelled", "expired"):
        return _to_checkout(room, order, state)
    return room.render(
        "shop/payment.html",
        {
            "state": state,
            "waiting": state in ("created", "open", "unknown"),
            "refresh_url": f"{room.url('payment', payment)}?b={order}&s={token}",
            "order_url": room.url("order", order, token),
            "steps": steps(room, current=3),
        },
    )


def _to_checkout(room: Room, order: UUID, state: str) -> HttpResponse:
    """To try again; in another browser than the one that left, with the cart of the link. A live cart here stays."""
    response = see_other(f"{room.url('checkout')}?betaling={state}")
    if not room.has_live_cart:
        view = order_view(scope=Scope.of_order(order), order=order, at=room.at)
        if view.head.region_id == room.region.id:
            cart = CartCookie(order, len(view.lines), view.head.hold_until)
            write_cart(response=response, region=room.region.slug, cart=cart)
    return response


def _order_of_link(room: Room) -> tuple[UUID, str]:
    token = room.request.GET.get("s", "")
    try:
        order = UUID(room.request.GET.get("b", ""))
    except ValueError:
        raise NotFound from None
    if not check_order_token(order, token):
        raise NotFound(order)
    return order, token


def _settled(order: UUID, payment: UUID, at: datetime) -> str:
    """Raises NotFound when the payment is not one of this order."""
    try:
        state = settle_returned(order=order, payment=payment, at=at)
    except PaymentUnavailable:
        state = "unknown"
    _told.keep((order, payment), state)
    return state


def _arrived(room: Room, order: UUID) -> HttpResponse:
    if "stand" in room.request.GET:
        response: HttpResponse = JsonResponse(
            {"state": "paid", "url": room.url("order", order, order_token(order))}
        )
        drop_cart(response=response, region=room.region.slug)
        return response
    return _to_order(room, order)
