"""Give a performance another date or hall, or call it off: the programme's part of moving and cancelling.

Only for `sales.commands.move_performance` and `cancel_performance`, which tell its buyers in the same transaction.
"""

from collections.abc import Mapping
from copy import copy
from datetime import datetime

from samenspel.programme.commands.change_performance import PerformanceCancelled
from samenspel.programme.commands.change_programme import Act, BadField, locked, sign, tell, texts_of
from samenspel.programme.commands.hall_time import hold_hall
from samenspel.programme.commands.performance_fields import check_hall, check_period, columns_of
from samenspel.programme.models import Performance

REASON_MAX = 500


def change_date(
    *,
    act: Act,
    performance: int,
    revision: int,
    starts_at: datetime,
    ends_at: datetime,
    hall: int,
    plan: int,
    reason: Mapping[str, str],
    sale_goes_on: bool,
) -> Performance:
    """Move it, with its hall booking and the end of its sale; answers it as it was. `reason` is what visitors read.

    Call inside `programming` and `both_change`. Raises BadField, HallTaken, PerformanceCancelled, SavedInBetween, NotFound.
    """
    row = _locked(act, performance, revision)
    check_period(starts_at=starts_at, ends_at=ends_at)
    check_hall(house=act.house, hall=hall, plan=plan)
    if starts_at <= act.at:
        raise BadField("starts_at", "past")
    if (starts_at, ends_at, hall, plan) == (row.starts_at, row.ends_at, row.hall_id, row.plan_id):
        raise BadField("starts_at", "same")
    was, before = copy(row), columns_of(row)
    row.sale_ends_at += starts_at - row.starts_at
    row.sale_starts_at = min(row.sale_starts_at, row.sale_ends_at - (was.sale_ends_at - was.sale_starts_at))
    row.starts_at, row.ends_at, row.hall_id, row.plan_id = starts_at, ends_at, hall, plan
    row.moved_from = was.starts_at
    row.notice = texts_of(reason, longest=REASON_MAX)
    row.opened_at = row.opened_at or act.at
    if row.state == Performance.State.ON_SALE and not sale_goes_on:
        row.state = Performance.State.MOVED
    _save(act, row, was, "performance.moved", before)
    return was


def call_off(*, act: Act, performance: int, revision: int, reason: Mapping[str, str]) -> Performance:
    """Cancel it and give its hall back; answers it as it was. The same errors."""
    row = _locked(act, performance, revision)
    was, before = copy(row), columns_of(row)
    row.state = Performance.State.CANCELLED
    row.notice = texts_of(reason, longest=REASON_MAX)
    row.opened_at = row.opened_at or act.at
    _save(act, row, was, "performance.cancelled", before)
    return was


def _locked(act: Act, performance: int, revision: int) -> Performance:
    row = locked(act=act, kind=Performance, id=performance, revision=revision)
    if row.state == Performance.State.CANCELLED:
        raise PerformanceCancelled(performance)
    if row.ends_at <= act.at:
        raise BadField("starts_at", "over")
    return row


def _save(act: Act, row: Performance, was: Performance, kind: str, before: dict[str, object]) -> None:
    hold_hall(act=act, row=row, was=was)
    sign(act=act, row=row)
    row.save()
    tell(act=act, kind=kind, subject=row.pk, before=before, after=columns_of(row), notice=row.notice)
