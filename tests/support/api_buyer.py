"""A buyer over live HTTP, by the public API with a house's key."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from samenspel.houses.commands.api_keys import create_api_key
from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from tests.support.region import Fixture


@dataclass(frozen=True)
class Answer:
    status: int
    body: dict[str, Any]


@dataclass(frozen=True)
class ApiBuyer:
    url: str
    key: str

    def ask(self, method: str, path: str, body: object = None, *, idempotency_key: str = "") -> Answer:
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        if idempotency_key:
            headers["Idempotency-Key"] = idempotency_key
        data = None if body is None else json.dumps(body).encode()
        try:
            with urlopen(
                Request(f"{self.url}/api/v1{path}", data, headers, method=method), timeout=30
            ) as response:
                return Answer(response.status, json.loads(response.read()))
        except HTTPError as refused:
            return Answer(refused.code, json.loads(refused.read()))

    def cart(self, lo: Fixture, performance: int, places: list[int], *, idempotency_key: str = "") -> Answer:
        items = [
            {"performance": performance, "place": place, "ticket_type": lo.basis[lo.west.pk].pk}
            for place in places
        ]
        return self.ask(
            "POST", "/carts", {"region": lo.region.slug, "items": items}, idempotency_key=idempotency_key
        )

    def order(self, cart: str, *, idempotency_key: str = "") -> Answer:
        body = {
            "cart": cart,
            "buyer": {"name": "Ada Peeters", "email": "ada@example.org"},
            "payment": {"method": "seller"},
        }
        return self.ask("POST", "/orders", body, idempotency_key=idempotency_key)


def key_of_desk(lo: Fixture) -> str:
    """A key of the region's ticket desk, which sells every house of the region."""
    made = create_api_key(scope=Scope.of_system(), house=lo.desk.pk, name="test", at=clock.now())
    return made.secret
