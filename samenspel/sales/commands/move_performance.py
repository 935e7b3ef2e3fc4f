"""Move or cancel a performance, and begin to handle everybody who bought it."""

from collections.abc import Mapping
from datetime import datetime

from samenspel.inventory.models import Claim
from samenspel.inventory.queries.plans import plan_of
from samenspel.kernel.errors import DomainError
from samenspel.programme.commands.change_date import call_off, change_date
from samenspel.programme.commands.change_programme import Act, BadField, programming
from samenspel.programme.commands.hall_time import both_change
from samenspel.programme.models import Performance
from samenspel.sales.commands.follow_up import collect
from samenspel.sales.models import FollowUp
from samenspel.sales.tasks import follow_up_job


class PlacesDoNotFit(DomainError):
    """The other seat plan lacks places that are sold, held or blocked, or calls them otherwise. `.places` are their labels."""

    def __init__(self, places: tuple[str, ...]) -> None:
        super().__init__(places)
        self.places = places


def move_performance(
    *,
    act: Act,
    performance: int,
    revision: int,
    starts_at: datetime,
    ends_at: datetime,
    hall: int,
    plan: int,
    reason: Mapping[str, str],
    refund_until: datetime | None,
    sale_goes_on: bool,
) -> int:
    """Give it a new date or hall; answers the follow-up, which the worker carries out.

    Everybody who holds tickets is told the new date, and may give them back until `refund_until` (in the future, before the new
    beginning; None: not). Tickets stay valid. VAT does not change: its rate is that of the moment of sale.

    Raises BadField, PlacesDoNotFit, HallTaken, PerformanceCancelled, SavedInBetween, NotFound, NotProgrammer.
    """
    if refund_until is not None and not act.at < refund_until <= starts_at:
        raise BadField("refund_until", "range")
    with programming(act), both_change():
        was = change_date(
            act=act,
            performance=performance,
            revision=revision,
            starts_at=starts_at,
            ends_at=ends_at,
            hall=hall,
            plan=plan,
            reason=reason,
            sale_goes_on=sale_goes_on,
        )
        if plan != was.plan_id:
            _check_places(performance=performance, before=was.plan_id, after=plan)
        return _begin(act, was, FollowUp.Kind.MOVED, reason, refund_until)


def cancel_performance(*, act: Act, performance: int, revision: int, reason: Mapping[str, str]) -> int:
    """Call it off; answers the follow-up, which the worker carries out: everybody is told and refunded.

    Payments that come in after this find no performance and go back by themselves. Raises the same errors.
    """
    with programming(act), both_change():
        was = call_off(act=act, performance=performance, revision=revision, reason=reason)
        return _begin(act, was, FollowUp.Kind.CANCELLED, reason, None)


def _begin(
    act: Act, was: Performance, kind: FollowUp.Kind, reason: Mapping[str, str], refund_until: datetime | None
) -> int:
    follow_up = FollowUp.objects.create(
        performance_id=was.pk,
        house_id=act.house,
        kind=kind,
        reason={language: text.strip() for language, text in reason.items() if text.strip()},
        starts_before=was.starts_at,
        hall_before_id=was.hall_id,
        refund_until=refund_until,
        started_by_id=act.by,
        at=act.at,
    )
    collect(follow_up=follow_up.pk)
    follow_up_job.defer(follow_up=follow_up.pk)
    return follow_up.pk


def _check_places(*, performance: int, before: int, after: int) -> None:
    """Every claimed place must be there in the other plan under the same label."""
    old, new = plan_of(before), plan_of(after)
    claimed = Claim.objects.filter(performance_id=performance).values_list("place_no", flat=True)
    lost = [
        old.label(no)
        for no in sorted(claimed)
        if no not in new.places or (old.is_numbered and old.label(no) != new.label(no))
    ]
    if lost:
        raise PlacesDoNotFit(tuple(lost))
