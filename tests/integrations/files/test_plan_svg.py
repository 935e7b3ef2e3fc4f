"""Seat plans as a picture: seats are found, whatever could run or fetch is refused with a reason."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from samenspel.integrations.files.plan_csv import BadPlanFile
from samenspel.integrations.files.plan_svg import read_plan_svg, write_plan_svg
from samenspel.venues.rules.drawing import Drawing, parse
from samenspel.venues.rules.layout import LaidPlace, lay_out
from tests.venues.halls import block, drawing

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def read(inside: str) -> Drawing:
    return read_plan_svg(content=f"{OPEN}{inside}</svg>".encode(), file="zaal.svg")


def problems(content: bytes | str) -> list[str]:
    raw = content if isinstance(content, bytes) else f"{OPEN}{content}</svg>".encode()
    with pytest.raises(BadPlanFile) as caught:
        read_plan_svg(content=raw, file="zaal.svg")
    return [str(problem) for problem in caught.value.problems]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


SEAT = '<circle cx="1" cy="2" r="1" data-seat="1"/>'


def test_seats_have_data_or_an_id() -> None:
    found = read(
        '<g data-section="Balkon" data-rank="2"><circle cx="1" cy="2" r="3" data-row="A" data-seat="1" data-kind="rolstoel"/></g>'
        '<rect x="10" y="20" width="4" height="2" id="Parterre_B_12"/>'
        '<path d="M0 0"/><rect x="0" y="0" width="99" height="1" id="podium"/>'
        '<circle id="focal" cx="5" cy="0" r="1"/>'
        '<rect x="0" y="30" width="10" height="10" data-section="Staan" data-capacity="7"/>'
    )
    places = [(p.label, p.x, p.y, p.rank, p.kind) for p in lay_out(drawing=found)]

    assert places[:2] == [
        (("Balkon", "A", "1"), 1, 2, 2, "wheelchair"),
        (("Parterre", "B", "12"), 12, 21, 1, "seat"),
    ]
    assert places[2:] == [(("Staan", "", ""), 5, 35, 1, "standing")] * 7
    assert found.focal is not None
    assert (found.focal.x, found.focal.y) == (5, 0)


@pytest.mark.parametrize(
    ("transform", "expected"),
    [
        ("translate(10, 20)", (11, 22)),
        ("scale(2)", (2, 4)),
        ("rotate(90)", (-2, 1)),
        ("rotate(180 1 1)", (1, 0)),
        ("matrix(1 0 0 1 5 6)", (6, 8)),
        ("translate(10) scale(2,3)", (12, 6)),
    ],
)
def test_transforms_of_groups_are_followed(transform: str, expected: tuple[float, float]) -> None:
    (place,) = lay_out(drawing=read(f'<g transform="{transform}">{SEAT}</g>'))

    assert (place.x, place.y) == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize(
    ("inside", "sentence"),
    [
        (f"<script>alert(1)</script>{SEAT}", "script: Has a <script> in it; a seat plan has none."),
        ('<circle cx="1" cy="2" r="1" data-seat="1" onload="x()"/>', "circle: Has a script in it (onload)."),
        (f'<a href="javascript:x()">{SEAT}</a>', "a: Refers to something outside of the file."),
        (f'<image xlink:href="http://x.example/a.png"/>{SEAT}', "image: Refers to something outside of the file."),
        (f'<g style="fill:url(http://x.example/a)">{SEAT}</g>', "g: Refers to something outside of the file (style)."),
        (f"<style>@import 'x.css'</style>{SEAT}", "style: Its style refers to something outside of the file."),
        (f"<foreignObject/>{SEAT}", "foreignObject: Has a <foreignObject> in it; a seat plan has none."),
        ("<path/>", "svg: Has no seats: give each a data-seat, or an id like Parterre_A_12."),
        (SEAT + SEAT, "circle: Seat “Zaal 1” is there twice."),
        (SEAT.replace('cx="1"', 'cx="50%"'), "circle: Its cx “50%” is not a length in pixels."),
        (f'<g transform="fly(1)">{SEAT}</g>', "g: The transform “fly” with 1 numbers is not known."),
        (SEAT.replace("/>", ' data-rank="goud"/>'), "circle: The rank “goud” is not a number from 1 to 20."),
        (SEAT.replace("/>", ' data-kind="troon"/>'), "circle: “troon” is not one of: seat, wheelchair, companion, restricted."),
        (SEAT.replace('seat="1"', 'seat="1234567890"'), "circle: Has 10 characters; at most 8 fit."),
        ('<rect data-capacity="0"/>', "rect: The capacity “0” is not a number from 1 to 20000."),
        ('<rect data-capacity="99999"/>', "rect: The capacity “99999” is not a number from 1 to 20000."),
    ],
)  # fmt: skip
def test_a_bad_picture_is_refused_with_a_reason(inside: str, sentence: str) -> None:
    assert problems(inside) == [f"zaal.svg:1:{sentence}"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"not a picture", "zaal.svg:1:1: Is not well-formed XML."),
        (b"\x89PNG\r\n", "zaal.svg:1:1: Is not well-formed XML."),
        (b"<html/>", "zaal.svg:1:html: Is not an SVG picture."),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "zaal.svg:1:DOCTYPE: Defines entities of its own."),
        (b" " * 5_000_001, "zaal.svg: Is larger than 5 MB."),
        (b'<?xml version="1.0" encoding="klingon"?><svg/>', "zaal.svg:1:encoding: Is in a character set that cannot be read."),
    ],
)  # fmt: skip
def test_what_is_no_picture_is_refused(content: bytes, said: str) -> None:
    assert problems(content) == [said]


def test_a_mistake_is_told_with_its_line() -> None:
    bomb = b'<!DOCTYPE svg [\n<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<svg>&a;</svg>'

    assert problems(f"\n\n{SEAT}\n<g>\n<script/></g>") == [
        "zaal.svg:5:script: Has a <script> in it; a seat plan has none."
    ]
    assert problems(bomb) == ["zaal.svg:2:DOCTYPE: Defines entities of its own."]


def test_an_embedded_picture_is_left_out() -> None:
    assert len(lay_out(drawing=read(f'<image href="data:image/png;base64,AAAA"/>{SEAT}'))) == 1


def test_what_is_written_is_read_back() -> None:
    outline = [{"x": 0, "y": 20}, {"x": 4, "y": 20}, {"x": 4, "y": 24}, {"x": 0, "y": 24}]
    document = drawing(
        blocks=[block(curve=20, changes=[{"row": 3, "position": 1, "kind": "wheelchair", "name": '1"<&'}])],
        standing=[{"id": "a", "section": "b", "rank": 2, "capacity": 12, "outline": outline}],
    )
    first = parse(document=document)

    again = read_plan_svg(content=write_plan_svg(drawing=first).encode(), file="zaal.svg")

    def facts(found: tuple[LaidPlace, ...]) -> list[tuple[object, ...]]:
        return sorted((p.label, p.x, p.y, p.rank or 0, p.kind) for p in found)

    assert facts(lay_out(drawing=again)) == facts(lay_out(drawing=first))
    assert again.focal == first.focal
