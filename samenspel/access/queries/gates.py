"""Doors: the performances that let people in, and how full they are by now."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from samenspel.kernel.errors import NotFound
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope

AFTER_THE_END = timedelta(hours=3)
AHEAD = timedelta(days=7)
EVER = timedelta(days=36_500)


@dataclass(frozen=True, slots=True)
class Gate:
    """A performance with its valid tickets (`expected`) and those that went in (`admitted`)."""

    performance_id: int
    house_id: int
    title: str
    starts_at: datetime
    ends_at: datetime
    hall_name: str
    venue_name: str
    expected: int
    admitted: int


READ = load(__file__, "gates", Gate)


def gates_of(*, scope: Scope, house: int, at: datetime) -> tuple[Gate, ...]:
    """The house's performances from three hours after their end until a week ahead, at most 100, soonest first."""
    return tuple(
        READ.rows(scope=scope, house=house, since=at - AFTER_THE_END, until=at + AHEAD, performance=None)
    )


def gate_of(*, scope: Scope, house: int, performance: int, at: datetime) -> Gate:
    """One performance of the house, whenever it is. Raises NotFound."""
    rows = READ.rows(scope=scope, house=house, since=at - EVER, until=at + EVER, performance=performance)
    if not rows:
        raise NotFound
    return rows[0]
