"""Seat plans as one CSV file: every kind of bad file says where it is wrong, and nothing is half-loaded."""

from collections.abc import Iterator
from time import perf_counter

import pytest
from django.utils.translation import override

from samenspel.integrations.files.plan_csv import BadPlanFile, read_plan_csv, write_plan_csv
from samenspel.venues.rules.drawing import parse
from samenspel.venues.rules.layout import LaidPlace, lay_out
from tests.venues.halls import block, drawing

HEADER = "zone;rij;stoel;x;y;rang;type"


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


def read(*lines: str, header: str = HEADER, encoding: str = "utf-8") -> tuple[LaidPlace, ...]:
    content = "\r\n".join((header, *lines)).encode(encoding)
    return lay_out(drawing=read_plan_csv(content=content, file="zaal.csv"))


def problems(*lines: str, header: str = HEADER) -> list[str]:
    with pytest.raises(BadPlanFile) as caught:
        read(*lines, header=header)
    return [str(problem) for problem in caught.value.problems]


def test_seats_are_read() -> None:
    first, second = read("Parterre;A;1;0;2,5;1;normaal", "Parterre;A;2;1;2.5;2;rolstoel")

    assert (first.label, first.x, first.y, first.rank, first.kind) == (
        ("Parterre", "A", "1"), 0.0, 2.5, 1, "seat",
    )  # fmt: skip
    assert (second.kind, second.rank) == ("wheelchair", 2)
    assert first.right == second.key


def test_standing_areas_and_pairs_are_read() -> None:
    places = read(
        "Staan;;;0;9;1;staan;30", "Parterre;A;1;0;2;1;rolstoel;", "Parterre;A;2;1;2;1;begeleider;",
        header=HEADER + ";aantal",
    )  # fmt: skip

    assert sum(place.kind == "standing" for place in places) == 30
    assert [place.companion_of for place in places if place.kind == "companion"] == ["r1/p31"]


def test_a_windows_1252_file_works() -> None:
    (place,) = read("Balkon zijde één;A;1;0;2;1;normaal", encoding="cp1252")

    assert place.section == "Balkon zijde één"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["P;A;1;0;2;1;", "P;A;1;1;2;1;"], ["zaal.csv:3:stoel: Seat “P A 1” is on line 2 already."]),
        (["P;A;1;0;2;1;", "P;A;2;0;2;1;"], ["zaal.csv:3:x: Stands at the same point as the seat on line 2."]),
        (["P;A;1;=A1+1;2;1;"], ["zaal.csv:2:x: “=A1+1” is not a number like 12,5."]),
        (["=cmd|' /C calc'!A0;A;1;0;2;1;"], ["zaal.csv:2:zone: “=cmd|' /C calc'!A0” begins like a formula of a spreadsheet."]),
        (["P;@x;1;0;2;1;"], ["zaal.csv:2:rij: “@x” begins like a formula of a spreadsheet."]),
        (["P;A;+1;0;2;1;"], ["zaal.csv:2:stoel: “+1” begins like a formula of a spreadsheet."]),
        (["P;A;-1+1;0;2;1;"], ["zaal.csv:2:stoel: “-1+1” begins like a formula of a spreadsheet."]),
        (["P;A;;0;2;1;"], ["zaal.csv:2:stoel: Is empty; a seat has a number."]),
        ([";A;1;0;2;1;"], ["zaal.csv:2:zone: Is empty; it is needed."]),
        (["P;A;1;0;2;0;"], ["zaal.csv:2:rang: 0 is not between 1 and 20."]),
        (["P;A;1;0;2;1;troon"], ["zaal.csv:2:type: “troon” is not one of: normaal, rolstoel, begeleider, slecht zicht, staan."]),
        (["P;A;1;0;2;1;normaal;9"], ["zaal.csv:2: Has 8 cells, the header 7: put a text with ; in quotation marks."]),
        ([], ["zaal.csv: Has no places."]),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_line_and_column(lines: list[str], expected: list[str]) -> None:
    assert problems(*lines) == expected


def test_a_missing_column_is_told() -> None:
    assert problems("P;A;1;2;1;normaal", header="zone;rij;stoel;y;rang;type") == [
        "zaal.csv:1:x: This column is missing."
    ]


def test_commas_between_columns_are_told() -> None:
    assert problems("P,A,1", header="zone,rij,stoel") == [
        "zaal.csv:1: Has commas between the columns: save it with semicolons (;)."
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Is empty: the first line names the columns."),
        (b"zone;\x81\x8d", "Is neither UTF-8 nor Windows-1252."),
        (b"x" * 5_000_001, "Is larger than 5 MB."),
        (b"zone\trij\tstoel\tx\ty", "Has tabs between the columns: save it with semicolons (;)."),
    ],
)
def test_a_file_that_is_none_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(BadPlanFile) as caught:
        read_plan_csv(content=content, file="zaal.csv")
    assert [problem.sentence for problem in caught.value.problems] == [sentence]


def test_10_000_rows_are_read_in_time() -> None:
    """Measured: 2 s, laying out included, on a busy machine of two cores."""
    lines = [f"Zaal;{n // 100 + 1};{n % 100 + 1};{n % 100};{n // 100};1;normaal" for n in range(10_000)]
    before = perf_counter()

    places = read(*lines)

    assert len(places) == 10_000
    assert perf_counter() - before < 10


def test_what_is_written_is_read_back() -> None:
    pair = [
        {"row": 3, "position": 1, "kind": "wheelchair"},
        {"row": 3, "position": 2, "kind": "companion", "rank": 2},
    ]
    outline = [{"x": 0, "y": 20}, {"x": 4, "y": 20}, {"x": 4, "y": 24}, {"x": 0, "y": 24}]
    document = drawing(
        blocks=[block(curve=20, changes=pair)],
        standing=[{"id": "a", "section": "b", "rank": 2, "capacity": 12, "outline": outline}],
    )
    first = parse(document=document)

    again = read_plan_csv(content=write_plan_csv(drawing=first), file="zaal.csv")

    def facts(found: tuple[LaidPlace, ...]) -> list[tuple[object, ...]]:
        return sorted((p.label, p.x, p.y, p.rank or 0, p.kind) for p in found)

    assert facts(lay_out(drawing=again)) == facts(lay_out(drawing=first))


def test_what_is_written_calculates_nothing_in_a_spreadsheet() -> None:
    """And comes back as it was: a section that is called "=1+1" is somebody's joke, not ours."""
    document = drawing(blocks=[block(rows=1, seats=1)], sections=[{"id": "p", "name": "=1+1"}])

    written = write_plan_csv(drawing=parse(document=document))

    assert written.decode("utf-8-sig").splitlines()[1].startswith("'=1+1;")
    (place,) = lay_out(drawing=read_plan_csv(content=written, file="zaal.csv"))
    assert place.section == "=1+1"
