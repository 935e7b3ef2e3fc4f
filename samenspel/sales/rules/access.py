"""The secret link of an order: its id with a keyed hash beside it."""

from base64 import urlsafe_b64encode
from functools import lru_cache
from hmac import compare_digest, digest
from uuid import UUID

from django.conf import settings


@lru_cache(maxsize=1)
def _key() -> bytes:
    return digest(settings.SECRET_KEY.encode(), b"samenspel order link", "sha256")


def order_token(order: UUID) -> str:
    """22 characters, 128 bits; the same for the life of the order."""
    return urlsafe_b64encode(digest(_key(), order.bytes, "sha256")[:16]).decode().rstrip("=")


def check_order_token(order: UUID, token: str) -> bool:
    return compare_digest(order_token(order).encode(), token.encode())
