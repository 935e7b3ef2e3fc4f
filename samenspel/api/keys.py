"""Who calls: the house behind a bearer key."""

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from samenspel.houses.queries.api_key import KeyFacts, key_of
from samenspel.kernel import clock


class KeyRequest(HttpRequest):
    """A request that came with a good key."""

    auth: KeyFacts


class ApiKey(HttpBearer):
    """`Authorization: Bearer <key>`. Raises UnknownKey, which is answered as 401."""

    def __call__(self, request: HttpRequest) -> Any | None:
        # Read where Django keeps it: building `request.headers` costs more than looking the key up.
        scheme, _, secret = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        return self.authenticate(request, secret.strip()) if scheme.lower() == "bearer" else None

    def authenticate(self, request: HttpRequest, token: str) -> KeyFacts:
        return key_of(secret=token, at=clock.now())
