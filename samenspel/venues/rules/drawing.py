"""A seat plan as it is drawn: the document of docs/reference/seat-plan.md, and what is wrong with one, by JSON path.

A drawing may be unfinished: a row without a name, a seat without a rank, no focal point. What may be published is told by
`rules/publishing.py`. Lengths are in the plan's own unit; x runs to the right, y away from the stage; angles are degrees,
clockwise as seen on the screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi
from string import ascii_uppercase
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from samenspel.kernel.errors import DomainError

SCHEMA: Final = 1
MOST_PLACES = 20_000
MOST_PAIRED = 500
"""Wheelchair and companion places: each is compared with each, to find who belongs together."""
FAR = 100_000.0

Length = Annotated[float, Field(gt=0, le=FAR, allow_inf_nan=False)]
Coordinate = Annotated[float, Field(ge=-FAR, le=FAR, allow_inf_nan=False)]
Angle = Annotated[float, Field(ge=-360, le=360, allow_inf_nan=False)]
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")]
Rank = Annotated[int, Field(ge=1, le=20)]
PLAIN = r"^[^\x00-\x1f\x7f]*$"
"""A text of one line: what a database, a spreadsheet and an SVG all can hold."""
RowName = Annotated[str, Field(max_length=8, pattern=PLAIN)]
SeatName = Annotated[str, Field(max_length=8, pattern=PLAIN)]
SeatKind = Literal["seat", "wheelchair", "companion", "restricted"]


class Part(BaseModel):
    """A part of a drawing: nothing in it that is not known, nothing in it changes, no text is taken for a number."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Point(Part):
    x: Coordinate
    y: Coordinate


class Bounds(Part):
    """The floor of the hall: every place stands within it."""

    x: Coordinate
    y: Coordinate
    width: Length
    height: Length


class Background(Part):
    """A picture to trace over: the name of a picture of the house, never an address. `scale` is units a pixel."""

    picture: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$")]
    at: Point
    scale: Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False)] = 1.0
    rotation: Angle = 0.0
    opacity: Annotated[float, Field(ge=0, le=1)] = 0.5


class RankStyle(Part):
    """Rang: `name` by language."""

    number: Rank
    name: Annotated[
        dict[Literal["nl", "fr", "en"], Annotated[str, Field(max_length=60, pattern=PLAIN)]], Field()
    ] = {}
    colour: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] = "#777777"


class Section(Part):
    id: Id
    name: Annotated[str, Field(max_length=40, pattern=PLAIN)] = ""


class Gap(Part):
    """An aisle: `width` more than usual after that many seats (or rows)."""

    after: Annotated[int, Field(ge=1, le=500)]
    width: Length


class SeatNumbers(Part):
    """How the seats of a row are numbered.

    `odd_left`: odd numbers left and even right of the centre, both growing outward; `even_left` is its mirror. The centre is
    after `centre` seats, else the aisle nearest to the middle, else the middle. `continuous` goes on from row to row.
    `keep_gaps`: a seat that was taken out leaves its number unused.
    """

    order: Literal["left_to_right", "right_to_left", "odd_left", "even_left"] = "left_to_right"
    start: Annotated[int, Field(ge=0, le=9999)] = 1
    step: Annotated[int, Field(ge=1, le=10)] = 1
    continuous: bool = False
    centre: Annotated[int, Field(ge=0, le=500)] | None = None
    keep_gaps: bool = True

    @model_validator(mode="after")
    def _halves_count_by_row(self) -> "SeatNumbers":
        if self.order in ("odd_left", "even_left") and (self.continuous or self.step != 1 or self.start != 1):
            raise ValueError("odd and even start anew in every row, at 1 and 2")
        return self


class RowNames(Part):
    """How rows are named: letters (A ... Z, AA, BB ... ZZ, AAA) or numbers, some skipped, from the front or from the back."""

    style: Literal["letters", "numbers", "none"] = "letters"
    start: Annotated[int, Field(ge=1, le=500)] = 1
    step: Annotated[int, Field(ge=1, le=10)] = 1
    skip: Annotated[tuple[RowName, ...], Field(max_length=40, strict=False)] = ()
    first: Literal["front", "back"] = "front"

    @model_validator(mode="after")
    def _some_letter_is_left(self) -> "RowNames":
        if {name.upper() for name in self.skip} >= set(ascii_uppercase):
            raise ValueError("no letter is left to name a row")
        return self


class RowShape(Part):
    """A row of another length or name than its block: `offset` is how many seats further it begins (default: centred)."""

    row: Annotated[int, Field(ge=1, le=200)]
    seats: Annotated[int, Field(ge=0, le=500)] | None = None
    offset: Annotated[float, Field(ge=-500, le=500, allow_inf_nan=False)] | None = None
    name: RowName | None = None


class SeatChange(Part):
    """What is different about one seat of a block (`row`, `position`) or a table (`position`), counted from 1."""

    row: Annotated[int, Field(ge=1, le=200)] = 1
    position: Annotated[int, Field(ge=1, le=500)]
    taken_out: bool = False
    name: SeatName | None = None
    rank: Rank | None = None
    kind: SeatKind | None = None
    companion_of: Annotated[str, Field(max_length=60, pattern=PLAIN)] | None = None
    aisle: bool = False
    removable: bool = False


class Block(Part):
    """Straight or curved rows. `origin` is the middle of the front row before `rotation`.

    `curve` is the radius of the front row: positive bends around the stage, negative away from it, 0 is straight; rows behind
    it are concentric. `mirrored`: the first position stands at the right.
    """

    id: Id
    section: Id
    rank: Rank | None = None
    origin: Point
    rotation: Angle = 0.0
    curve: Annotated[float, Field(ge=-FAR, le=FAR, allow_inf_nan=False)] = 0.0
    mirrored: bool = False
    rows: Annotated[int, Field(ge=1, le=200)]
    seats: Annotated[int, Field(ge=1, le=500)]
    seat_spacing: Length = 1.0
    row_spacing: Length = 1.0
    stagger: Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)] = 0.0
    aisles: Annotated[tuple[Gap, ...], Field(max_length=20, strict=False)] = ()
    cross_aisles: Annotated[tuple[Gap, ...], Field(max_length=20, strict=False)] = ()
    seat_numbers: SeatNumbers = SeatNumbers()
    row_names: RowNames = RowNames()
    row_shapes: Annotated[tuple[RowShape, ...], Field(max_length=200, strict=False)] = ()
    changes: Annotated[tuple[SeatChange, ...], Field(max_length=5000, strict=False)] = ()

    @model_validator(mode="after")
    def _front_row_fits_its_circle(self) -> "Block":
        depth = (self.rows - 1) * self.row_spacing + sum(gap.width for gap in self.cross_aisles)
        if self.curve < 0 and -self.curve <= depth:
            raise ValueError("the last row would pass the middle of the circle")
        length = self.seats * self.seat_spacing + sum(gap.width for gap in self.aisles)
        if self.curve and length > 2 * pi * abs(self.curve):
            raise ValueError("the front row is longer than its circle")
        return self


class Standing(Part):
    """A standing area: `capacity` places without a number within an outline."""

    id: Id
    section: Id
    rank: Rank | None = None
    capacity: Annotated[int, Field(ge=1, le=MOST_PLACES)]
    outline: Annotated[tuple[Point, ...], Field(min_length=3, max_length=200, strict=False)]


class Table(Part):
    """A table named like a row, with seats numbered around it: clockwise from the far side, or along two long sides."""

    id: Id
    section: Id
    rank: Rank | None = None
    name: RowName = ""
    centre: Point
    rotation: Angle = 0.0
    shape: Literal["round", "rectangle"] = "round"
    width: Length = 2.0
    depth: Length = 2.0
    seats: Annotated[int, Field(ge=1, le=40)]
    start: Annotated[int, Field(ge=0, le=9999)] = 1
    changes: Annotated[tuple[SeatChange, ...], Field(max_length=40, strict=False)] = ()


class Seat(Part):
    """One seat of a loose row."""

    id: Id
    name: SeatName = ""
    at: Point
    rank: Rank | None = None
    kind: SeatKind = "seat"
    companion_of: Annotated[str, Field(max_length=60, pattern=PLAIN)] | None = None
    aisle: bool = False
    removable: bool = False


class Row(Part):
    """Loose seats of one row, each where it was put: a hall that was measured, or read from a file."""

    id: Id
    section: Id
    name: RowName = ""
    rank: Rank | None = None
    seats: Annotated[tuple[Seat, ...], Field(min_length=1, max_length=2000, strict=False)]


class Drawing(Part):
    """A whole plan. `seat_size`: two seats nearer than this overlap."""

    schema_: Annotated[Literal[1], Field(alias="schema")] = SCHEMA
    bounds: Bounds
    seat_size: Length = 0.8
    focal: Point | None = None
    stage: Annotated[tuple[Point, ...], Field(max_length=200, strict=False)] = ()
    background: Background | None = None
    ranks: Annotated[tuple[RankStyle, ...], Field(max_length=20, strict=False)] = ()
    sections: Annotated[tuple[Section, ...], Field(max_length=200, strict=False)] = ()
    blocks: Annotated[tuple[Block, ...], Field(max_length=500, strict=False)] = ()
    rows: Annotated[tuple[Row, ...], Field(max_length=MOST_PLACES, strict=False)] = ()
    tables: Annotated[tuple[Table, ...], Field(max_length=1000, strict=False)] = ()
    standing: Annotated[tuple[Standing, ...], Field(max_length=200, strict=False)] = ()

    def document(self) -> dict[str, Any]:
        """The JSON of this drawing; what has its default is left out, so that a plan of blocks stays short."""
        return {"schema": SCHEMA, **self.model_dump(mode="json", by_alias=True, exclude_defaults=True)}


@dataclass(frozen=True, slots=True)
class DrawingProblem:
    """One mistake: `path` like `blocks[2].rows`, `reason` a word that never changes, `value` what stands there."""

    path: str
    reason: str
    value: str = ""


class BadDrawing(DomainError):
    """The document is no drawing; `.problems` has every mistake."""

    def __init__(self, problems: Sequence[DrawingProblem]) -> None:
        super().__init__(problems)
        self.problems = tuple(problems)


def parse(*, document: object) -> Drawing:
    """The drawing of a JSON document. At most 20,000 places, of which 500 for wheelchairs and companions. Raises BadDrawing."""
    try:
        drawing = Drawing.model_validate(document)
    except ValidationError as error:
        raise BadDrawing([_problem(found) for found in error.errors(include_url=False)]) from error
    if problems := [*_twice(drawing), *_unknown(drawing)]:
        raise BadDrawing(problems)
    if (count := _count(drawing)) > MOST_PLACES:
        raise BadDrawing([DrawingProblem("", "too_many_places", str(count))])
    if (count := _count_paired(drawing)) > MOST_PAIRED:
        raise BadDrawing([DrawingProblem("", "too_many_paired", str(count))])
    return drawing


def seats_of(*, block: Block) -> list[int]:
    """How many positions each row of a block has, from front to back."""
    own = {shape.row: shape.seats for shape in block.row_shapes if shape.seats is not None}
    return [own.get(row, block.seats) for row in range(1, block.rows + 1)]


def path_of(*parts: str | int) -> str:
    """`blocks[2].rows` of ("blocks", 2, "rows")."""
    path = ""
    for part in parts:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path


def _problem(found: Any) -> DrawingProblem:
    value = found["msg"] if found["type"] == "value_error" else repr(found.get("input"))
    return DrawingProblem(path_of(*found["loc"]), found["type"], value[:80])


def _twice(drawing: Drawing) -> list[DrawingProblem]:
    """Ids and rank numbers that stand there twice. Blocks, rows, tables and areas share their ids: seats are named by them."""
    ids = [(path_of("sections", n, "id"), f"section {part.id}") for n, part in enumerate(drawing.sections)]
    for name in ("blocks", "rows", "tables", "standing"):
        parts: Sequence[Any] = getattr(drawing, name)
        ids += [(path_of(name, n, "id"), part.id) for n, part in enumerate(parts)]
    for n, row in enumerate(drawing.rows):
        ids += [
            (path_of("rows", n, "seats", m, "id"), f"{row.id}/{seat.id}") for m, seat in enumerate(row.seats)
        ]
    ids += [(path_of("ranks", n, "number"), f"rank {rank.number}") for n, rank in enumerate(drawing.ranks)]
    seen: set[str] = set()
    problems = []
    for path, id_ in ids:
        if id_ in seen:
            problems.append(DrawingProblem(path, "twice", id_))
        seen.add(id_)
    return problems


def _unknown(drawing: Drawing) -> list[DrawingProblem]:
    """Parts in a section that is not there."""
    known = {section.id for section in drawing.sections}
    lists: dict[str, Sequence[Any]] = {
        name: getattr(drawing, name) for name in ("blocks", "rows", "tables", "standing")
    }
    return [
        DrawingProblem(path_of(name, number, "section"), "unknown_section", part.section)
        for name, parts in lists.items()
        for number, part in enumerate(parts)
        if part.section not in known
    ]


def _count(drawing: Drawing) -> int:
    """Places at most: seats that were taken out count too."""
    return (
        sum(sum(seats_of(block=block)) for block in drawing.blocks)
        + sum(len(row.seats) for row in drawing.rows)
        + sum(table.seats for table in drawing.tables)
        + sum(area.capacity for area in drawing.standing)
    )


def _count_paired(drawing: Drawing) -> int:
    kinds = [change.kind for block in drawing.blocks for change in block.changes]
    kinds += [change.kind for table in drawing.tables for change in table.changes]
    kinds += [seat.kind for row in drawing.rows for seat in row.seats]
    return sum(kind in ("wheelchair", "companion") for kind in kinds)
