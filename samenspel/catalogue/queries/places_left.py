"""How full a performance is, for a word beside it: never the truth of a sale, which the commands look up again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from samenspel.kernel.remember import Memory
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope


class Fill(StrEnum):
    """What a visitor wants to know about a performance at a glance."""

    PLENTY = "plenty"
    FEW = "few"
    LAST = "last"
    SOLD_OUT = "sold_out"
    SOON = "soon"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    FREE_ENTRY = "free_entry"


LAST_PLACES = 10
FEW_SHARE = 4
"""`last` at ten places or fewer, `few` when less than one in four is left."""


@dataclass(frozen=True, slots=True)
class _Gone:
    performance_id: int
    gone: int


READ = load(__file__, "places_left", _Gone)
_memory: Memory[int] = Memory(ttl_s=3, size=8192)


def places_gone(*, performances: Sequence[int], seller: int, at: datetime) -> dict[int, int]:
    """How many places of each performance this seller cannot sell; at most 3 seconds old.

    One statement for those that are not remembered, none when all are.
    """
    known = {each: _memory.peek((seller, each)) for each in performances}
    missing = [each for each, gone in known.items() if gone is None]
    if missing:
        found = _read(performances=missing, seller=seller, at=at)
        for each in missing:
            known[each] = found.get(each, 0)
            _memory.keep((seller, each), found.get(each, 0))
    return {each: gone for each, gone in known.items() if gone}


def _read(*, performances: Sequence[int], seller: int, at: datetime) -> dict[int, int]:
    rows = READ.rows(scope=Scope.nobody(), performances=list(performances), seller=seller, at=at)
    return {row.performance_id: row.gone for row in rows}


def fill(
    *,
    state: str,
    sale_starts_at: datetime,
    sale_ends_at: datetime,
    offered: bool,
    capacity: int,
    gone: int,
    at: datetime,
) -> Fill:
    """The word for a performance at a moment. `offered`: it has a price list."""
    if state == "cancelled":
        return Fill.CANCELLED
    if not offered:
        return Fill.FREE_ENTRY
    if at >= sale_ends_at:
        return Fill.CLOSED
    left = capacity - gone
    if left <= 0:
        return Fill.SOLD_OUT
    if state != "on_sale" or at < sale_starts_at:
        return Fill.SOON
    if left <= LAST_PLACES and left * 2 < capacity:
        return Fill.LAST
    return Fill.FEW if left * FEW_SHARE < capacity else Fill.PLENTY
