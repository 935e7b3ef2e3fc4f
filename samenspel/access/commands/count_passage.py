"""Somebody comes in or goes out without a ticket: the door counts."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel.access.models import Passage
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.statement import Refused, load
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance

Kind = Passage.Kind
ATTEMPTS = 10


class NoPlaceLeft(DomainError):
    """Nobody is counted: every place is sold, held or taken, and walk-ins take places here."""


@dataclass(frozen=True, slots=True)
class _Counted:
    counted: int


COUNT = load(__file__, "count_passage", _Counted)


def count_passage(
    *,
    scope: Scope,
    house: int,
    performance: int,
    key: UUID,
    kind: Kind,
    undoes: UUID | None = None,
    user: int | None,
    at: datetime,
) -> bool:
    """Count one person in or out of a performance of `house`, or undo the count with the key `undoes`. False: done before.

    Where the house chose that walk-ins take places, who comes in takes a free one and who goes out gives one back, if a walk-in
    had any: what is sold and who walked in never come to more than there are places. Doors wait for each other; a sale that takes
    the same place first makes it look for another, ten times.

    Raises NotFound (performance, or nothing of it to undo), NoPlaceLeft.
    """
    if house not in scope.houses:
        raise NotFound(performance)
    system = Scope.of_system()
    for _attempt in range(ATTEMPTS):
        try:
            with system.open():
                _wait_for_each_other(house, performance)
                done = COUNT.one(
                    scope=system,
                    house=house,
                    performance=performance,
                    key=key,
                    kind=kind,
                    undoes=undoes if kind == Kind.UNDO else None,
                    user=user,
                    at=at,
                )
                return done.counted > 0
        except Refused as refused:
            if refused.reason == "unknown":
                raise NotFound(undoes) from refused
            if refused.reason != "raced":
                raise NoPlaceLeft from refused
    raise NoPlaceLeft


def _wait_for_each_other(house: int, performance: int) -> None:
    """Locked in a statement before: the next one must see what another door just counted."""
    found = Performance.objects.select_for_update(no_key=True).filter(pk=performance, house=house)
    if not found.values_list("pk"):
        raise NotFound(performance)
