"""Publish versions of seat plans. A published version never changes: its places may be cached for good."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection

from samenspel.kernel.errors import DomainError
from samenspel.venues.commands.put_halls import HallKey, hall_ids
from samenspel.venues.models import SeatPlan

PlanKey = tuple[HallKey, str, int]
RankNames = Mapping[str, Mapping[str, str]]


class PlanIsPublished(DomainError):
    """These versions exist already and never change: publish a next version. `.plans` names them."""

    def __init__(self, plans: Sequence[PlanKey]) -> None:
        super().__init__(plans)
        self.plans = tuple(plans)


@dataclass(frozen=True, slots=True)
class PlaceData:
    """One place; see `venues.models.Place`."""

    no: int
    section: str
    row: str
    seat: str
    x: float
    y: float
    rank: int
    kind: str
    left_no: int | None = None
    right_no: int | None = None
    companion_of: int | None = None
    aisle: bool = False
    removable: bool = False


@dataclass(frozen=True, slots=True)
class PlanData:
    """One version of the places of a hall; `rank_names` is "1" -> language -> text."""

    hall: HallKey
    name: str
    version: int
    focal_x: float
    focal_y: float
    rank_names: RankNames
    places: tuple[PlaceData, ...] = field(repr=False)

    @property
    def key(self) -> PlanKey:
        return (self.hall, self.name, self.version)


def publish_plans(*, plans: Sequence[PlanData]) -> None:
    """Write new versions with all their places. About 100,000 places a second.

    Raises PlanIsPublished when one exists already, KeyError for an unknown hall.
    """
    if not plans:
        return
    known = plan_ids()
    if again := [plan.key for plan in plans if plan.key in known]:
        raise PlanIsPublished(again)
    halls = hall_ids()
    made = SeatPlan.objects.bulk_create(
        SeatPlan(
            hall_id=halls[plan.hall],
            name=plan.name,
            version=plan.version,
            state=SeatPlan.State.PUBLISHED,
            capacity=len(plan.places),
            focal_x=plan.focal_x,
            focal_y=plan.focal_y,
            rank_names=plan.rank_names,
        )
        for plan in plans
    )
    with (
        connection.cursor() as cursor,
        cursor.copy(
            "copy venues_place (plan_id, no, section, row, seat, x, y, rank, kind, left_no, right_no, companion_of, aisle,"
            " removable) from stdin"
        ) as copy,
    ):
        for plan, row in zip(plans, made, strict=True):
            for place in plan.places:
                copy.write_row((row.id, *(getattr(place, name) for name in PlaceData.__slots__)))


def plan_ids() -> dict[PlanKey, int]:
    """Every plan by ((house, venue, hall), name, version)."""
    rows = SeatPlan.objects.values_list(
        "id", "hall__venue__house__slug", "hall__venue__slug", "hall__slug", "name", "version"
    )
    return {((house, venue, hall), name, version): id_ for id_, house, venue, hall, name, version in rows}
