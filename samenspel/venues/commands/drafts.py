"""Draw seat plans: a draft is begun, saved, thrown away; a plan is copied. One draft a name and hall, seen by its own house."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.venues.models import PlanDraft, SeatPlan
from samenspel.venues.queries.plan_drawings import Draft, draft_of, drawing_of, own_hall, own_plan
from samenspel.venues.rules.drawing import Drawing, parse

NAME_LENGTH = 120
EMPTY = {"schema": 1, "bounds": {"x": 0.0, "y": 0.0, "width": 30.0, "height": 25.0}}


class BadPlanName(DomainError):
    """A plan has a name of 1-120 characters."""


class DraftExists(DomainError):
    """A plan of this name is being drawn for this hall already; `.draft` is the one to go on with."""

    def __init__(self, draft: int) -> None:
        super().__init__(draft)
        self.draft = draft


class DraftChanged(DomainError):
    """Somebody saved in between: `.by` (a name), `.at` and `.revision` say who, when, and which revision stands now."""

    def __init__(self, *, by: str, at: datetime, revision: int) -> None:
        super().__init__(by, at, revision)
        self.by = by
        self.at = at
        self.revision = revision


def start_draft(
    *, scope: Scope, hall: int, name: str, by: int | None, at: datetime, drawing: object = None
) -> int:
    """Begin to draw a plan of a hall; answers the draft's id.

    It begins with `drawing` (a document, for example of a file), else with the newest published version of that name, else
    with an empty floor. `by` is the login. Raises NotFound, BadPlanName, DraftExists, BadDrawing.
    """
    own_hall(scope=scope, hall=hall)
    if drawing is not None:
        return _write(scope=scope, hall=hall, name=name, drawing=parse(document=drawing), by=by, at=at)
    newest = (
        SeatPlan.objects.filter(hall=hall, name=_one_line(name)).exclude(state=SeatPlan.State.DRAFT)
        .order_by("-version").first()
    )  # fmt: skip
    drawn = drawing_of(scope=scope, plan=newest.pk) if newest else parse(document=EMPTY)
    return _write(scope=scope, hall=hall, name=name, drawing=drawn, by=by, at=at)


def copy_plan(*, scope: Scope, plan: int, hall: int, name: str, by: int | None, at: datetime) -> int:
    """Begin a draft in `hall` (of an own house too) with the drawing of a published plan; answers the draft's id.

    Raises NotFound, BadPlanName, DraftExists.
    """
    own_plan(scope=scope, plan=plan)
    drawn = drawing_of(scope=scope, plan=plan)
    return _write(scope=scope, hall=hall, name=name, drawing=drawn, by=by, at=at)


def save_draft(
    *, scope: Scope, draft: int, revision: int, drawing: object, by: int | None, at: datetime
) -> int:
    """Keep a drawing, finished or not; answers the new revision. `revision` is the one that was drawn on.

    Raises NotFound, BadDrawing, DraftChanged.
    """
    document = parse(document=drawing).document()
    with scope.open():
        saved = PlanDraft.objects.filter(pk=draft, revision=revision).update(
            drawing=document, revision=F("revision") + 1, saved_by=by, saved_at=at
        )
    if not saved:
        raise changed(now=draft_of(scope=scope, draft=draft))
    return revision + 1


def discard_draft(*, scope: Scope, draft: int, revision: int) -> None:
    """Throw a draft away, as it was seen at `revision`; published versions stay. Raises NotFound, DraftChanged."""
    with scope.open():
        gone, _ = PlanDraft.objects.filter(pk=draft, revision=revision).delete()
    if not gone:
        raise changed(now=draft_of(scope=scope, draft=draft))


def changed(*, now: Draft) -> DraftChanged:
    """The refusal of whoever drew on an older revision."""
    return DraftChanged(by=now.saved_by, at=now.saved_at, revision=now.revision)


def _one_line(name: str) -> str:
    """A name that can be the name of a file too."""
    return " ".join(name.split())


def _write(*, scope: Scope, hall: int, name: str, drawing: Drawing, by: int | None, at: datetime) -> int:
    name = _one_line(name)
    if not 1 <= len(name) <= NAME_LENGTH:
        raise BadPlanName(name)
    house = own_hall(scope=scope, hall=hall).venue.house_id
    with scope.open():
        try:
            with transaction.atomic():
                made = PlanDraft.objects.create(
                    house_id=house,
                    hall_id=hall,
                    name=name,
                    drawing=drawing.document(),
                    saved_by_id=by,
                    saved_at=at,
                )
        except IntegrityError as error:
            known = PlanDraft.objects.filter(hall=hall, name=name).values_list("id", flat=True).first()
            if known is None:
                raise NotFound from error
            raise DraftExists(known) from error
    return made.pk
