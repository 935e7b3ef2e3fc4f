"""Publish a draft as the next version of its name, and retire a version. What is published never changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean

from django.db.models import Max

from samenspel.kernel import events
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.venues.commands.drafts import changed
from samenspel.venues.commands.put_plans import PlaceData, PlanData, publish_plans
from samenspel.venues.models import Hall, Place, PlanDraft, PlanDrawing, SeatPlan
from samenspel.venues.queries.plan_drawings import draft_of, own_hall, own_plan
from samenspel.venues.rules.drawing import Drawing, parse
from samenspel.venues.rules.layout import LaidPlace, lay_out
from samenspel.venues.rules.place_numbers import KnownPlace, place_numbers
from samenspel.venues.rules.publishing import PublishProblem, publish_problems


class PlanNotReady(DomainError):
    """The drawing may not be published; `.problems` says what and where, in the order of the document."""

    def __init__(self, problems: Sequence[PublishProblem]) -> None:
        super().__init__(problems)
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Published:
    """The new version."""

    plan_id: int
    version: int
    places: int


def publish_plan(*, scope: Scope, draft: int, revision: int, by: int | None, at: datetime) -> Published:
    """Publish a draft as it was seen at `revision`; the draft is done with. All or nothing.

    The version before stays for the performances that use it. A place that keeps its label keeps its number; a number that
    any version gave is not given to another place. Appends `venues.plan.published`.

    Raises NotFound, DraftChanged, BadDrawing, PlanNotReady.
    """
    with scope.open():
        found = PlanDraft.objects.select_for_update().filter(pk=draft).first()
        if found is None:
            raise NotFound(draft)
        if found.revision != revision:
            raise changed(now=draft_of(scope=scope, draft=draft))
        drawing = parse(document=found.drawing)
        places = lay_out(drawing=drawing)
        if problems := publish_problems(drawing=drawing, places=places):
            raise PlanNotReady(problems)
        plan = _write(found, drawing, places)
        PlanDrawing.objects.create(
            plan=plan, house_id=found.house_id, drawing=found.drawing, published_by_id=by, published_at=at
        )
        found.delete()
        _tell("venues.plan.published", plan, found.house_id, at)
    return Published(plan.pk, plan.version, plan.capacity)


def retire_plan(*, scope: Scope, plan: int, at: datetime) -> None:
    """Offer a version for no new performance; those that use it keep it. Retiring twice changes nothing.

    Appends `venues.plan.retired`. Raises NotFound.
    """
    house = own_hall(scope=scope, hall=own_plan(scope=scope, plan=plan).hall_id).venue.house_id
    with scope.open():
        published = SeatPlan.objects.filter(pk=plan, state=SeatPlan.State.PUBLISHED)
        if published.update(state=SeatPlan.State.RETIRED):
            _tell("venues.plan.retired", SeatPlan.objects.get(pk=plan), house, at)


def _write(draft: PlanDraft, drawing: Drawing, places: Sequence[LaidPlace]) -> SeatPlan:
    versions = SeatPlan.objects.filter(hall=draft.hall_id, name=draft.name)
    before = versions.order_by("-version").first()
    known = Place.objects.filter(plan=before).values_list("no", "section", "row", "seat", "kind")
    highest = Place.objects.filter(plan__in=versions).aggregate(highest=Max("no"))["highest"] or 0
    numbers = place_numbers(places=places, known=[KnownPlace(*row) for row in known], highest=highest)
    version = before.version + 1 if before else 1
    publish_plans(plans=[_data(draft, version, drawing, places, numbers)])
    return versions.get(version=version)


def _data(
    draft: PlanDraft,
    version: int,
    drawing: Drawing,
    places: Sequence[LaidPlace],
    numbers: dict[str, int],
) -> PlanData:
    hall = Hall.objects.select_related("venue__house").get(pk=draft.hall_id)
    focal_x, focal_y = _focal(drawing, places)

    def no(key: str | None) -> int | None:
        return None if key is None else numbers[key]

    return PlanData(
        hall=(hall.venue.house.slug, hall.venue.slug, hall.slug),
        name=draft.name,
        version=version,
        focal_x=focal_x,
        focal_y=focal_y,
        rank_names={
            str(rank.number): {"nl": f"Rang {rank.number}", **{str(k): v for k, v in rank.name.items()}}
            for rank in drawing.ranks
        },
        places=tuple(
            PlaceData(
                no=numbers[place.key],
                section=place.section,
                row=place.row,
                seat=place.seat,
                x=place.x,
                y=place.y,
                rank=place.rank or 0,
                kind=place.kind,
                left_no=no(place.left),
                right_no=no(place.right),
                companion_of=no(place.companion_of),
                aisle=place.aisle,
                removable=place.removable,
            )
            for place in places
        ),
    )


def _focal(drawing: Drawing, places: Sequence[LaidPlace]) -> tuple[float, float]:
    """Where the best places look. Only a plan where everybody stands has none: its middle says as much."""
    if drawing.focal is not None:
        return drawing.focal.x, drawing.focal.y
    return fmean(place.x for place in places), fmean(place.y for place in places)


def _tell(kind: str, plan: SeatPlan, house: int, at: datetime) -> None:
    events.append(
        kind=kind,
        subject=str(plan.pk),
        house_id=house,
        payload={
            "hall": plan.hall_id,
            "name": plan.name,
            "version": plan.version,
            "capacity": plan.capacity,
        },
        at=at,
    )
