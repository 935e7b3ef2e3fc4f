"""Who came: sold, scanned and walked in, of one performance at its door and of many in the office."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from samenspel.access.models import Passage
from samenspel.kernel.errors import NotFound
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope

EVER = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))
ROWS_AT_MOST = 2000


@dataclass(frozen=True, slots=True)
class Visits:
    """One performance: valid tickets (`sold`), those that went in (`scanned`), and people counted at the door without one.

    `free` is how many may still walk in, None where walk-ins take no places.
    """

    performance_id: int
    title: str
    starts_at: datetime
    ends_at: datetime
    hall_name: str
    capacity: int
    takes_places: bool
    sold: int
    scanned: int
    walked_in: int
    went_out: int
    free: int | None

    @property
    def visitors(self) -> int:
        return self.scanned + self.walked_in

    @property
    def inside(self) -> int:
        """Never below nobody: a count out may come before the count in of another door that lost its connection."""
        return max(0, self.visitors - self.went_out)


READ = load(__file__, "visits", Visits)


def visits_of(*, scope: Scope, house: int, since: datetime, until: datetime, at: datetime) -> list[Visits]:
    """The performances of the house that begin from `since` until before `until`, in order, at most 2,000. One statement."""
    return READ.rows(
        scope=scope, house=house, since=since, until=until, performance=None, limit=ROWS_AT_MOST, at=at
    )


def visits_at(*, scope: Scope, house: int, performance: int, at: datetime) -> Visits:
    """One performance of the house. Raises NotFound."""
    since, until = EVER
    rows = (
        READ.rows(scope=scope, house=house, since=since, until=until, performance=performance, limit=1, at=at)
        if house in scope.houses
        else []
    )
    if not rows:
        raise NotFound(performance)
    return rows[0]


def last_count(*, scope: Scope, performance: int, user: int) -> UUID | None:
    """The key of what this login counted last and did not undo: what its next "undo" is about. One statement."""
    with scope.open():
        counts = Passage.objects.filter(performance=performance, counted_by=user, undone_by__isnull=True)
        return counts.exclude(kind=Passage.Kind.UNDO).order_by("-pk").values_list("key", flat=True).first()
