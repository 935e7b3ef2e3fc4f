import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel.venues.rules.neighbours import CompanionWithoutWheelchair, Spot, companions, neighbours


def row(*xs: float, kinds: str = "") -> list[Spot]:
    words = {"w": "wheelchair", "c": "companion"}
    return [
        Spot(n, "Zaal", "A", x, 0.0, words.get(kinds[n - 1 : n], "seat")) for n, x in enumerate(xs, start=1)
    ]


def test_an_aisle_parts_neighbours() -> None:
    beside = neighbours(spots=row(0, 1, 2, 3.7, 4.7))

    assert [(beside[no].left, beside[no].right) for no in (1, 2, 3, 4, 5)] == [
        (None, 2), (1, 3), (2, None), (None, 5), (4, None),
    ]  # fmt: skip


def test_a_side_box_runs_away_from_the_stage() -> None:
    box = [Spot(no, "Loge", "1", 0.1 * no, float(no), "seat") for no in (3, 1, 2)]

    assert [neighbours(spots=box)[no].right for no in (1, 2, 3)] == [2, 3, None]


@given(st.lists(st.integers(0, 30), min_size=1, max_size=30, unique=True), st.floats(0.3, 3))
def test_neighbours_point_at_each_other(places: list[int], pitch: float) -> None:
    beside = neighbours(spots=row(*(pitch * place for place in places)))

    for no, own in beside.items():
        assert own.right is None or beside[own.right].left == no
        assert own.left is None or beside[own.left].right == no


def test_each_companion_has_the_nearest_wheelchair_of_its_own() -> None:
    assert companions(spots=row(0, 1, 2, 3, kinds="wcwc")) == {2: 1, 4: 3}
    assert companions(spots=row(0, 1, 2, 3, kinds="wccw")) == {2: 1, 3: 4}


def test_a_companion_without_wheelchair_is_named() -> None:
    with pytest.raises(CompanionWithoutWheelchair) as caught:
        companions(spots=row(0, 1, 2, kinds="cwc"))
    assert caught.value.numbers in ((1,), (3,))
