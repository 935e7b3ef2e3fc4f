"""The log of changes of a house: its facts, with the names of who did them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samenspel.kernel.events import Position
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact. `payload` has `before` and `after` where something changed; `by_name` is empty for the product itself."""

    xid: int
    id: int
    kind: str
    subject: str
    payload: dict[str, Any]
    at: datetime
    by_name: str

    @property
    def position(self) -> Position:
        return Position(self.xid, self.id)


@dataclass(frozen=True, slots=True)
class EntriesWanted:
    """`kinds` are beginnings of kinds (`houses.staff.`); `by` a login; from `since` up to, not at, `until`; before `before`."""

    kinds: Sequence[str]
    by: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: Position | None = None


LOG = load(__file__, "log_of_house", Entry)


def log_of(*, scope: Scope, house: int, wanted: EntriesWanted, limit: int) -> list[Entry]:
    """What happened in `house`, newest first, at most `limit`. One statement; nothing for a house outside the scope."""
    return LOG.rows(
        scope=scope,
        house=house,
        kinds=[f"{kind}%" for kind in wanted.kinds],
        by=wanted.by,
        since=wanted.since,
        until=wanted.until,
        before_xid=wanted.before.xid if wanted.before else None,
        before_id=wanted.before.id if wanted.before else None,
        limit=limit,
    )
