"""Who came: the numbers of the house's own performances, and counting people in and out as a door does."""

from datetime import date, datetime, time, timedelta
from typing import Annotated

from django.http import HttpResponse
from ninja import Query, Router

from samenspel.access.commands.count_passage import Kind, count_passage
from samenspel.access.queries.visits import Visits, visits_at, visits_of
from samenspel.api import idempotency
from samenspel.api.answers import answer
from samenspel.api.keys import KeyRequest
from samenspel.api.shapes import visits as shapes
from samenspel.api.shapes.kinds import Id
from samenspel.kernel import clock
from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.tenancy import Scope

router = Router(tags=["visits"])
FIRST, LAST = date(2000, 1, 1), date(2199, 12, 31)


@router.get("/visits", response=shapes.VisitsOfHouse, summary="Who came to the house, by performance")
def visits(
    request: KeyRequest,
    first: Annotated[date, Query(alias="from")],
    last: Annotated[date, Query(alias="until")],
) -> HttpResponse:
    """The performances of the house of this key that begin on these days in Brussels, both included; at most 2,000."""
    house = request.auth.house_id
    found = visits_of(
        scope=Scope.of_houses(house),
        house=house,
        since=_midnight(max(first, FIRST)),
        until=_midnight(min(last, LAST) + timedelta(days=1)),
        at=clock.now(),
    )
    return answer(shapes.VisitsOfHouse(items=[_shape(row) for row in found]))


@router.get("/performances/{performance}/visits", response=shapes.Visits, summary="Who came, and who is in")
def visits_of_performance(request: KeyRequest, performance: Id) -> HttpResponse:
    """For the house that presents it."""
    house = request.auth.house_id
    found = visits_at(scope=Scope.of_houses(house), house=house, performance=performance, at=clock.now())
    return answer(_shape(found))


@router.post(
    "/performances/{performance}/passages",
    response=shapes.Passage,
    summary="Count somebody in or out without a ticket",
    openapi_extra=idempotency.HEADER,
)
def count(request: KeyRequest, performance: Id, body: shapes.NewPassage) -> HttpResponse:
    """For the house that presents it: a turnstile, or an app of its own. Full where walk-ins take places: 409 `no-place-left`."""
    house, at = request.auth.house_id, clock.now()
    scope = Scope.of_houses(house)
    key = idempotency.passage_id(request, performance=performance)
    count_passage(
        scope=scope,
        house=house,
        performance=performance,
        key=key,
        kind=Kind(body.kind),
        undoes=body.undoes,
        user=None,
        at=at,
    )
    found = visits_at(scope=scope, house=house, performance=performance, at=at)
    return answer(shapes.Passage(id=key, kind=body.kind, undoes=body.undoes, visits=_shape(found)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BRUSSELS)


def _shape(row: Visits) -> shapes.Visits:
    return shapes.Visits(
        performance=row.performance_id,
        title=row.title,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        capacity=row.capacity,
        sold=row.sold,
        scanned=row.scanned,
        walked_in=row.walked_in,
        went_out=row.went_out,
        visitors=row.visitors,
        inside=row.inside,
        free_for_walk_ins=row.free,
    )
