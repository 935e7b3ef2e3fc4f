from math import hypot
from string import ascii_uppercase
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel.venues.rules.drawing import BadDrawing, parse
from samenspel.venues.rules.free_rows import LoosePlace, drawing_of_places
from samenspel.venues.rules.layout import LaidPlace, lay_out
from samenspel.venues.rules.place_numbers import KnownPlace, place_numbers
from samenspel.venues.rules.publishing import publish_problems
from tests.venues.halls import Document, block, drawing


def laid(**parts: Any) -> dict[str, LaidPlace]:
    return {place.key: place for place in lay_out(drawing=parse(document=drawing(**parts)))}


def problems(**parts: Any) -> list[tuple[str, str, str]]:
    document = parse(document=drawing(**parts))
    found = publish_problems(drawing=document, places=lay_out(drawing=document))
    return [(problem.path, problem.reason, problem.label) for problem in found]


def test_straight_rows_stand_around_their_origin() -> None:
    places = laid(blocks=[block(aisles=[], seats=3, rows=2, row_spacing=1.2)])

    assert [(place.x, place.y) for place in places.values()] == [
        (-1, 5), (0, 5), (1, 5), (-1, 6.2), (0, 6.2), (1, 6.2),
    ]  # fmt: skip


def test_an_aisle_moves_both_sides_and_parts_neighbours() -> None:
    row = list(laid(blocks=[block(rows=1, seats=4, aisles=[{"after": 2, "width": 1}])]).values())

    assert [place.x for place in row] == [-2, -1, 1, 2]
    assert [(place.left, place.right) for place in row] == [
        (None, "b1/1/2"), ("b1/1/1", None), (None, "b1/1/4"), ("b1/1/3", None),
    ]  # fmt: skip
    assert [place.aisle for place in row] == [False, True, True, False]


def test_rotation_is_clockwise_on_the_screen() -> None:
    row = list(laid(blocks=[block(rows=2, seats=3, aisles=[], rotation=90)]).values())

    assert [(place.x, place.y) for place in row[:3]] == [(0, 4), (0, 5), (0, 6)]
    assert row[3].x == -1


def test_a_curved_row_bends_around_the_stage() -> None:
    places = laid(blocks=[block(rows=3, seats=9, aisles=[], curve=10)])

    middle = (0, 5 - 10)
    for row, radius in ((1, 10), (2, 11), (3, 12)):
        found = [
            hypot(place.x - middle[0], place.y - middle[1])
            for key, place in places.items()
            if f"/{row}/" in key
        ]
        assert found == pytest.approx([radius] * 9, abs=0.002)
    assert places["b1/1/1"].y < places["b1/1/5"].y
    away = laid(blocks=[block(rows=3, seats=9, aisles=[], curve=-10)])
    assert away["b1/1/1"].y > away["b1/1/5"].y


def test_a_mirrored_block_keeps_left_at_the_left() -> None:
    row = list(laid(blocks=[block(rows=1, seats=3, aisles=[], mirrored=True)]).values())

    assert [(place.x, place.left, place.right) for place in row] == [
        (1, "b1/1/2", None), (0, "b1/1/3", "b1/1/1"), (-1, None, "b1/1/2"),
    ]  # fmt: skip


def test_a_table_has_a_first_and_a_last_seat() -> None:
    table = {
        "id": "t1",
        "section": "p",
        "rank": 1,
        "name": "T1",
        "centre": {"x": 0, "y": 9},
        "seats": 4,
        "width": 3,
        "depth": 3,
    }
    places = list(laid(tables=[table]).values())

    assert [(place.x, place.y, place.seat) for place in places] == [
        (0, 7.5, "1"), (1.5, 9, "2"), (0, 10.5, "3"), (-1.5, 9, "4"),
    ]  # fmt: skip
    assert sum(place.left is None for place in places) == sum(place.right is None for place in places) == 1


def test_a_long_table_has_two_sides() -> None:
    table = {
        "id": "t1", "section": "p", "rank": 1, "name": "T1", "centre": {"x": 0, "y": 9}, "seats": 5,
        "shape": "rectangle", "width": 3, "depth": 2,
    }  # fmt: skip
    places = list(laid(tables=[table]).values())

    assert [(place.x, place.y) for place in places] == [(-1, 8), (0, 8), (1, 8), (0.75, 10), (-0.75, 10)]


def test_a_standing_area_is_as_many_places_as_it_holds() -> None:
    outline = [{"x": 0, "y": 10}, {"x": 4, "y": 10}, {"x": 4, "y": 14}, {"x": 0, "y": 14}]
    area = {"id": "a1", "section": "p", "rank": 2, "capacity": 25, "outline": outline}
    places = list(laid(standing=[area]).values())

    assert len(places) == 25
    assert {(place.x, place.y, place.kind, place.text) for place in places} == {
        (2, 12, "standing", "Parterre")
    }


def test_companions_go_to_the_chair_they_name_or_the_nearest() -> None:
    kinds = [
        {"row": 1, "position": 1, "kind": "wheelchair"},
        {"row": 1, "position": 2, "kind": "companion", "companion_of": "b1/3/8"},
        {"row": 3, "position": 8, "kind": "wheelchair"},
        {"row": 3, "position": 7, "kind": "companion"},
    ]
    places = laid(blocks=[block(changes=kinds)])

    assert places["b1/1/2"].companion_of == "b1/3/8"
    assert places["b1/3/7"].companion_of == "b1/1/1"


@pytest.mark.parametrize(
    ("change", "path", "reason"),
    [
        ({"blocks": [block(rows="3")]}, "blocks[0].rows", "int_type"),
        ({"blocks": [block(seats=0)]}, "blocks[0].seats", "greater_than_equal"),
        ({"blocks": [block(colour="red")]}, "blocks[0].colour", "extra_forbidden"),
        ({"blocks": [block(section="nobody")]}, "blocks[0].section", "unknown_section"),
        ({"blocks": [block(), block()]}, "blocks[1].id", "twice"),
        ({"blocks": [block(curve=0.5)]}, "blocks[0]", "value_error"),
        ({"blocks": [block(seat_numbers={"order": "odd_left", "continuous": True})]}, "blocks[0].seat_numbers", "value_error"),
        ({"focal": {"x": float("nan"), "y": 0}}, "focal.x", "finite_number"),
        ({"background": {"picture": "//x.org/a", "at": {"x": 0, "y": 0}}}, "background.picture", "string_pattern_mismatch"),
        ({"schema": 2}, "schema", "literal_error"),
        ({"blocks": [block(rows=200, seats=200)]}, "", "too_many_places"),
        ({"ranks": [{"number": 1}, {"number": 1}]}, "ranks[1].number", "twice"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_by_its_path(change: Document, path: str, reason: str) -> None:
    with pytest.raises(BadDrawing) as caught:
        parse(document=drawing(**change))
    assert [(problem.path, problem.reason) for problem in caught.value.problems] == [(path, reason)]


@pytest.mark.parametrize("document", [None, [], "plan", 3, {"blocks": {}}])
def test_what_is_no_drawing_is_refused(document: object) -> None:
    with pytest.raises(BadDrawing):
        parse(document=document)


LOOSE = {"id": "r1", "section": "p", "name": "A", "rank": 1}
FLOOR = {
    "id": "a",
    "section": "b",
    "rank": 1,
    "capacity": 400,
    "outline": [{"x": 0, "y": 20}, {"x": 4, "y": 20}, {"x": 4, "y": 24}, {"x": 0, "y": 24}],
}


def seat(name: str, x: float, **changes: Any) -> Document:
    return {
        "id": f"q{x:g}".replace(".", "_").replace("-", "m"),
        "name": name,
        "at": {"x": x, "y": 5},
        **changes,
    }


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({}, [("", "no_places", "")]),
        ({"blocks": [block()], "focal": None}, [("focal", "no_focal", "")]),
        ({"standing": [FLOOR], "focal": None}, []),
        ({"blocks": [block()], "standing": [FLOOR], "focal": None}, [("focal", "no_focal", "")]),
        ({"blocks": [block()], "focal": {"x": 99, "y": 0}}, [("focal", "focal_outside", "")]),
        ({"blocks": [block()], "sections": [{"id": "p"}]}, [("sections[0].name", "no_section_name", "")]),
        ({"blocks": [block(rank=None)]}, [("blocks[0]", "no_rank", "Parterre A 1")]),
        ({"blocks": [block(rank=3)]}, [("blocks[0]", "unknown_rank", "Parterre A 1")]),
        ({"rows": [{**LOOSE, "seats": [seat("", 0)]}]}, [("rows[0].seats[0]", "no_label", "Parterre A")]),
        (
            {"rows": [{**LOOSE, "seats": [seat("1", 0), seat("1", 2)]}]},
            [("rows[0].seats[1]", "duplicate_label", "Parterre A 1")],
        ),
        (
            {"rows": [{**LOOSE, "seats": [seat("1", 0), seat("2", 0.5)]}]},
            [("rows[0].seats[1]", "overlap", "Parterre A 2")],
        ),
        ({"rows": [{**LOOSE, "seats": [seat("1", -31)]}]}, [("rows[0].seats[0]", "outside", "Parterre A 1")]),
        (
            {"rows": [{**LOOSE, "seats": [seat("1", 0, kind="companion")]}]},
            [("rows[0].seats[0]", "companion_alone", "Parterre A 1")],
        ),
        (
            {
                "rows": [
                    {
                        **LOOSE,
                        "seats": [
                            seat("1", 0, kind="wheelchair"),
                            seat("2", 1, kind="companion", companion_of="r1/q0"),
                            seat("3", 2, kind="companion", companion_of="r1/q0"),
                        ],
                    }
                ]
            },
            [("rows[0].seats[2]", "companion_shared", "Parterre A 3")],
        ),
    ],
)
def test_publishing_is_refused_and_says_where(parts: Document, expected: list[tuple[str, str, str]]) -> None:
    assert problems(**parts) == expected


def test_control_a_good_hall_has_no_problem() -> None:
    assert problems(blocks=[block()]) == []


@given(
    rows=st.integers(1, 8),
    seats=st.integers(1, 12),
    curve=st.sampled_from([0, 12, -30]),
    rotation=st.integers(-180, 180),
    order=st.sampled_from(["left_to_right", "right_to_left", "odd_left", "even_left"]),
    out=st.sets(st.tuples(st.integers(1, 8), st.integers(1, 12)), max_size=6),
    standing=st.integers(0, 30),
)
def test_a_plan_survives_the_way_through_loose_seats(
    rows: int, seats: int, curve: float, rotation: float, order: str, out: set[tuple[int, int]], standing: int
) -> None:
    """Places to a drawing of loose rows and back: the same labels, points, ranks and kinds."""
    changes = [{"row": row, "position": position, "taken_out": True} for row, position in sorted(out)]
    outline = [{"x": 0, "y": 40}, {"x": 4, "y": 40}, {"x": 4, "y": 44}]
    areas = (
        [{"id": "a", "section": "b", "rank": 2, "capacity": standing, "outline": outline}] if standing else []
    )
    one = block(
        rows=rows, seats=seats, curve=curve, rotation=rotation, seat_numbers={"order": order}, changes=changes
    )
    first = lay_out(drawing=parse(document=drawing(blocks=[one], standing=areas)))
    loose = [
        LoosePlace(no, p.section, p.row, p.seat, p.x, p.y, p.rank, p.kind, None, p.aisle, p.removable)
        for no, p in enumerate(first, start=1)
    ]

    second = lay_out(drawing=drawing_of_places(places=loose, focal=(0, 0)))

    def facts(places: tuple[LaidPlace, ...]) -> list[Any]:
        return [(p.label, round(p.x, 3), round(p.y, 3), p.rank, p.kind, p.aisle) for p in places]

    assert facts(second) == facts(first)


def test_numbers_stay_as_long_as_labels_do() -> None:
    places = lay_out(drawing=parse(document=drawing(blocks=[block(rows=1, seats=4, aisles=[])])))
    known = [
        KnownPlace(7, "Parterre", "A", "2", "seat"),
        KnownPlace(3, "Parterre", "A", "4", "seat"),
        KnownPlace(9, "Parterre", "Z", "1", "seat"),
    ]

    assert place_numbers(places=places, known=known, highest=12) == {
        "b1/1/1": 13, "b1/1/2": 7, "b1/1/3": 14, "b1/1/4": 3,
    }  # fmt: skip


def test_a_standing_area_that_shrinks_gives_its_highest_numbers_up() -> None:
    outline = [{"x": 0, "y": 10}, {"x": 4, "y": 10}, {"x": 4, "y": 14}]
    area = {"id": "a", "section": "p", "rank": 1, "capacity": 2, "outline": outline}
    places = lay_out(drawing=parse(document=drawing(standing=[area])))
    known = [KnownPlace(no, "Parterre", "", "", "standing") for no in (8, 2, 5)]

    assert sorted(place_numbers(places=places, known=known, highest=8).values()) == [2, 5]


def test_2500_seats_are_laid_out_and_checked_in_time() -> None:
    """Measured: 37 ms, 75 ms on a busy machine of two cores; a hundred keystrokes of an editor must not wait for it."""
    big = block(
        rows=50, seats=50, curve=60, seat_numbers={"order": "odd_left"}, aisles=[{"after": 25, "width": 1.5}]
    )
    document = drawing(blocks=[big], bounds={"x": -60, "y": -60, "width": 120, "height": 140})
    best = 9.0
    for _ in range(3):
        before = perf_counter()
        parsed = parse(document=document)
        places = lay_out(drawing=parsed)
        found = publish_problems(drawing=parsed, places=places)
        best = min(best, perf_counter() - before)
    assert len(places) == 2500
    assert found == []
    assert best < 0.5


def all_of(*kinds: str, rows: int) -> Document:
    """A block of which every seat is one of `kinds`, by turns."""
    changes = [
        {"row": row, "position": position, "kind": kinds[position % len(kinds)]}
        for row in range(1, rows + 1)
        for position in range(1, 101)
    ]
    return block(rows=rows, seats=100, aisles=[], changes=changes)


def test_a_plan_of_nothing_but_wheelchairs_and_companions_is_refused_before_they_are_compared() -> None:
    blocks = [{**all_of("wheelchair", "companion", rows=50), "id": f"b{number}"} for number in range(4)]
    with pytest.raises(BadDrawing) as caught:
        parse(document=drawing(blocks=blocks))
    assert [problem.reason for problem in caught.value.problems] == ["too_many_paired"]


def test_companions_without_wheelchairs_are_told_in_one_go() -> None:
    before = perf_counter()
    found = problems(
        blocks=[all_of("companion", rows=5)], bounds={"x": -60, "y": 0, "width": 120, "height": 50}
    )
    assert [reason for _, reason, _ in found] == ["companion_alone"] * 500
    assert perf_counter() - before < 1


def test_a_single_file_of_20000_seats_is_measured_without_comparing_all_with_all() -> None:
    places = [
        LoosePlace(no, "Zaal", str(no // 100), str(no % 100), 0, no / 2, 1, "seat") for no in range(20_000)
    ]
    before = perf_counter()
    assert drawing_of_places(places=places, focal=None).seat_size == 0.4
    assert perf_counter() - before < 5


@given(st.sets(st.tuples(st.integers(-20, 20), st.integers(-20, 20)), min_size=2, max_size=30))
def test_the_seat_size_follows_from_the_two_nearest(points: set[tuple[int, int]]) -> None:
    places = [LoosePlace(no, "Zaal", "A", str(no), x, y, 1, "seat") for no, (x, y) in enumerate(points)]
    nearest = min(hypot(a[0] - b[0], a[1] - b[1]) for a in points for b in points if a != b)
    assert drawing_of_places(places=places, focal=None).seat_size == round(nearest * 0.8, 3)


@pytest.mark.parametrize(
    "parts",
    [
        {"blocks": [block(row_names={"skip": list(ascii_uppercase)})]},
        {"sections": [{"id": "p", "name": "Par\0terre"}]},
        {"sections": [{"id": "p", "name": "Par\nterre"}]},
    ],
)
def test_what_cannot_be_laid_out_or_kept_is_no_drawing(parts: dict[str, Any]) -> None:
    with pytest.raises(BadDrawing):
        parse(document=drawing(**parts))
