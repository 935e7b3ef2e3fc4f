"""Seat plans as values. A published plan never changes, so each process reads it once."""

from samenspel.inventory.rules.plan import PlacePoint, Plan
from samenspel.kernel.errors import NotFound
from samenspel.kernel.remember import Memory
from samenspel.venues.models import Place, SeatPlan

HOUR_S = 3600.0
_plans: Memory[Plan] = Memory(ttl_s=HOUR_S, size=512)


def plan_of(plan: int) -> Plan:
    """The plan with this id, remembered by this process. Raises SeatPlan.DoesNotExist."""
    return _plans.get(plan, lambda: _read(plan))


def _read(plan: int) -> Plan:
    found = SeatPlan.objects.get(pk=plan)
    places = {
        place.no: PlacePoint(
            no=place.no,
            section=place.section,
            row=place.row,
            seat=place.seat,
            x=place.x,
            y=place.y,
            rank=place.rank,
            kind=place.kind,
            left=place.left_no,
            right=place.right_no,
            companion_of=place.companion_of,
        )
        for place in Place.objects.filter(plan=found).order_by("no")
    }
    return Plan(
        id=found.pk,
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
