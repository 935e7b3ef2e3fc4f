"""What stands in the way of a wish for a hall, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope
from samenspel.venues.models import HallBooking


@dataclass(frozen=True, slots=True)
class HallWish:
    """A hall for [starts_at, ends_at), aware; the hall's change-over is counted by the query."""

    hall: int
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Clash:
    """One booking that meets the wish number `wish` (from 1), which begins at `wish_starts_at`.

    `reason` is `same_hall`, `excluding_hall` (of a hall that excludes the wished one) or `change_over` (only the change-over
    meets). A booking of another house has no `booking`, `kind`, `rank` or `title`: that it is there must be told, not what it is.
    """

    wish: int
    wish_starts_at: datetime
    booking: int | None
    hall_id: int
    hall_name: str
    starts_at: datetime
    ends_at: datetime
    state: str
    kind: str
    rank: int | None
    title: str
    reason: str

    @property
    def refuses(self) -> bool:
        """A confirmed booking keeps others out; an option is only shown."""
        return self.state == HallBooking.State.CONFIRMED


CLASHES = load(__file__, "clashes", Clash)


def clashes(*, scope: Scope, wishes: Sequence[HallWish], ignoring: Iterable[int] = ()) -> tuple[Clash, ...]:
    """What meets these wishes, by wish, confirmed ones first; for halls of houses in this scope only. One statement.

    `ignoring` are bookings that do not count: the one that moves.
    """
    return tuple(
        CLASHES.rows(
            scope=Scope.of_system(),
            halls=[wish.hall for wish in wishes],
            starts=[wish.starts_at for wish in wishes],
            ends=[wish.ends_at for wish in wishes],
            ignoring=list(ignoring),
            houses=sorted(scope.houses),
            everybody=scope.system,
        )
    )
