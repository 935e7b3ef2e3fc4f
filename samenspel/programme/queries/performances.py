"""Performances as their house edits them, and what a form about one offers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samenspel.kernel.errors import NotFound
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from samenspel.programme.rules.bulk_edit import BulkEdit, Change, changes


@dataclass(frozen=True, slots=True)
class PerformanceFacts:
    """Everything staff writes of a performance; `saved_by` is a name."""

    id: int
    production_id: int
    title: str
    season_id: int | None
    hall_id: int
    hall: str
    venue: str
    plan_id: int
    code: str
    starts_at: datetime
    ends_at: datetime
    state: str
    published_at: datetime | None
    sale_starts_at: datetime
    sale_ends_at: datetime
    is_timeslot: bool
    allow_orphans: bool
    practical: dict[str, Any]
    notice: dict[str, Any]
    moved_from: datetime | None
    opened_at: datetime | None
    revision: int
    saved_at: datetime | None
    saved_by: str

    def is_open(self, *, at: datetime) -> bool:
        """Somebody may have bought it: its date and hall change only with them."""
        return self.opened_at is not None or (
            self.state == Performance.State.ON_SALE
            and self.published_at is not None
            and self.published_at <= at
            and self.sale_starts_at <= at
        )

    def changes(self, *, edit: BulkEdit) -> tuple[Change, ...]:
        """What an edit of many would change here."""
        return changes(
            edit=edit,
            state=self.state,
            published_at=self.published_at,
            sale_starts_at=self.sale_starts_at,
            practical=self.practical,
        )


@dataclass(frozen=True, slots=True)
class PlanChoice:
    """A seat plan that can be sold, with the hall it is of: what the form offers as "where"."""

    hall_id: int
    plan_id: int
    venue: str
    hall: str
    plan: str
    version: int
    capacity: int


READ = load(__file__, "performances_to_edit", PerformanceFacts)
PLANS = load(__file__, "plans_of_house", PlanChoice)


def performances_to_edit(
    *, scope: Scope, house: int, performances: Sequence[int] = (), production: int = 0
) -> list[PerformanceFacts]:
    """Of the house, by date: those of these ids that are there, or all of a production. One statement."""
    return READ.rows(scope=scope, house=house, performances=list(performances), production=production)


def performance_to_edit(*, scope: Scope, house: int, performance: int) -> PerformanceFacts:
    """Raises NotFound when the house does not present it."""
    rows = performances_to_edit(scope=scope, house=house, performances=[performance])
    if not rows:
        raise NotFound(performance)
    return rows[0]


def plans_of(*, scope: Scope, house: int) -> list[PlanChoice]:
    """The newest published version of each seat plan in the halls of a house. One statement."""
    return PLANS.rows(scope=scope, house=house)
