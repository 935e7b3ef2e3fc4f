"""The event feed: what happened to a house, from the first day on, as often as somebody asks."""

from typing import Annotated

from django.http import HttpResponse
from ninja import Query, Router

from samenspel.api.answers import answer
from samenspel.api.keys import KeyRequest
from samenspel.api.problems.problem import RequestProblem
from samenspel.api.problems.request import BAD_CURSOR
from samenspel.api.shapes import sale as shapes
from samenspel.kernel import events
from samenspel.kernel.tenancy import Scope

router = Router(tags=["events"])

MAX = 2**63 - 1


@router.get("/events", response=shapes.Facts, summary="The facts of this house")
def read_events(
    request: KeyRequest,
    after: Annotated[str, Query(max_length=45)] = "0-0",
    limit: Annotated[int, Query(ge=1, le=1000)] = 500,
) -> HttpResponse:
    """In one order that never changes and without gaps: keep `next` when you have handled a page, and start there again.

    A fact appears when no older one can still come, usually within milliseconds. Nothing is ever removed. Handle a fact twice
    without harm: after a crash on your side you will see the last page again.
    """
    found = events.read(scope=Scope.of_houses(request.auth.house_id), after=_position(after), limit=limit)
    return answer(
        shapes.Facts(
            items=[
                shapes.Fact(
                    position=str(fact.position),
                    kind=fact.kind,
                    subject=fact.subject,
                    at=fact.at,
                    payload=fact.payload,
                )
                for fact in found
            ],
            next=str(found[-1].position) if found else after,
        )
    )


def _position(text: str) -> events.Position:
    parts = text.split("-")
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() and int(part) <= MAX for part in parts):
        raise RequestProblem(BAD_CURSOR)
    return events.Position(int(parts[0]), int(parts[1]))
