"""Change a performance. Its date and hall only while nobody could buy it: after that it is moved, with its visitors."""

from copy import copy

from samenspel.kernel.errors import DomainError
from samenspel.programme.commands.change_programme import Act, BadField, locked, programming, sign, tell
from samenspel.programme.commands.hall_time import both_change, hold_hall
from samenspel.programme.commands.performance_fields import (
    WHEN_AND_WHERE,
    PerformanceFields,
    columns_of,
    is_open,
)
from samenspel.programme.models import Performance


class OnSaleAlready(DomainError):
    """People may hold tickets for this date and hall: move or cancel it instead."""


class PerformanceCancelled(DomainError):
    """It is cancelled; nothing of it changes any more."""


def change_performance(*, act: Act, performance: int, revision: int, fields: PerformanceFields) -> None:
    """Replace what staff wrote; the hall booking follows.

    Raises OnSaleAlready, PerformanceCancelled, BadField, HallTaken, SavedInBetween, NotFound, NotProgrammer.
    """
    with programming(act), both_change():
        row = locked(act=act, kind=Performance, id=performance, revision=revision)
        if row.state == Performance.State.CANCELLED:
            raise PerformanceCancelled(performance)
        was, before, opened = copy(row), columns_of(row), is_open(row=row, at=act.at)
        fields.write_on(row)
        after = columns_of(row)
        if opened:
            if any(before[name] != after[name] for name in WHEN_AND_WHERE):
                raise OnSaleAlready(performance)
            if row.state == Performance.State.OPTION:
                raise BadField("state", "by_guide")
            row.opened_at = row.opened_at or act.at
        hold_hall(act=act, row=row, was=was)
        sign(act=act, row=row)
        row.save()
        tell(act=act, kind="performance.changed", subject=row.pk, before=before, after=after)
