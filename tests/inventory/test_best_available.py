"""Best places in the order of domain.md, on a hall of straight rows of ten."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel.inventory.rules.best_available import NotEnoughPlaces, best_available
from samenspel.inventory.rules.orphans import orphans_left
from samenspel.inventory.rules.plan import PlacePoint, Plan
from samenspel.inventory.rules.wheelchair_places import companion_places


def hall(rows: int = 3, seats: int = 10) -> Plan:
    places = {}
    for row in range(rows):
        for seat in range(seats):
            no = row * seats + seat + 1
            left = no - 1 if seat else None
            right = no + 1 if seat < seats - 1 else None
            places[no] = PlacePoint(
                no, "Parterre", "ABC"[row], str(seat + 1), seat, row + 1, 1, "seat", left, right, None
            )
    return Plan(1, "zaal", rows * seats, (4.5, 0.0), {}, places)


def test_takes_the_middle_of_the_first_row() -> None:
    choice = best_available(plan=hall(), taken=frozenset(), count=2)
    assert (choice.places, choice.adjacent, choice.orphan) == ((5, 6), True, False)


def test_prefers_no_orphan_over_nearness() -> None:
    # Row A: only 4, 5, 6 are free; taking two of them leaves one alone, so row B is better.
    choice = best_available(plan=hall(), taken=frozenset({1, 2, 3, 7, 8, 9, 10}), count=2)
    assert choice.places == (15, 16)


def test_leaves_an_orphan_when_no_choice_does_not() -> None:
    plan = hall(rows=1)
    choice = best_available(plan=plan, taken=frozenset({1, 2, 3, 7, 8, 9, 10}), count=2)
    assert choice.orphan
    assert choice.adjacent


def test_splits_a_party_so_that_nobody_sits_alone() -> None:
    plan = hall(rows=2)
    # Runs of three and three: four people sit two and two, not three and one.
    taken = frozenset(plan.places) - {1, 2, 3, 11, 12, 13}
    choice = best_available(plan=plan, taken=taken, count=4)
    assert not choice.adjacent
    rows = [plan.places[no].row for no in choice.places]
    assert sorted(rows.count(row) for row in set(rows)) == [2, 2]


def test_says_how_many_are_left() -> None:
    with pytest.raises(NotEnoughPlaces) as refused:
        best_available(plan=hall(rows=1), taken=frozenset(range(1, 9)), count=3)
    assert refused.value.free == 2


@given(taken=st.frozensets(st.integers(1, 30), max_size=25), count=st.integers(1, 6))
def test_choice_is_free_and_complete_and_honest_about_orphans(taken: frozenset[int], count: int) -> None:
    plan = hall()
    if 30 - len(taken) < count:
        return
    choice = best_available(plan=plan, taken=taken, count=count)
    assert len(set(choice.places)) == count
    assert not set(choice.places) & taken
    assert choice.orphan == bool(orphans_left(plan=plan, taken=taken, chosen=set(choice.places)))


def test_pairs_wheelchair_places_with_their_companions() -> None:
    plan = hall(rows=1, seats=2)
    chair = PlacePoint(3, "Parterre", "R", "1", 0, 5, 1, "wheelchair", None, None, None)
    beside = PlacePoint(4, "Parterre", "R", "2", 1, 5, 1, "companion", None, None, 3)
    plan = Plan(1, "zaal", 4, (0, 0), {}, plan.places | {3: chair, 4: beside})
    assert companion_places(plan=plan, taken=frozenset()) == [(3, 4)]
    assert companion_places(plan=plan, taken=frozenset({4})) == [(3, None)]
    assert best_available(plan=plan, taken=frozenset(), count=2).places == (1, 2)
