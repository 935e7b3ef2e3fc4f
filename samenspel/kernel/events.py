"""The event log: facts travel up the storeys.

A command appends its fact in its own transaction. Readers go by (xid, id) and stop below the oldest transaction still
running, so a row that commits late is never skipped: gap-free without a lock.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from samenspel.kernel.models import Event
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A reader's place in the log; opaque outside as `<xid>-<id>`."""

    xid: int = 0
    id: int = 0

    @classmethod
    def parse(cls, text: str) -> "Position":
        """Raises ValueError when `text` is no position."""
        xid, _, id_ = text.partition("-")
        return cls(int(xid), int(id_))

    def __str__(self) -> str:
        return f"{self.xid}-{self.id}"


@dataclass(frozen=True, slots=True)
class Fact:
    """One event as read: `kind` like `sales.order.confirmed`, `house_id` whose fact it is, `subject` the id of the thing."""

    xid: int
    id: int
    kind: str
    house_id: int | None
    subject: str
    payload: dict[str, Any]
    at: datetime

    @property
    def position(self) -> Position:
        return Position(self.xid, self.id)


READ = load(__file__, "read_events", Fact)


def append(
    *, kind: str, subject: str, payload: dict[str, Any], at: datetime, house_id: int | None = None
) -> None:
    """Write a fact in the running transaction (hot paths write theirs in their own statement)."""
    Event(kind=kind, subject=subject, payload=payload, at=at, house_id=house_id).save(force_insert=True)


def read(
    *, scope: Scope, after: Position, limit: int = 500, kinds: frozenset[str] = frozenset()
) -> list[Fact]:
    """The next facts after a position that this scope may see, oldest first; at most `limit` (1-1000)."""
    return READ.rows(scope=scope, after_xid=after.xid, after_id=after.id, limit=limit, kinds=sorted(kinds))


def consume(*, reader: str, limit: int = 500) -> Iterator[Fact]:
    """The new facts of a named reader; its place moves when the surrounding transaction commits.

    Run inside `Scope.of_system().open()`. The cursor row is locked, so two workers never handle a fact twice.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into kernel_eventcursor (reader, xid, id) values (%s, 0, 0) on conflict do nothing",
            [reader],
        )
        cursor.execute("select xid, id from kernel_eventcursor where reader = %s for update", [reader])
        after = Position(*cursor.fetchone())
        facts = read(scope=Scope.of_system(), after=after, limit=limit)
        if facts:
            last = facts[-1]
            cursor.execute(
                "update kernel_eventcursor set xid = %s, id = %s where reader = %s",
                [last.xid, last.id, reader],
            )
    yield from facts
