"""Drafts and drawings of seat plans, as their own house sees them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.venues.models import Hall, Place, PlanDraft, PlanDrawing, PlanPicture, SeatPlan
from samenspel.venues.rules.drawing import Drawing, parse
from samenspel.venues.rules.free_rows import LoosePlace, drawing_of_places

COLUMNS = ("no", "section", "row", "seat", "x", "y", "rank", "kind", "companion_of", "aisle", "removable")
"""Of a place, in the order of LoosePlace's fields."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan being drawn. `saved_by` is the name (or the address) of whoever saved it last, "" for the product itself."""

    id: int
    hall_id: int
    name: str
    revision: int
    drawing: dict[str, Any]
    saved_by: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """A published or retired version of a plan of a hall."""

    id: int
    name: str
    version: int
    state: str
    capacity: int


def own_hall(*, scope: Scope, hall: int) -> Hall:
    """The hall, when it is of a house of this scope. Raises NotFound."""
    found = Hall.objects.select_related("venue").filter(pk=hall).first()
    if found is None or not (scope.system or found.venue.house_id in scope.houses):
        raise NotFound(hall)
    return found


def own_plan(*, scope: Scope, plan: int) -> SeatPlan:
    """The plan, when its hall is of a house of this scope. Raises NotFound."""
    found = SeatPlan.objects.filter(pk=plan).first()
    if found is None:
        raise NotFound(plan)
    own_hall(scope=scope, hall=found.hall_id)
    return found


def draft_of(*, scope: Scope, draft: int) -> Draft:
    """One draft. Raises NotFound."""
    with scope.open():
        found = PlanDraft.objects.select_related("saved_by").filter(pk=draft).first()
    if found is None:
        raise NotFound(draft)
    return _draft(found)


def drafts_of(*, scope: Scope, hall: int) -> list[Draft]:
    """The drafts of a hall that this scope sees, by name."""
    with scope.open():
        return [
            _draft(draft)
            for draft in PlanDraft.objects.select_related("saved_by").filter(hall=hall).order_by("name")
        ]


def versions_of(*, hall: int) -> list[PlanVersion]:
    """What was published for a hall, newest version of each name first. Public."""
    rows = SeatPlan.objects.filter(hall=hall).order_by("name", "-version")
    return [PlanVersion(*row) for row in rows.values_list("id", "name", "version", "state", "capacity")]


def drawing_of(*, scope: Scope, plan: int) -> Drawing:
    """How a plan of an own house was drawn; one that came from a file opens as rows of loose seats. Raises NotFound."""
    found = own_plan(scope=scope, plan=plan)
    with scope.open():
        drawn = PlanDrawing.objects.filter(plan=plan).values_list("drawing", flat=True).first()
    if drawn is not None:
        return parse(document=drawn)
    rows = Place.objects.filter(plan=plan).order_by("no").values_list(*COLUMNS)
    return drawing_of_places(
        places=[LoosePlace(*row) for row in rows],
        focal=(found.focal_x, found.focal_y),
        rank_names=found.rank_names,
    )


def plan_picture(*, scope: Scope, house: int, key: str) -> bytes:
    """The WebP of a picture to trace over. Raises NotFound."""
    with scope.open():
        found = PlanPicture.objects.filter(house=house, key=key).values_list("content", flat=True).first()
    if found is None:
        raise NotFound(key)
    return bytes(found)


def _draft(found: PlanDraft) -> Draft:
    by = found.saved_by
    return Draft(
        id=found.pk,
        hall_id=found.hall_id,
        name=found.name,
        revision=found.revision,
        drawing=found.drawing,
        saved_by=(by.name or by.email) if by else "",
        saved_at=found.saved_at,
    )
