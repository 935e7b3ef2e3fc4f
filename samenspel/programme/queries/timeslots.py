"""The timeslots of a production as they are planned now: what the form of their grid begins with."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from samenspel.programme.rules.timeslots import Grid, grid_of


@dataclass(frozen=True, slots=True)
class PlannedSlots:
    """`grid` has exactly these slots; `last` is the id of the latest one, the rest is what most or the latest of them have."""

    grid: Grid
    last: int
    hall_id: int
    plan_id: int
    place: str
    season_id: int | None
    state: str
    published_at: datetime | None
    sale_starts_at: datetime
    exchange_min: int | None
    group_min: int | None
    group_max: int | None
    walk_ins_take_places: bool


def planned_slots(*, scope: Scope, house: int, production: int, at: datetime) -> PlannedSlots | None:
    """From the first moment of today on, in the hall of most of them; None when none is to come. One statement."""
    today = at.astimezone(BRUSSELS).replace(hour=0, minute=0, second=0, microsecond=0)
    with scope.open():
        rows = list(
            Performance.objects.filter(
                house=house, production=production, is_timeslot=True, starts_at__gte=today
            )
            .exclude(state=Performance.State.CANCELLED)
            .select_related("hall__venue")
            .order_by("starts_at", "pk")
        )
    if not rows or rows[-1].starts_at <= at:
        return None
    hall = Counter(row.hall_id for row in rows).most_common(1)[0][0]
    slots = [row for row in rows if row.hall_id == hall]
    duration, _times = Counter(row.ends_at - row.starts_at for row in slots).most_common(1)[0]
    grid = grid_of(starts=[row.starts_at for row in slots], duration_min=duration.seconds // 60 or 1440)
    assert grid is not None  # there are slots
    last = slots[-1]
    return PlannedSlots(
        grid=grid,
        last=last.pk,
        hall_id=hall,
        plan_id=Counter(row.plan_id for row in slots).most_common(1)[0][0],
        place=f"{last.hall.venue.name}, {last.hall.name}",
        season_id=last.season_id,
        state=last.state,
        published_at=last.published_at,
        sale_starts_at=last.sale_starts_at,
        exchange_min=last.exchange_min,
        group_min=last.group_min,
        group_max=last.group_max,
        walk_ins_take_places=last.walk_ins_take_places,
    )
