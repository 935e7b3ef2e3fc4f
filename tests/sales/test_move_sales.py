"""A next version of the plan under a performance that has sold: nothing sold is lost or doubled."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from samenspel.delivery.queries.papers import papers
from samenspel.inventory.models import Allotment, AllotmentPlace, Block, Claim
from samenspel.inventory.queries.plans import plan_of
from samenspel.kernel.errors import NotFound
from samenspel.kernel.models import Event
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from samenspel.sales.commands import move_sales as command
from samenspel.sales.commands.cancel_order import cancel_order
from samenspel.sales.commands.move_sales import HallBusy, Moved, ProposalStale, SeatNotFree, Unresolved
from samenspel.sales.models import Line, Ticket
from samenspel.sales.queries.plan_change import NotOfThisHall, plan_change
from tests.invariants.ledger_checks import broken
from tests.support.database import TestDatabase
from tests.support.redrawn import Document, hall, move, nowhere, preview, publish, put_on
from tests.support.region import NOW, Fixture, build


@pytest.fixture
def lo(db: None) -> Fixture:
    lo = build()
    put_on(lo, publish(lo, hall()))
    return lo


def out(*seats: tuple[int, int], **more: Any) -> Document:
    """The hall with these seats (row, position) taken out."""
    changes = [{"row": row, "position": position, "taken_out": True} for row, position in seats]
    return hall(block={"changes": changes, **more})


def sell(lo: Fixture, *labels: str) -> UUID:
    return lo.sell(*(lo.wish(lo.theatre, number(lo, label)) for label in labels))


def plan_now(lo: Fixture) -> int:
    with Scope.of_system().open():
        return Performance.objects.get(pk=lo.theatre.pk).plan_id


def number(lo: Fixture, label: str) -> int:
    plan = plan_of(plan_now(lo))
    return next(no for no in plan.places if plan.label(no) == f"Parterre {label}")


def seats(lo: Fixture, order: UUID) -> list[str]:
    plan = plan_of(plan_now(lo))
    with Scope.of_system().open():
        tickets = Ticket.objects.filter(order_id=order, state="valid").order_by("pk")
        return [plan.label(ticket.place_no).removeprefix("Parterre ") for ticket in tickets]


def test_whoever_keeps_a_label_keeps_the_seat(lo: Fixture) -> None:
    order = sell(lo, "A 3", "A 4")
    plan = publish(lo, out((3, 1), rows=4))

    shown = preview(lo, plan)

    assert (shown.change.conflicts, shown.unpriced) == ((), frozenset())
    assert move(lo, plan, shown) == Moved(0, 0)
    assert (seats(lo, order), plan_now(lo)) == (["A 3", "A 4"], plan)
    assert nowhere() == []


def test_a_party_whose_seats_vanish_stays_together_in_the_nearest_row(lo: Fixture) -> None:
    order = sell(lo, "B 2", "B 3")
    sell(lo, "A 1", "A 2", "A 3", "A 4")
    plan = publish(lo, out((2, 2), (2, 3)))

    shown = preview(lo, plan)

    assert [(c.label, c.reason, c.proposed_label) for c in shown.change.conflicts] == [
        ("Parterre B 2", "vanished", "Parterre C 1"),
        ("Parterre B 3", "vanished", "Parterre C 2"),
    ]
    assert move(lo, plan, shown) == Moved(1, 2)
    assert seats(lo, order) == ["C 1", "C 2"]  # C 2 and C 3 would leave C 1 alone
    assert (nowhere(), broken()) == ([], {})


def test_a_mail_can_go_and_codes_stay(lo: Fixture) -> None:
    order = sell(lo, "B 2")
    with Scope.of_system().open():
        before = list(Ticket.objects.filter(order_id=order).values_list("pk", "generation", "state"))
    plan = publish(lo, out((2, 2)))

    move(lo, plan, preview(lo, plan))

    with Scope.of_system().open():
        assert list(Ticket.objects.filter(order_id=order).values_list("pk", "generation", "state")) == before
        (fact,) = Event.objects.filter(kind="sales.order.reseated")
    (moved,) = seats(lo, order)
    assert (fact.subject, fact.house_id, fact.payload) == (
        str(order),
        lo.west.pk,
        {"performance": lo.theatre.pk, "places": [{"from": "Parterre B 2", "to": f"Parterre {moved}"}]},
    )


def test_a_renamed_row_keeps_everybody_in_the_chair(lo: Fixture) -> None:
    order = sell(lo, "B 2", "B 3")
    plan = publish(lo, hall(block={"row_shapes": [{"row": 2, "name": "BB"}]}))

    move(lo, plan, preview(lo, plan))

    assert seats(lo, order) == ["BB 2", "BB 3"]


def test_another_rank_is_told_and_the_seat_is_kept(lo: Fixture) -> None:
    order = sell(lo, "B 2")
    plan = publish(lo, hall(block={"rank": 2}))

    shown = preview(lo, plan)

    assert [(c.reason, c.proposed_label) for c in shown.change.conflicts] == [("rank", "Parterre B 2")]
    assert move(lo, plan, shown) == Moved(0, 0)
    assert seats(lo, order) == ["B 2"]


def test_a_seat_that_became_a_wheelchair_place_is_left(lo: Fixture) -> None:
    order = sell(lo, "B 2")
    plan = publish(lo, hall(block={"changes": [{"row": 2, "position": 2, "kind": "wheelchair"}]}))

    shown = preview(lo, plan)

    assert [c.reason for c in shown.change.conflicts] == ["kind"]
    move(lo, plan, shown)
    assert seats(lo, order) != ["B 2"]
    assert nowhere() == []


def test_a_wheelchair_and_its_companion_move_as_a_pair(lo: Fixture) -> None:
    def with_pairs(*pairs: tuple[int, int]) -> Document:
        changes = [
            {"row": row, "position": position + side, "kind": kind}
            for row, position in pairs
            for side, kind in enumerate(("wheelchair", "companion"))
        ]
        return hall(block={"changes": changes})

    put_on(lo, publish(lo, with_pairs((1, 1))))
    order = sell(lo, "A 1", "A 2")
    plan = publish(lo, with_pairs((3, 1), (3, 5)))

    move(lo, plan, preview(lo, plan))

    assert seats(lo, order) == ["C 1", "C 2"]


def test_nobody_moves_when_a_place_is_missing(lo: Fixture) -> None:
    order = sell(lo, "A 1", "A 2", "A 3")
    plan = publish(lo, hall(block={"rows": 1, "seats": 2, "aisles": [], "row_names": {"start": 5}}))

    shown = preview(lo, plan)

    assert len(shown.change.unresolved) == 1
    with pytest.raises(Unresolved) as caught:
        move(lo, plan, shown)
    assert caught.value.places == shown.change.unresolved
    assert seats(lo, order) == ["A 1", "A 2", "A 3"]


def test_what_changed_since_it_was_shown_is_refused(lo: Fixture) -> None:
    sell(lo, "B 2")
    plan = publish(lo, out((2, 2), (2, 3)))
    shown = preview(lo, plan)
    order = sell(lo, "B 3")

    with pytest.raises(ProposalStale):
        move(lo, plan, shown)

    assert seats(lo, order) == ["B 3"]


def test_a_proposed_seat_that_was_sold_meanwhile_is_refused(lo: Fixture) -> None:
    sell(lo, "B 2")
    plan = publish(lo, out((2, 2)))
    shown = preview(lo, plan)
    (proposed,) = shown.change.proposal.values()
    lo.sell(lo.wish(lo.theatre, proposed))

    with pytest.raises(SeatNotFree) as caught:
        move(lo, plan, shown)

    assert caught.value.places == frozenset((proposed,))
    assert broken() == {}


def test_a_person_may_choose_otherwise_but_not_twice_the_same(lo: Fixture) -> None:
    order = sell(lo, "B 2", "B 3")
    two, three, target = number(lo, "B 2"), number(lo, "B 3"), number(lo, "C 7")
    plan = publish(lo, out((2, 2), (2, 3)))
    shown = preview(lo, plan)

    for wrong in ({two: target, three: target}, {two: target, three: 999}):
        with pytest.raises(SeatNotFree):
            move(lo, plan, shown, seats=wrong)
    with pytest.raises(Unresolved):
        move(lo, plan, shown, seats={two: target})
    move(lo, plan, shown, seats={two: target, three: number(lo, "C 8")})

    assert seats(lo, order) == ["C 7", "C 8"]


def test_moving_twice_changes_nothing_the_second_time(lo: Fixture) -> None:
    sell(lo, "B 2")
    plan = publish(lo, out((2, 2)))
    shown = preview(lo, plan)

    assert move(lo, plan, shown) == Moved(1, 1)
    assert move(lo, plan, shown) == Moved(0, 0)


def test_an_open_cart_moves_too_and_one_whose_time_is_over_loses_the_place(lo: Fixture) -> None:
    late, _ = lo.take(lo.wish(lo.theatre, number(lo, "B 3")), ttl_s=60)
    cart, _ = lo.take(lo.wish(lo.theatre, number(lo, "B 2")), at=NOW + timedelta(minutes=2))
    at = NOW + timedelta(minutes=3)
    plan = publish(lo, out((2, 2), (2, 3)))

    move(lo, plan, preview(lo, plan, at), at)

    with Scope.of_system().open():
        assert not Line.objects.filter(order_id=late).exists()
        line = Line.objects.get(order_id=cart)
        assert Claim.objects.get(performance=lo.theatre).place_no == line.place_no
        assert not Event.objects.filter(kind="sales.order.reseated").exists()
    lo.check_out(cart, provider="seller", at=at)
    assert (nowhere(), broken()) == ([], {})


def test_a_cancelled_sale_can_still_be_shown(lo: Fixture) -> None:
    order = sell(lo, "B 2", "B 3")
    cancel_order(scope=Scope.of_order(order), order=order, at=NOW)
    plan = publish(lo, out((2, 2), (2, 3)))

    assert preview(lo, plan).change.conflicts == ()
    move(lo, plan, preview(lo, plan))

    assert nowhere() == []
    assert len({line.place for line in papers(scope=Scope.of_order(order), order=order)}) == 2


def test_blocks_and_allotments_move_along_or_drop_what_is_no_more(lo: Fixture) -> None:
    stay, gone = number(lo, "A 1"), number(lo, "B 2")
    with Scope.of_system().open():
        block = Block.objects.create(performance=lo.theatre, reason="technical")
        for no in (stay, gone):
            Claim.objects.create(performance=lo.theatre, place_no=no, state=3, block=block)
        allotment = Allotment.objects.create(
            performance=lo.theatre, owner=lo.west, name="Gezelschap", release_at=NOW + timedelta(days=1)
        )
        for label in ("A 2", "B 3"):
            AllotmentPlace.objects.create(
                performance=lo.theatre, place_no=number(lo, label), allotment=allotment
            )
    plan = publish(lo, out((2, 2), (2, 3)))

    shown = preview(lo, plan)
    move(lo, plan, shown)

    assert (shown.change.conflicts, len(shown.change.dropped)) == ((), 2)
    with Scope.of_system().open():
        assert list(Claim.objects.values_list("place_no", flat=True)) == [stay]
        assert AllotmentPlace.objects.get().place_no == number(lo, "A 2")


def test_numbers_that_change_with_each_other_meet_nowhere(lo: Fixture) -> None:
    """A plan under another name numbers its places anew: two sold seats take each other's number."""
    first, second = sell(lo, "A 1"), sell(lo, "C 8")
    plan = publish(
        lo, hall(block={"row_names": {"first": "back"}, "seat_numbers": {"order": "right_to_left"}}), "Om"
    )

    shown = preview(lo, plan)
    assert shown.change.conflicts == ()
    assert {number(lo, "A 1"), number(lo, "C 8")} == set(shown.change.kept.values())
    move(lo, plan, shown)

    assert (seats(lo, first), seats(lo, second)) == (["A 1"], ["C 8"])
    assert (nowhere(), broken()) == ([], {})


def test_standing_places_are_anybodys(lo: Fixture) -> None:
    def floor(capacity: int) -> Document:
        outline = [{"x": 0, "y": 20}, {"x": 4, "y": 20}, {"x": 4, "y": 24}]
        return hall(
            standing=[{"id": "a", "section": "b", "rank": 1, "capacity": capacity, "outline": outline}]
        )

    put_on(lo, publish(lo, floor(10)))
    plan = plan_of(plan_now(lo))
    highest = max(no for no, place in plan.places.items() if place.kind == "standing")
    lo.sell(lo.wish(lo.theatre, highest))
    smaller = publish(lo, floor(3))

    shown = preview(lo, smaller)

    assert shown.change.conflicts == ()
    assert move(lo, smaller, shown) == Moved(0, 0)
    assert (nowhere(), broken()) == ([], {})


def test_only_the_house_itself_and_only_plans_of_its_hall(lo: Fixture) -> None:
    plan = publish(lo, hall())

    with pytest.raises(NotFound):
        plan_change(scope=Scope.of_houses(lo.east.pk), performance=lo.theatre.pk, plan=plan, at=NOW)
    with pytest.raises(NotFound):
        command.move_sales(
            scope=Scope.of_houses(lo.east.pk),
            performance=lo.theatre.pk,
            plan=plan,
            fingerprint="",
            seats={},
            at=NOW,
        )
    with pytest.raises(NotOfThisHall):
        preview(lo, lo.concert.plan_id)


def test_a_rank_without_a_price_is_told(lo: Fixture) -> None:
    plan = publish(lo, {**hall(block={"rank": 3}), "ranks": [{"number": 3}]})

    assert preview(lo, plan).unpriced == {3}


def test_a_sale_under_way_is_waited_for_and_then_given_up(committed_db: TestDatabase) -> None:
    """The lock is real: while another connection has written a claim, the plan does not change under it."""
    lo = build()
    put_on(lo, publish(lo, hall()))
    sell(lo, "B 2")
    plan = publish(lo, out((2, 2)))
    shown = preview(lo, plan)
    before = plan_now(lo)
    with psycopg.connect(committed_db.owner.url) as other:
        other.execute(
            "insert into inventory_claim (performance_id, place_no, state, holder, until)"
            " values (%s, %s, 1, gen_random_uuid(), now())",
            [lo.theatre.pk, number(lo, "B 3")],
        )
        with pytest.raises(HallBusy):
            move(lo, plan, shown)
        assert plan_now(lo) == before
        other.rollback()
    assert move(lo, plan, shown) == Moved(1, 1)
