"""A refusal as a machine reads it: problem details (RFC 9457)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from pydantic import BaseModel
from pydantic_core import to_json

from samenspel.kernel.errors import DomainError

MEDIA_TYPE = "application/problem+json"


class ProblemShape(BaseModel):
    """`type` is `urn:samenspel:` and a word that never changes; `title` and `detail` are English sentences for people."""

    type: str
    title: str
    status: int
    detail: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """A refusal ready to send. `word` is the last part of its type."""

    word: str
    status: int
    title: str
    detail: str
    data: Mapping[str, Any] = field(default_factory=dict)

    def response(self) -> HttpResponse:
        body = {
            "type": f"urn:samenspel:{self.word}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "data": self.data,
        }
        response = HttpResponse(to_json(body), content_type=MEDIA_TYPE, status=self.status)
        if self.status == 401:
            response["WWW-Authenticate"] = 'Bearer realm="Samenspel"'
        if self.status == 503:
            response["Retry-After"] = "2"
        return response


Maker = Callable[[Any], Problem]
Table = tuple[tuple[type[DomainError], Maker], ...]
"""Which problem is made of which error; the first kind that fits counts."""


class RequestProblem(Exception):
    """A refusal of the API itself, about the request and not about a domain."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.word)
        self.problem = problem


def always(problem: Problem) -> Maker:
    """For errors that have nothing more to tell than their kind."""
    return lambda _error: problem
