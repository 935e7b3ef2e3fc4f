"""Each way of numbering against labels written by hand."""

from typing import Any

import pytest

from samenspel.venues.rules.drawing import parse
from samenspel.venues.rules.layout import lay_out
from tests.venues.halls import block, drawing


def labels(**changes: Any) -> list[str]:
    """Each row of one block from front to back, as it is read from left to right."""
    rows: dict[str, list[tuple[float, float, str]]] = {}
    for place in lay_out(drawing=parse(document=drawing(blocks=[block(**changes)]))):
        rows.setdefault(place.row, []).append((place.y, place.x, place.seat))
    ordered = sorted(rows.items(), key=lambda item: min(item[1]))
    return [f"{name}: {' '.join(seat for _, _, seat in sorted(row))}" for name, row in ordered]


@pytest.mark.parametrize(
    ("seat_numbers", "expected"),
    [
        ({}, ["A: 1 2 3 4 5 6 7 8", "B: 1 2 3 4 5 6 7 8", "C: 1 2 3 4 5 6 7 8"]),
        (
            {"order": "right_to_left"},
            ["A: 8 7 6 5 4 3 2 1", "B: 8 7 6 5 4 3 2 1", "C: 8 7 6 5 4 3 2 1"],
        ),
        (
            {"order": "odd_left"},
            ["A: 7 5 3 1 2 4 6 8", "B: 7 5 3 1 2 4 6 8", "C: 7 5 3 1 2 4 6 8"],
        ),
        (
            {"order": "even_left"},
            ["A: 8 6 4 2 1 3 5 7", "B: 8 6 4 2 1 3 5 7", "C: 8 6 4 2 1 3 5 7"],
        ),
        (
            {"continuous": True},
            ["A: 1 2 3 4 5 6 7 8", "B: 9 10 11 12 13 14 15 16", "C: 17 18 19 20 21 22 23 24"],
        ),
        (
            {"order": "right_to_left", "continuous": True, "start": 101},
            [
                "A: 108 107 106 105 104 103 102 101",
                "B: 116 115 114 113 112 111 110 109",
                "C: 124 123 122 121 120 119 118 117",
            ],
        ),
        (
            {"start": 2, "step": 2},
            ["A: 2 4 6 8 10 12 14 16", "B: 2 4 6 8 10 12 14 16", "C: 2 4 6 8 10 12 14 16"],
        ),
        (
            {"order": "odd_left", "centre": 2},
            ["A: 3 1 2 4 6 8 10 12", "B: 3 1 2 4 6 8 10 12", "C: 3 1 2 4 6 8 10 12"],
        ),
    ],
)
def test_seats_are_numbered(seat_numbers: dict[str, Any], expected: list[str]) -> None:
    assert labels(seat_numbers=seat_numbers) == expected


def test_a_mirrored_block_is_numbered_from_the_other_side() -> None:
    assert labels(mirrored=True, rows=1) == ["A: 8 7 6 5 4 3 2 1"]
    assert labels(mirrored=True, rows=1, seat_numbers={"order": "odd_left"}) == ["A: 8 6 4 2 1 3 5 7"]


def test_shorter_rows_keep_the_centre_aisle() -> None:
    assert labels(
        seat_numbers={"order": "odd_left"},
        row_shapes=[{"row": 1, "seats": 4}, {"row": 2, "seats": 6}, {"row": 3, "seats": 5, "offset": 0}],
    ) == ["A: 3 1 2 4", "B: 5 3 1 2 4 6", "C: 7 5 3 1 2"]


def test_a_seat_that_was_taken_out_leaves_a_gap_or_not() -> None:
    out = [{"row": 1, "position": 3, "taken_out": True}]

    assert labels(rows=1, changes=out) == ["A: 1 2 4 5 6 7 8"]
    assert labels(rows=1, changes=out, seat_numbers={"keep_gaps": False}) == ["A: 1 2 3 4 5 6 7"]


@pytest.mark.parametrize(
    ("row_names", "expected"),
    [
        ({"skip": ["I", "O"]}, "A B C D E F G H J K L M N P Q R S T U V W X Y Z AA BB CC DD"),
        ({"skip": ["I"], "start": 20}, "U V W X Y Z AA BB CC DD EE FF GG HH JJ KK LL MM"),
        ({"style": "numbers"}, "1 2 3 4 5 6 7 8 9 10 11 12 13 14"),
        ({"style": "numbers", "skip": ["13"], "start": 11}, "11 12 14 15"),
        ({"style": "numbers", "start": 1, "step": 2}, "1 3 5 7"),
        ({"first": "back"}, "E D C B A"),
        ({"style": "numbers", "first": "back"}, "3 2 1"),
    ],
)
def test_rows_are_named(row_names: dict[str, Any], expected: str) -> None:
    names = expected.split()

    found = labels(rows=len(names), row_names=row_names)

    assert [line.split(":")[0] for line in found] == names


def test_continuous_numbers_follow_the_names_of_the_rows() -> None:
    assert labels(
        rows=2, seats=4, aisles=[], row_names={"first": "back"}, seat_numbers={"continuous": True}
    ) == ["B: 5 6 7 8", "A: 1 2 3 4"]


def test_a_row_may_have_a_name_of_its_own() -> None:
    shapes = [{"row": 2, "name": "BIS", "seats": 2}]

    assert labels(rows=2, seats=4, aisles=[], row_shapes=shapes) == ["A: 1 2 3 4", "BIS: 1 2"]
