"""What this device remembers: its cart in each region, and which houses it answered about their newsletter.

Signed, so that nobody can ask for another's cart by its id; read without a session, so that a page costs no statement for it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

from samenspel.kernel.ids import uuid7

CART_DAYS = 7
"""Longer than any hold: a cart of yesterday can be offered again."""
ANSWERS_DAYS = 365
ANSWERED = "samenspel_answered"


@dataclass(frozen=True, slots=True)
class CartCookie:
    """The order of this device's cart; `count` places held until `until`, as of the last change."""

    order: UUID
    count: int
    until: datetime


@lru_cache(maxsize=256)
def _signer(salt: str) -> Signer:
    return Signer(salt=f"samenspel.{salt}")


def _name(region: str) -> str:
    return f"samenspel_cart_{region}"


def read_cart(*, request: HttpRequest, region: str) -> CartCookie | None:
    """The cart of this device in a region, or None: no cookie, or not one that we signed."""
    text = request.COOKIES.get(_name(region))
    if not text:
        return None
    try:
        order, count, until = _signer(f"cart.{region}").unsign(text).split(".")
        return CartCookie(UUID(hex=order), int(count), datetime.fromtimestamp(int(until), UTC))
    except (BadSignature, ValueError, OverflowError):
        return None


def write_cart(*, response: HttpResponse, region: str, cart: CartCookie) -> None:
    value = f"{cart.order.hex}.{cart.count}.{int(cart.until.timestamp())}"
    _set(response, _name(region), _signer(f"cart.{region}").sign(value), days=CART_DAYS)


def drop_cart(*, response: HttpResponse, region: str) -> None:
    response.delete_cookie(_name(region), samesite="Lax")


def offer_cart() -> str:
    """A new order id for a form of a visitor without a cart: sent twice, it is still one cart."""
    return _signer("new").sign(uuid7().hex)


def accept_cart(text: str) -> UUID | None:
    """The id that `offer_cart` gave, or None when it is not ours."""
    try:
        return UUID(hex=_signer("new").unsign(text))
    except (BadSignature, ValueError):
        return None


def read_answers(*, request: HttpRequest) -> frozenset[int]:
    """The houses that somebody on this device answered about their newsletter, either way."""
    try:
        text = _signer("answers").unsign(request.COOKIES.get(ANSWERED, ""))
        return frozenset(int(house) for house in text.split(".") if house)
    except (BadSignature, ValueError):
        return frozenset()


def write_answers(*, response: HttpResponse, houses: frozenset[int]) -> None:
    value = ".".join(str(house) for house in sorted(houses))
    _set(response, ANSWERED, _signer("answers").sign(value), days=ANSWERS_DAYS)


def _set(response: HttpResponse, name: str, value: str, *, days: int) -> None:
    response.set_cookie(
        name,
        value,
        max_age=days * 86400,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
