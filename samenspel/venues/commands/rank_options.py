"""Count the queues for the time of some halls again, after something in them changed."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from samenspel.kernel.events import append
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope
from samenspel.venues.models import Hall, HallBooking, HallConflict
from samenspel.venues.rules.option_queue import LAST, Queued, ranks


@dataclass(frozen=True, slots=True)
class _Tied:
    hall_id: int


GROUP = load(__file__, "hall_group", _Tied)


def lock_halls(*, halls: Collection[int]) -> frozenset[int]:
    """Lock these halls and all that are tied to them by exclusion, in the order of their ids; answers them.

    Every change of a booking begins here: within a group of halls changes go one after the other, so that a queue is never
    counted from half a change and nobody deadlocks.
    """
    group = [row.hall_id for row in GROUP.rows(scope=Scope.nobody(), halls=list(halls))]
    list(Hall.objects.filter(id__in=group).order_by("id").select_for_update(no_key=True).values_list("id"))
    return frozenset(group)


def rank_options(*, halls: Collection[int], at: datetime | None) -> None:
    """Write the ranks of the options in `halls`, which are locked. Who moves up is told (`venues.booking.promoted`) when `at`
    says when; a load of files tells nobody."""
    options = HallBooking.objects.filter(hall_id__in=halls, state=HallBooking.State.OPTION)
    rows = list(options.select_related("hall"))
    counted = ranks(options=[_queued(row) for row in rows], excludes=_excludes(halls))
    changed = [row for row in rows if row.rank != counted[row.pk]]
    for row in changed:
        before, row.rank = row.rank or LAST, counted[row.pk]
        if at and before != LAST and row.rank < before:
            append(
                kind="venues.booking.promoted",
                house_id=row.house_id,
                subject=str(row.pk),
                payload={"hall": row.hall_id, "rank": row.rank, "before": {"rank": before}},
                at=at,
            )
    HallBooking.objects.bulk_update(changed, ["rank"])


def _queued(row: HallBooking) -> Queued:
    before, after = row.hall.change_over_before_min, row.hall.change_over_after_min
    return Queued(
        id=row.pk,
        hall=row.hall_id,
        starts_at=row.period.lower - timedelta(minutes=before),
        ends_at=row.period.upper + timedelta(minutes=after),
        rank=row.rank or LAST,
    )


def _excludes(halls: Collection[int]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    pairs = HallConflict.objects.filter(Q(hall__in=halls) | Q(other__in=halls))
    for hall, other in pairs.values_list("hall_id", "other_id"):
        found[hall].add(other)
        found[other].add(hall)
    return {hall: frozenset(others) for hall, others in found.items()}
