"""Seat plans as values. A published plan never changes, so each process reads it once."""

from functools import lru_cache

from samenspel.inventory.rules.plan import PlacePoint, Plan
from samenspel.venues.models import Place, SeatPlan


@lru_cache(maxsize=512)
def plan_of(plan: int) -> Plan:
    """The plan with this id, cached for good. Raises SeatPlan.DoesNotExist."""
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
