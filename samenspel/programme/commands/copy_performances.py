"""Plan performances again on other dates: one of them, or a whole run some weeks later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.errors import NotFound
from samenspel.programme.commands.change_programme import Act, BadField, programming
from samenspel.programme.commands.hall_time import both_change
from samenspel.programme.commands.performance_fields import PerformanceFields
from samenspel.programme.commands.plan_performance import add_performance
from samenspel.programme.models import Performance

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Copied:
    """`performance` is planned again as `copy`."""

    performance: int
    copy: int


def copy_performances(*, act: Act, performances: Sequence[int], days: int) -> tuple[Copied, ...]:
    """Plan these performances of the house again `days` (1-730) days later, at the same time of day in Brussels.

    All or none, at most 200. A copy is a confirmed performance that is not published; hall, plan, season, practical text and
    the distance from its sale to its date stay. Raises BadField, HallTaken (`.clashes` say which date), NotFound, NotProgrammer.
    """
    if not 1 <= days <= 730:
        raise BadField("days", "range")
    if len(performances) > AT_ONCE:
        raise BadField("performances", "too_many")
    with programming(act), both_change():
        rows = list(
            Performance.objects.filter(pk__in=performances, house=act.house).order_by("starts_at", "pk")
        )
        if len(rows) != len(set(performances)):
            raise NotFound(*performances)
        return tuple(
            Copied(
                row.pk,
                add_performance(act=act, fields=_fields(row, days), is_timeslot=row.is_timeslot),
            )
            for row in rows
        )


def days_later(moment: datetime, days: int, zone: ZoneInfo = BRUSSELS) -> datetime:
    """The same time on the clock, also when summer time began or ended in between."""
    return (moment.astimezone(zone) + timedelta(days=days)).astimezone(moment.tzinfo)


def _fields(row: Performance, days: int) -> PerformanceFields:
    return PerformanceFields(
        production=row.production_id,
        season=row.season_id,
        hall=row.hall_id,
        plan=row.plan_id,
        starts_at=days_later(row.starts_at, days),
        ends_at=days_later(row.ends_at, days),
        state=Performance.State.CONFIRMED,
        published_at=None,
        sale_starts_at=days_later(row.sale_starts_at, days),
        sale_ends_at=days_later(row.sale_ends_at, days),
        allow_orphans=row.allow_orphans,
        practical=row.practical,
    )
