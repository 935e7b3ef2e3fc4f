"""A house's own program moves or cancels a performance, and sees how far its buyers are told and refunded."""

from django.http import HttpResponse
from ninja import Router

from samenspel.api import idempotency
from samenspel.api.answers import answer
from samenspel.api.keys import KeyRequest
from samenspel.api.problems.performances import KEY_SELLS_ONLY
from samenspel.api.problems.problem import RequestProblem
from samenspel.api.shapes import follow_ups as shapes
from samenspel.api.shapes.kinds import Id
from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from samenspel.programme.commands.change_programme import Act, BadField, SavedInBetween
from samenspel.programme.queries.performances import PerformanceFacts, performance_to_edit, plans_of
from samenspel.sales.commands.move_performance import cancel_performance, move_performance
from samenspel.sales.queries.follow_ups import FollowUpFacts, follow_ups_of

router = Router(tags=["performances"])


@router.get(
    "/performances/{performance}/follow-ups",
    response=shapes.FollowUps,
    summary="A performance of this house: its revision, and how far its buyers are told",
)
def follow_ups(request: KeyRequest, performance: Id) -> HttpResponse:
    """Every time it was moved or cancelled. Only for the house that presents it."""
    facts = _performance(request, performance)
    return answer(
        shapes.FollowUps(
            performance=facts.id,
            revision=facts.revision,
            starts_at=facts.starts_at,
            ends_at=facts.ends_at,
            plan=facts.plan_id,
            state=facts.state,
            items=[_follow_up(facts, one) for one in _follow_ups(request, facts)],
        )
    )


@router.post(
    "/performances/{performance}/move",
    response={202: shapes.FollowUp},
    summary="Give a performance another date or hall",
    openapi_extra=idempotency.HEADER,
)
def move(request: KeyRequest, performance: Id, body: shapes.Move) -> HttpResponse:
    """Everybody who holds tickets is told, in the background; tickets stay valid. Moved to the same twice is moved once."""
    facts = _performance(request, performance)
    act = _act(request)
    plan = body.plan or facts.plan_id
    try:
        move_performance(
            act=act,
            performance=performance,
            revision=body.revision,
            starts_at=body.starts_at,
            ends_at=body.ends_at,
            hall=_hall(request, facts, plan),
            plan=plan,
            reason=_reason(body),
            refund_until=body.refund_until,
            sale_goes_on=body.sale_goes_on,
        )
    except SavedInBetween:
        now = _performance(request, performance)
        asked = (body.starts_at, body.ends_at, plan)
        if (now.starts_at, now.ends_at, now.plan_id) != asked or not _last_was(request, facts, "moved"):
            raise
    return _last(request, facts)


@router.post(
    "/performances/{performance}/cancellation",
    response={202: shapes.FollowUp},
    summary="Call a performance off",
    openapi_extra=idempotency.HEADER,
)
def call_off(request: KeyRequest, performance: Id, body: shapes.Cancel) -> HttpResponse:
    """Everybody who holds tickets is told and refunded in full, in the background. Cancelled twice is cancelled once."""
    facts = _performance(request, performance)
    act = _act(request)
    try:
        cancel_performance(act=act, performance=performance, revision=body.revision, reason=_reason(body))
    except SavedInBetween:
        if not _last_was(request, facts, "cancelled"):
            raise
    return _last(request, facts)


def _act(request: KeyRequest) -> Act:
    """The key's in the name of who made it: their role is looked at again when it is used."""
    key = request.auth
    if key.acts_for is None:
        raise RequestProblem(KEY_SELLS_ONLY)
    scope = Scope.of_houses(key.house_id, actor=key.acts_for)
    return Act(scope, key.house_id, key.acts_for, clock.now(), key=key.id)


def _house(request: KeyRequest) -> Scope:
    return Scope.of_houses(request.auth.house_id)


def _performance(request: KeyRequest, performance: int) -> PerformanceFacts:
    return performance_to_edit(scope=_house(request), house=request.auth.house_id, performance=performance)


def _hall(request: KeyRequest, facts: PerformanceFacts, plan: int) -> int:
    """The hall that a plan draws. Raises BadField for a plan that this house cannot choose now."""
    halls = {one.plan_id: one.hall_id for one in plans_of(scope=_house(request), house=request.auth.house_id)}
    halls[facts.plan_id] = facts.hall_id
    if plan not in halls:
        raise BadField("plan", "unknown")
    return halls[plan]


def _follow_ups(request: KeyRequest, facts: PerformanceFacts) -> list[FollowUpFacts]:
    return follow_ups_of(scope=_house(request), house=request.auth.house_id, performance=facts.id)


def _last(request: KeyRequest, facts: PerformanceFacts) -> HttpResponse:
    return answer(_follow_up(facts, _follow_ups(request, facts)[0]), status=202)


def _last_was(request: KeyRequest, facts: PerformanceFacts, kind: str) -> bool:
    """What is asked is what happened last: the same request was here before, and its answer was lost."""
    found = _follow_ups(request, facts)
    return bool(found) and found[0].kind == kind


def _reason(body: shapes.Cancel) -> dict[str, str]:
    return {str(language): text for language, text in body.reason.items()}


def _follow_up(facts: PerformanceFacts, one: FollowUpFacts) -> shapes.FollowUp:
    return shapes.FollowUp(
        id=one.id,
        performance=facts.id,
        kind=one.kind,
        reason=one.reason,
        starts_before=one.starts_before,
        refund_until=one.refund_until,
        at=one.at,
        finished_at=one.finished_at,
        orders=one.orders,
        done=one.done,
        waiting=one.waiting,
        failed=one.failed,
        refund_cents=one.refund_cents,
        failures=[shapes.Failure(order=order, problem=problem) for order, problem in one.failures],
    )
