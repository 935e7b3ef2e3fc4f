"""Draw, save, publish, draw on: drafts and versions of seat plans."""

from datetime import timedelta
from typing import Any

import pytest

from samenspel.inventory.queries.plans import plan_of
from samenspel.kernel.errors import NotFound
from samenspel.kernel.models import Event
from samenspel.kernel.tenancy import Scope
from samenspel.venues.commands.drafts import (
    BadPlanName,
    DraftChanged,
    DraftExists,
    copy_plan,
    discard_draft,
    save_draft,
    start_draft,
)
from samenspel.venues.commands.publish_plan import PlanNotReady, publish_plan, retire_plan
from samenspel.venues.models import Place, PlanDraft, SeatPlan
from samenspel.venues.queries.plan_drawings import draft_of, drafts_of, drawing_of, versions_of
from samenspel.venues.rules.drawing import BadDrawing
from samenspel.venues.rules.layout import lay_out
from tests.support.region import NOW, Fixture, build
from tests.support.staff import employ
from tests.venues.halls import Document, block, drawing

HALL = drawing(blocks=[block()])


@pytest.fixture
def lo(db: None) -> Fixture:
    return build()


def west(lo: Fixture) -> Scope:
    return Scope.of_houses(lo.west.pk)


def begin(lo: Fixture, document: Document = HALL, name: str = "Zittend") -> int:
    return start_draft(scope=west(lo), hall=lo.theatre.hall_id, name=name, by=None, at=NOW, drawing=document)


def publish(lo: Fixture, document: Document = HALL, name: str = "Zittend") -> int:
    draft = begin(lo, document, name)
    return publish_plan(scope=west(lo), draft=draft, revision=1, by=None, at=NOW).plan_id


def numbers(plan: int) -> dict[str, int]:
    return {plan_of(plan).label(no): no for no in plan_of(plan).places}


def test_a_draft_is_saved_and_read_again(lo: Fixture) -> None:
    draft = begin(lo)
    changed = drawing(blocks=[block(seats=10)])

    assert save_draft(scope=west(lo), draft=draft, revision=1, drawing=changed, by=None, at=NOW) == 2

    found = draft_of(scope=west(lo), draft=draft)
    assert (found.revision, found.name, found.drawing["blocks"][0]["seats"]) == (2, "Zittend", 10)


def test_who_saved_in_between_is_named(lo: Fixture) -> None:
    draft = begin(lo)
    ada = employ("ada@westerlo.example", "house_admin", house=lo.west)
    later = NOW + timedelta(minutes=3)
    save_draft(scope=west(lo), draft=draft, revision=1, drawing=HALL, by=ada.pk, at=later)

    with pytest.raises(DraftChanged) as caught:
        save_draft(scope=west(lo), draft=draft, revision=1, drawing=drawing(), by=None, at=later)

    assert (caught.value.by, caught.value.at, caught.value.revision) == (ada.name or ada.email, later, 2)
    with pytest.raises(DraftChanged):
        publish_plan(scope=west(lo), draft=draft, revision=1, by=None, at=NOW)
    with pytest.raises(DraftChanged):
        discard_draft(scope=west(lo), draft=draft, revision=1)
    assert draft_of(scope=west(lo), draft=draft).drawing["blocks"] != []


def test_drafts_are_seen_by_their_own_house_only(lo: Fixture) -> None:
    draft = begin(lo)
    east = Scope.of_houses(lo.east.pk)

    for attempt in (
        lambda: draft_of(scope=east, draft=draft),
        lambda: save_draft(scope=east, draft=draft, revision=1, drawing=HALL, by=None, at=NOW),
        lambda: publish_plan(scope=east, draft=draft, revision=1, by=None, at=NOW),
        lambda: discard_draft(scope=east, draft=draft, revision=1),
        lambda: start_draft(scope=east, hall=lo.theatre.hall_id, name="X", by=None, at=NOW),
        lambda: copy_plan(
            scope=east, plan=lo.theatre.plan_id, hall=lo.concert.hall_id, name="X", by=None, at=NOW
        ),
        lambda: retire_plan(scope=east, plan=lo.theatre.plan_id, at=NOW),
        lambda: drawing_of(scope=east, plan=lo.theatre.plan_id),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert drafts_of(scope=east, hall=lo.theatre.hall_id) == []
    assert [found.id for found in drafts_of(scope=west(lo), hall=lo.theatre.hall_id)] == [draft]


def test_one_draft_a_name(lo: Fixture) -> None:
    draft = begin(lo)

    with pytest.raises(DraftExists) as caught:
        begin(lo)

    assert caught.value.draft == draft
    with pytest.raises(BadPlanName):
        begin(lo, name="  ")


def test_a_bad_drawing_changes_nothing(lo: Fixture) -> None:
    draft = begin(lo)

    with pytest.raises(BadDrawing):
        save_draft(scope=west(lo), draft=draft, revision=1, drawing={"schema": 1}, by=None, at=NOW)

    assert draft_of(scope=west(lo), draft=draft).revision == 1


def test_publishing_writes_places_and_ends_the_draft(lo: Fixture) -> None:
    draft = begin(lo)

    published = publish_plan(scope=west(lo), draft=draft, revision=1, by=None, at=NOW)

    assert (published.version, published.places) == (1, 24)
    plan = plan_of(published.plan_id)
    assert plan.label(1) == "Parterre A 1"
    assert (plan.places[4].left, plan.places[4].right, plan.places[5].left) == (3, None, None)
    assert Place.objects.get(plan=published.plan_id, no=4).aisle
    with west(lo).open():
        assert not PlanDraft.objects.exists()
        fact = Event.objects.get(kind="venues.plan.published")
    assert (fact.house_id, fact.subject, fact.payload["capacity"]) == (
        lo.west.pk, str(published.plan_id), 24,
    )  # fmt: skip


def test_what_is_not_ready_is_not_published(lo: Fixture) -> None:
    draft = begin(lo, drawing(blocks=[block()], focal=None))

    with pytest.raises(PlanNotReady) as caught:
        publish_plan(scope=west(lo), draft=draft, revision=1, by=None, at=NOW)

    assert [problem.reason for problem in caught.value.problems] == ["no_focal"]
    assert not SeatPlan.objects.filter(name="Zittend").exists()


def test_where_everybody_stands_nothing_is_looked_at(lo: Fixture) -> None:
    """Published without a focal point, and without one when it is opened again; the sale gets the middle of the floor."""
    corners = ((-10, 10), (10, 10), (10, 30), (-10, 30))
    floor = {
        "id": "a",
        "section": "p",
        "rank": 1,
        "capacity": 400,
        "outline": [{"x": x, "y": y} for x, y in corners],
    }

    plan = publish(lo, drawing(standing=[floor], focal=None))

    assert plan_of(plan).focal == (0, 20)
    assert (plan_of(plan).capacity, drawing_of(scope=west(lo), plan=plan).focal) == (400, None)


def test_a_next_version_keeps_the_numbers_of_labels_and_never_gives_one_again(lo: Fixture) -> None:
    first = publish(lo)
    without_b = [{"row": 2, "position": n, "taken_out": True} for n in range(1, 9)]
    second = publish(lo, drawing(blocks=[block(rows=4, changes=without_b)]))
    third = publish(lo, drawing(blocks=[block(rows=5)]))

    one, two, three = numbers(first), numbers(second), numbers(third)
    assert set(two) - set(one) == {f"Parterre D {n}" for n in range(1, 9)}
    assert {label: two[label] for label in two if label in one} == {
        label: one[label] for label in one if label in two
    }
    assert {three[f"Parterre B {n}"] for n in range(1, 9)}.isdisjoint(one.values())
    assert {label: three[label] for label in two} == two
    assert [
        version.version for version in versions_of(hall=lo.theatre.hall_id) if version.name == "Zittend"
    ] == [3, 2, 1]


def test_a_published_plan_opens_as_it_was_drawn(lo: Fixture) -> None:
    plan = publish(lo)

    draft = start_draft(scope=west(lo), hall=lo.theatre.hall_id, name="Zittend", by=None, at=NOW)

    assert draft_of(scope=west(lo), draft=draft).drawing == drawing_of(scope=west(lo), plan=plan).document()
    assert draft_of(scope=west(lo), draft=draft).drawing["blocks"][0]["id"] == "b1"


def test_a_plan_that_was_never_drawn_opens_as_rows_of_loose_seats(lo: Fixture) -> None:
    """As plans from files do: publishing it unchanged gives every place its own number again."""
    found = drawing_of(scope=west(lo), plan=lo.theatre.plan_id)

    assert [(row.name, len(row.seats)) for row in found.rows] == [
        ("A", 10), ("B", 10), ("C", 10), ("D", 10), ("E", 10), ("F", 10), ("R", 4),
    ]  # fmt: skip
    draft = copy_plan(
        scope=west(lo), plan=lo.theatre.plan_id, hall=lo.theatre.hall_id, name="Kopie", by=None, at=NOW
    )
    again = publish_plan(scope=west(lo), draft=draft, revision=1, by=None, at=NOW)

    def facts(plan: int) -> list[Any]:
        return [
            (p.no, p.section, p.row, p.seat, p.x, p.y, p.rank, p.kind, p.companion_of)
            for p in plan_of(plan).places.values()
        ]

    assert facts(again.plan_id) == facts(lo.theatre.plan_id)
    assert len(lay_out(drawing=found)) == 64


def test_a_plan_is_copied_and_retired(lo: Fixture) -> None:
    plan = publish(lo)

    draft = copy_plan(scope=west(lo), plan=plan, hall=lo.theatre.hall_id, name="Kopie", by=None, at=NOW)
    retire_plan(scope=west(lo), plan=plan, at=NOW)
    retire_plan(scope=west(lo), plan=plan, at=NOW)

    assert draft_of(scope=west(lo), draft=draft).drawing == drawing_of(scope=west(lo), plan=plan).document()
    assert SeatPlan.objects.get(pk=plan).state == "retired"
    with west(lo).open():
        assert Event.objects.filter(kind="venues.plan.retired").count() == 1


def test_a_draft_that_is_thrown_away_leaves_versions_alone(lo: Fixture) -> None:
    publish(lo)
    draft = begin(lo)

    discard_draft(scope=west(lo), draft=draft, revision=1)

    assert drafts_of(scope=west(lo), hall=lo.theatre.hall_id) == []
    assert SeatPlan.objects.filter(name="Zittend").count() == 1
