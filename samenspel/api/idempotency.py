"""The same request twice is one sale: ids follow from the key of the house and the client's `Idempotency-Key`."""

from functools import lru_cache
from hmac import digest
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from samenspel.api.keys import KeyRequest
from samenspel.api.problems.problem import Problem, RequestProblem
from samenspel.kernel.ids import new_order_id, new_payment_id, uuid7

MAX_LENGTH = 255
HEADER = {
    "parameters": [
        {
            "in": "header",
            "name": "Idempotency-Key",
            "required": False,
            "schema": {"type": "string", "minLength": 1, "maxLength": MAX_LENGTH},
            "description": "A new random text for each thing you want done; the same text when you send a request again.",
        }
    ]
}


@lru_cache(maxsize=1)
def _secret() -> bytes:
    return digest(settings.SECRET_KEY.encode(), b"samenspel idempotency", "sha256")


def cart_id(request: KeyRequest) -> tuple[UUID, bool]:
    """The id of the cart that this request makes, and whether a repeated request gives the same one."""
    text = _text(request)
    return (_named(request.auth.id, "cart", text), True) if text else (new_order_id(), False)


def payment_id(request: KeyRequest) -> tuple[UUID, bool]:
    """The id of the payment that this request makes, and whether a repeated request gives the same one."""
    text = _text(request)
    return (_named(request.auth.id, "payment", text), True) if text else (new_payment_id(), False)


def filling_id(request: KeyRequest, *, cart: UUID) -> UUID | None:
    """The id of this request to put places into `cart`, when it may be repeated."""
    text = _text(request)
    return _named(request.auth.id, f"items {cart}", text) if text else None


def passage_id(request: KeyRequest, *, performance: int) -> UUID:
    """The id of the count that this request makes at the door of `performance`."""
    text = _text(request)
    return _named(request.auth.id, f"passage {performance}", text) if text else uuid7()


def _text(request: HttpRequest) -> str:
    text: str = request.META.get("HTTP_IDEMPOTENCY_KEY", "")
    if len(text) > MAX_LENGTH:
        raise RequestProblem(
            Problem(
                "invalid-request",
                422,
                "The request is not as described",
                f"An Idempotency-Key has at most {MAX_LENGTH} characters.",
                {"errors": [{"where": ["Idempotency-Key"], "what": "too long"}]},
            )
        )
    return text


def _named(key: int, purpose: str, text: str) -> UUID:
    """A name-based UUID (version 8, RFC 9562), keyed: nobody can guess the cart of another key."""
    raw = int.from_bytes(
        digest(_secret(), f"{key}\0{purpose}\0{text}".encode("utf-8", "replace"), "sha256")[:16], "big"
    )
    raw = raw & ~(0xF << 76) | 8 << 76
    return UUID(int=raw & ~(3 << 62) | 2 << 62)
