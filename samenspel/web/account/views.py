"""My tickets: own orders over all houses, what I agreed to, and leaving."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samenspel.contacts.commands.answer_consent import answer_consent
from samenspel.contacts.commands.ask_erasure import ask_erasure
from samenspel.contacts.commands.tie_login import tie_login
from samenspel.contacts.queries.consents import answers_of, newsletter_words
from samenspel.contacts.queries.entitlements import cards_of_contact
from samenspel.houses.queries.directory import directory
from samenspel.kernel import clock
from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.sales.queries.own_orders import OwnOrder, own_orders
from samenspel.web.entitlements import card_name, counts
from samenspel.web.numbers import SMALL_DIGITS, number
from samenspel.web.shop.room import footer_links, language_now

Rest = ParamSpec("Rest")


def as_contact(
    view: Callable[Concatenate[HttpRequest, int, Rest], HttpResponse],
) -> Callable[..., HttpResponse]:
    """A page of somebody who signed in; gets that person's contact. Others are led to the sign-in and back."""

    @never_cache
    @wraps(view)
    def signed_in(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect(f"{reverse('account_request_login_code')}?next={request.path}")
        contact = tie_login(
            user=request.user.pk, email=request.user.email, language=language_now(), at=clock.now()
        )
        return view(request, contact, *args, **kwargs)

    return signed_in


@require_safe
@as_contact
def home(request: HttpRequest, contact: int) -> HttpResponse:
    """Orders to come first, then what is past, then consents a house."""
    now = clock.now()
    orders = own_orders(scope=Scope.of_contact(contact), contact=contact)
    return _page(
        request,
        "account_shop/home.html",
        {
            "coming": [
                _row(order) for order in orders if order.state == "confirmed" and order.last_ends_at > now
            ],
            "past": [
                _row(order) for order in orders if order.state != "confirmed" or order.last_ends_at <= now
            ],
            "cards": _cards(contact, now),
            "consents": _consents(contact),
            "email": request.user.email,  # type: ignore[union-attr]
            "told": _("We wrote down your answer.") if "bewaard" in request.GET else "",
        },
    )


def _row(order: OwnOrder) -> dict[str, Any]:
    region = directory().region_by_id(order.region_id)
    return {
        "order": order,
        "url": reverse("shop:order", args=[region.slug, order.order_id, order.token]),
        "titles": ", ".join(order.titles),
        "houses": ", ".join(order.houses),
        "cancelled": order.state == "cancelled",
    }


def _cards(contact: int, at: datetime) -> list[dict[str, Any]]:
    """What houses know of this visitor and what still counts, or will."""
    houses, today = directory().by_id, at.astimezone(BRUSSELS).date()
    return [
        {
            "name": card_name(kind=card.kind, level=card.level),
            "house": houses[card.house].name if card.house is not None and card.house in houses else "",
            "counts": counts(first=card.first if card.first and card.first > today else None, last=card.last),
        }
        for card in cards_of_contact(scope=Scope.of_contact(contact), contact=contact)
        if card.last is None or card.last >= today
    ]


def _consents(contact: int) -> list[dict[str, Any]]:
    houses = directory().by_id
    return [
        {"house": houses[answer.house_id], "given": answer.given, "at": answer.at}
        for answer in answers_of(scope=Scope.of_contact(contact), contact=contact)
        if answer.house_id in houses
    ]


@require_POST
@as_contact
def consent(request: HttpRequest, contact: int) -> HttpResponse:
    """Change one answer: `house` and `given` (1 or 0)."""
    house = number(request.POST.get("house", ""), digits=SMALL_DIGITS)
    try:
        text = newsletter_words()
    except NotFound:
        return redirect("account:home")
    known = {answer.house_id for answer in answers_of(scope=Scope.of_contact(contact), contact=contact)}
    if house in known:
        answer_consent(
            scope=Scope.of_contact(contact),
            contact=contact,
            house=house,
            text=text.id,
            given=request.POST.get("given") == "1",
            language=language_now(),
            where="account",
            at=clock.now(),
        )
    return redirect(f"{reverse('account:home')}?bewaard#toestemming")


@as_contact
def erasure(request: HttpRequest, contact: int) -> HttpResponse:
    """What goes and what stays (GET); ask it (POST), and sign out."""
    if request.method == "POST":
        ask_erasure(scope=Scope.of_contact(contact), contact=contact, language=language_now(), at=clock.now())
        logout(request)
        return _page(request, "account_shop/erasure_asked.html", {})
    return _page(request, "account_shop/erasure.html", {"action": reverse("account:erasure")})


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(
        request,
        template,
        {"language": language_now(), "footer_links": footer_links(), **context},
    )
