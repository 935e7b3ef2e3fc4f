"""Seat plans as values. A published plan never changes, so each process reads it once."""

from dataclasses import dataclass
from typing import Any

from samenspel.inventory.rules.plan import PlacePoint, Plan
from samenspel.kernel.errors import NotFound
from samenspel.kernel.remember import Memory
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope
from samenspel.venues.models import SeatPlan

HOUR_S = 3600.0


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    name: str
    capacity: int
    focal_x: float
    focal_y: float
    rank_names: dict[str, dict[str, str]]
    places: list[list[Any]]


READ = load(__file__, "read_plan", _Row)
_plans: Memory[Plan] = Memory(ttl_s=HOUR_S, size=512)


def plan_of(plan: int) -> Plan:
    """The plan with this id, remembered by this process. Raises SeatPlan.DoesNotExist."""
    return _plans.get(plan, lambda: _read(plan))


def _read(plan: int) -> Plan:
    rows = READ.rows(scope=Scope.nobody(), plan=plan)
    if not rows:
        raise SeatPlan.DoesNotExist(plan)
    found = rows[0]
    # The columns of `places` stand in the order of PlacePoint's fields.
    places = {place[0]: PlacePoint(*place) for place in found.places}
    return Plan(
        id=found.id,
        name=found.name,
        capacity=found.capacity,
        focal=(found.focal_x, found.focal_y),
        rank_names=found.rank_names,
        places=places,
    )


def published_plan(plan: int) -> Plan:
    """The plan, when it is not a draft: what others may keep for good. Raises NotFound."""
    if not SeatPlan.objects.filter(pk=plan).exclude(state=SeatPlan.State.DRAFT).exists():
        raise NotFound(plan)
    return plan_of(plan)
