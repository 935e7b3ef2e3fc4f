"""Good places for parties with wheelchair users, on a row of seats with two pairs behind it."""

import pytest

from samenspel.inventory.rules.orphans import orphans_left
from samenspel.inventory.rules.plan import PlacePoint, Plan
from samenspel.inventory.rules.wheelchair_places import (
    NotEnoughWheelchairPlaces,
    best_with_wheelchairs,
    companion_places,
)


def hall() -> Plan:
    """Seats 1-10 in row A; chairs 11 and 13 with companion places 12 and 14; chair 15, the nearest, without one."""
    places = {
        no: PlacePoint(
            no,
            "",
            "A",
            str(no),
            no,
            1,
            1,
            "seat",
            no - 1 if no > 1 else None,
            no + 1 if no < 10 else None,
            None,
        )
        for no in range(1, 11)
    }
    for no, x, companion_of in ((11, 8, None), (12, 9, 11), (13, 1, None), (14, 2, 13), (15, 5, None)):
        kind = "wheelchair" if companion_of is None else "companion"
        places[no] = PlacePoint(no, "", "R", str(no), x, 2, 2, kind, None, None, companion_of)
    return Plan(1, "zaal", 15, (5.5, 0.0), {}, places)


@pytest.mark.parametrize(
    ("count", "wheelchairs", "taken", "places"),
    [
        (1, 1, (), (15,)),
        (2, 1, (), (11, 12)),
        (2, 1, (11,), (13, 14)),
        (2, 2, (), (15, 11)),
        (4, 2, (), (11, 13, 12, 14)),
        (4, 1, (), (11, 12, 7, 8)),
        (2, 1, (12, 14), (15, 5)),
    ],
)
def test_party_sits_together_as_far_as_the_hall_allows(
    count: int, wheelchairs: int, taken: tuple[int, ...], places: tuple[int, ...]
) -> None:
    choice = best_with_wheelchairs(plan=hall(), taken=frozenset(taken), count=count, wheelchairs=wheelchairs)
    assert choice.places == places


def test_says_how_many_wheelchair_places_are_left() -> None:
    with pytest.raises(NotEnoughWheelchairPlaces) as refused:
        best_with_wheelchairs(plan=hall(), taken=frozenset((11,)), count=3, wheelchairs=3)
    assert refused.value.free == 2
    with pytest.raises(NotEnoughWheelchairPlaces):
        best_with_wheelchairs(plan=hall(), taken=frozenset(), count=1, wheelchairs=1, ranks={1})


def test_companion_place_is_offered_while_it_is_free() -> None:
    assert companion_places(plan=hall(), taken=frozenset((12, 15))) == [(11, None), (13, 14)]


def test_taking_a_wheelchair_place_makes_no_seat_beside_it_an_orphan() -> None:
    chair = PlacePoint(2, "", "A", "2", 2, 1, 1, "wheelchair", 1, None, None)
    seat = PlacePoint(1, "", "A", "1", 1, 1, 1, "seat", None, 2, None)
    plan = Plan(1, "zaal", 2, (0, 0), {}, {1: seat, 2: chair})
    assert orphans_left(plan=plan, taken=frozenset(), chosen={2}) == frozenset()
