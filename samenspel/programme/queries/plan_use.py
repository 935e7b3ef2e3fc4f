"""Which performances still use an older version of a seat plan."""

from dataclasses import dataclass
from datetime import datetime

from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance


@dataclass(frozen=True, slots=True)
class OnOlderPlan:
    """A performance to come, and the version of the plan that it uses now."""

    id: int
    title: str
    starts_at: datetime
    version: int


def performances_on_older(
    *, scope: Scope, hall: int, name: str, plan: int, at: datetime, most: int
) -> list[OnOlderPlan]:
    """Of the houses of this scope, by date, at most `most`: those of the hall that use another version of that name."""
    with scope.open():
        rows = (
            Performance.objects.filter(
                house__in=scope.houses, hall=hall, plan__hall=hall, plan__name=name, starts_at__gt=at
            )
            .exclude(plan=plan)
            .exclude(state=Performance.State.CANCELLED)
            .order_by("starts_at", "pk")
            .values_list("pk", "production__title", "starts_at", "plan__version")[:most]
        )
        return [OnOlderPlan(*row) for row in rows]
