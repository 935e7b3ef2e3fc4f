"""A client of the public API, as a house's own program would be."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from samenspel.houses.commands.api_keys import create_api_key
from samenspel.houses.models import House, Role
from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from tests.support.staff import employ


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.content)

    @property
    def problem(self) -> str:
        """The last word of the problem's type; fails when the reply is no well-formed problem."""
        assert self.headers["Content-Type"] == "application/problem+json", self.content[:300]
        body = self.json
        assert set(body) == {"type", "title", "status", "detail", "data"}
        assert body["status"] == self.status
        assert body["title"]
        assert body["detail"]
        return str(body["type"]).removeprefix("urn:samenspel:")


@dataclass
class Machine:
    """Asks with one key. `post(..., idem="x")` sends an Idempotency-Key."""

    secret: str | None
    client: Client = field(default_factory=lambda: Client(raise_request_exception=True))

    def get(self, path: str, **headers: str) -> Reply:
        return self.send("GET", path, headers=headers)

    def post(self, path: str, body: Any = None, *, idem: str | None = None) -> Reply:
        return self.send("POST", path, body, headers={"Idempotency-Key": idem} if idem else {})

    def patch(self, path: str, body: Any) -> Reply:
        return self.send("PATCH", path, body)

    def delete(self, path: str) -> Reply:
        return self.send("DELETE", path)

    def send(
        self, method: str, path: str, body: Any = None, *, headers: dict[str, str] | None = None
    ) -> Reply:
        """`body` is sent as JSON, or as it is when it is bytes."""
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        found = self.client.generic(
            method,
            f"/api/v1{path}",
            data,
            content_type="application/json",
            headers={
                **({"Authorization": f"Bearer {self.secret}"} if self.secret else {}),
                **(headers or {}),
            },
        )
        return Reply(found.status_code, dict(found.items()), found.content)


def machine_of(house: House) -> Machine:
    """A client with a new key of this house."""
    key = create_api_key(scope=Scope.of_system(), house=house.pk, name="test", at=clock.now())
    return Machine(key.secret)


def programming_machine(house: House, *roles: str) -> Machine:
    """A client with a key that changes the programme too, for a new programmer (or who has `roles`)."""
    user = employ(f"machine@{house.slug}.example", *(roles or (Role.PROGRAMMER,)), house=house)
    key = create_api_key(
        scope=Scope.of_system(), house=house.pk, name="programme", at=clock.now(), acts_for=user.pk
    )
    return Machine(key.secret)
