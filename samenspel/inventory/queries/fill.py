"""How full the hall is, as staff see it: the list of performances, one performance, and why a place is not free."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from samenspel.kernel.errors import NotFound
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope

PAGE_SIZE = 25
SORTS = ("date", "-date", "title", "-title", "fill", "-fill")


@dataclass(frozen=True, slots=True)
class StaffPerformance:
    """One row of the list. `total` is how many the whole list has, `published_at` None while it is prepared."""

    id: int
    house_id: int
    title: str
    company: str
    genre: str
    starts_at: datetime
    ends_at: datetime
    state: str
    published_at: datetime | None
    sale_starts_at: datetime
    sale_ends_at: datetime
    is_timeslot: bool
    moved_from: datetime | None
    plan_id: int
    venue: str
    hall: str
    capacity: int
    sold: int
    held: int
    blocked: int
    total: int

    @property
    def percent(self) -> int:
        return 100 * self.sold // self.capacity


@dataclass(frozen=True, slots=True)
class PerformancesWanted:
    """What to list. Bounds are on the end of the performance; `text` is searched in title and company; `sort` of SORTS.

    Every performance of `houses_named` answers the text as well.
    """

    from_at: datetime | None = None
    until_at: datetime | None = None
    state: str = ""
    text: str = ""
    sort: str = "date"
    published: bool = False
    houses_named: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.sort not in SORTS:
            raise ValueError(self.sort)


@dataclass(frozen=True, slots=True)
class PlaceState:
    """Why a place is not free: sold, held, walked_in, blocked or allotted."""

    place_no: int
    why: str
    block_id: int | None
    allotment_id: int | None


@dataclass(frozen=True, slots=True)
class SetApart:
    """A block or an allotment (`kind`) of a performance, `places` large."""

    kind: str
    id: int
    reason: str
    name: str
    places: int
    owner: str | None
    seller: str | None
    entitlement: str
    release_at: datetime | None


@dataclass(frozen=True)
class HallState:
    """The hall at a moment: `why` by place number, for every place that is not free."""

    why: dict[int, str]

    @property
    def etag(self) -> str:
        """Changes whenever a place changes."""
        return blake2b(repr(sorted(self.why.items())).encode(), digest_size=9).hexdigest()

    def count(self, *, why: str) -> int:
        return sum(1 for reason in self.why.values() if reason == why)


LIST = load(__file__, "house_performances", StaffPerformance)
PLACES = load(__file__, "places_of", PlaceState)
SET_APART = load(__file__, "set_apart", SetApart)


def performances_of(
    *,
    scope: Scope,
    houses: Iterable[int],
    wanted: PerformancesWanted,
    at: datetime,
    page: int = 1,
    size: int = PAGE_SIZE,
) -> list[StaffPerformance]:
    """One page (from 1) of the performances that `houses` present, `size` (1-100,000) a page. One statement."""
    return LIST.rows(
        scope=scope,
        houses=sorted(set(houses)),
        performance=None,
        from_at=wanted.from_at,
        until_at=wanted.until_at,
        state=wanted.state,
        text=wanted.text.casefold(),
        named=list(wanted.houses_named),
        sort=wanted.sort,
        published=wanted.published,
        at=at,
        limit=size,
        offset=(page - 1) * size,
    )


def hall_state(*, scope: Scope, performance: int, at: datetime) -> HallState:
    """Every place that is not free. A place sold out of an allotment counts as sold. One statement."""
    why: dict[int, str] = {}
    for row in PLACES.rows(scope=scope, performance=performance, at=at):
        if row.why != "allotted" or row.place_no not in why:
            why[row.place_no] = row.why
    return HallState(why)


def set_apart(*, scope: Scope, performance: int) -> list[SetApart]:
    """Blocks and allotments of a performance. One statement."""
    return SET_APART.rows(scope=scope, performance=performance)


def performance_of(*, scope: Scope, house: int, performance: int, at: datetime) -> StaffPerformance:
    """One performance of `house`, as in the list. One statement. Raises NotFound when the house does not present it."""
    rows = LIST.rows(
        scope=scope,
        houses=[house],
        performance=performance,
        from_at=None,
        until_at=None,
        state="",
        text="",
        named=[],
        sort="date",
        published=False,
        at=at,
        limit=1,
        offset=0,
    )
    if not rows:
        raise NotFound(performance)
    return rows[0]
