"""What staff writes of a performance, checked against the house it is for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q

from samenspel.kernel.errors import NotFound
from samenspel.programme.commands.change_programme import BadField, texts_of
from samenspel.programme.models import Performance, Production, Season
from samenspel.venues.models import Hall, SeatPlan

COLUMNS = (
    "production_id",
    "season_id",
    "hall_id",
    "plan_id",
    "starts_at",
    "ends_at",
    "state",
    "published_at",
    "sale_starts_at",
    "sale_ends_at",
    "allow_orphans",
    "practical",
)
WHEN_AND_WHERE = ("production_id", "hall_id", "plan_id", "starts_at", "ends_at")
BY_HAND = (Performance.State.OPTION, Performance.State.CONFIRMED, Performance.State.ON_SALE)
LONGEST = timedelta(hours=24)
PRACTICAL_MAX = 2000


@dataclass(frozen=True, slots=True)
class PerformanceFields:
    """Ids and aware moments. `season` may be None; `practical` is language -> text of at most 2,000 characters.

    It is seen from `published_at` on (None: not yet) and sold from `sale_starts_at` to `sale_ends_at` while `on_sale`.
    """

    production: int
    season: int | None
    hall: int
    plan: int
    starts_at: datetime
    ends_at: datetime
    state: str
    published_at: datetime | None
    sale_starts_at: datetime
    sale_ends_at: datetime
    allow_orphans: bool = False
    practical: Mapping[str, str] = field(default_factory=dict)

    def write_on(self, row: Performance) -> None:
        """Put the values on a performance of `row.house_id`. Raises BadField, and NotFound for what that house cannot use."""
        self._check(row)
        mine = Q(house=row.house_id) | Q(shared=True) | Q(pk=row.production_id)
        production = Production.objects.filter(mine, pk=self.production).first()
        if production is None:
            raise NotFound(self.production)
        if self.season and not Season.objects.filter(pk=self.season, house=row.house_id).exists():
            raise NotFound(self.season)
        check_hall(house=row.house_id, hall=self.hall, plan=self.plan)
        row.production = production
        row.season_id, row.hall_id, row.plan_id = self.season, self.hall, self.plan
        row.starts_at, row.ends_at, row.state = self.starts_at, self.ends_at, self.state
        row.published_at, row.allow_orphans = self.published_at, self.allow_orphans
        row.sale_starts_at, row.sale_ends_at = self.sale_starts_at, self.sale_ends_at
        row.practical = texts_of(self.practical, longest=PRACTICAL_MAX)

    def _check(self, row: Performance) -> None:
        if self.state not in (*BY_HAND, row.state):
            raise BadField("state", "by_guide")
        check_period(starts_at=self.starts_at, ends_at=self.ends_at)
        if self.sale_ends_at <= self.sale_starts_at:
            raise BadField("sale_ends_at", "before_start")
        if self.sale_ends_at > self.ends_at:
            raise BadField("sale_ends_at", "after_performance")


def check_period(*, starts_at: datetime, ends_at: datetime) -> None:
    """Raises BadField when a performance would not last, or longer than a day."""
    if ends_at <= starts_at:
        raise BadField("ends_at", "before_start")
    if ends_at - starts_at > LONGEST:
        raise BadField("ends_at", "too_long")


def check_hall(*, house: int, hall: int, plan: int) -> None:
    """Raises NotFound when the hall is not the house's, BadField when the plan is not a published one of the hall."""
    if not Hall.objects.filter(pk=hall, venue__house=house).exists():
        raise NotFound(hall)
    if not SeatPlan.objects.filter(pk=plan, hall=hall).exclude(state=SeatPlan.State.DRAFT).exists():
        raise BadField("plan", "other_hall")


def columns_of(row: Performance) -> dict[str, object]:
    """What the fact of a change compares."""
    return {name: getattr(row, name) for name in COLUMNS}


def is_open(*, row: Performance, at: datetime) -> bool:
    """Somebody may have bought it: it was once on sale for everybody."""
    return row.opened_at is not None or (
        row.state == Performance.State.ON_SALE
        and row.published_at is not None
        and row.published_at <= at
        and row.sale_starts_at <= at
    )
