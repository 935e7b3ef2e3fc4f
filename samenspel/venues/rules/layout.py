"""A drawing to concrete places: where each stands, what it is called, who sits beside it.

Cost: one pass; 2,500 seats take about 30 ms, the parsing of their document included.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from math import cos, hypot, pi, radians, sin

from samenspel.venues.rules.drawing import (
    Block,
    Drawing,
    Point,
    Row,
    SeatChange,
    Standing,
    Table,
    path_of,
    seats_of,
)
from samenspel.venues.rules.neighbours import (
    COMPANION,
    STANDING,
    WHEELCHAIR,
    CompanionWithoutWheelchair,
    Spot,
    companions,
    neighbours,
)
from samenspel.venues.rules.numbering import block_numbers, row_names

Label = tuple[str, str, str]
AISLE_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class LaidPlace:
    """One place of a drawing. `path` is where it stands in the document, `key` how a companion names its wheelchair place.

    `left` and `right` are keys of neighbours, `companion_of` of the wheelchair place; `rank` is None while it has none.
    """

    path: str
    key: str
    section: str
    row: str
    seat: str
    x: float
    y: float
    rank: int | None
    kind: str
    aisle: bool = False
    removable: bool = False
    left: str | None = None
    right: str | None = None
    companion_of: str | None = None

    @property
    def label(self) -> Label:
        return (self.section, self.row, self.seat)

    @property
    def text(self) -> str:
        """The label as a person says it."""
        return " ".join(part for part in self.label if part)


def lay_out(*, drawing: Drawing) -> tuple[LaidPlace, ...]:
    """Every place of a drawing, finished or not: blocks first, then loose rows, tables and standing areas.

    A companion place that names no wheelchair place gets the nearest free one of its section; None when there is none.
    """
    names = {section.id: section.name for section in drawing.sections}
    places: list[LaidPlace] = []
    for number, block in enumerate(drawing.blocks):
        places += _of_block(path_of("blocks", number), names[block.section], block)
    places += _of_rows(drawing.rows, names)
    for number, table in enumerate(drawing.tables):
        places += _of_table(path_of("tables", number), names[table.section], table)
    for number, area in enumerate(drawing.standing):
        places += _of_area(path_of("standing", number), names[area.section], area)
    return _with_companions(places)


def _of_block(path: str, section: str, block: Block) -> list[LaidPlace]:
    counts = seats_of(block=block)
    offsets = _offsets(block, counts)
    changes = {(change.row, change.position): (n, change) for n, change in enumerate(block.changes)}
    there = [
        [
            (row, position) not in changes or not changes[row, position][1].taken_out
            for position in range(1, seats + 1)
        ]
        for row, seats in enumerate(counts, start=1)
    ]
    centre = _centre(block)
    left = [
        sum(offset + position + 0.5 <= centre for position in range(seats))
        for offset, seats in zip(offsets, counts, strict=True)
    ]
    numbers = block_numbers(block=block, there=there, left=left)
    names = row_names(rules=block.row_names, rows=block.rows)
    for shape in block.row_shapes:
        if shape.name is not None and shape.row <= block.rows:
            names[shape.row - 1] = shape.name
    turn = _turn(block)
    places: list[LaidPlace] = []
    for row, seats in enumerate(counts):
        gaps = [_aisles_before(block, offsets[row] + position) for position in range(seats)]
        laid: list[LaidPlace | None] = []
        for position in range(seats):
            if not there[row][position]:
                laid.append(None)
                continue
            point = turn(row, offsets[row] + position)
            where, change = changes.get((row + 1, position + 1), (None, None))
            laid.append(
                _changed(
                    LaidPlace(
                        path if where is None else path_of(path, "changes", where),
                        f"{block.id}/{row + 1}/{position + 1}",
                        section,
                        names[row],
                        str(numbers[row][position]),
                        *point,
                        block.rank,
                        "seat",
                        aisle=any(
                            0 <= beside < seats and gaps[beside] != gaps[position]
                            for beside in (position - 1, position + 1)
                        ),
                    ),
                    change,
                )
            )
        places += _side_by_side(laid, gaps)
    return places


def _offsets(block: Block, counts: Sequence[int]) -> list[float]:
    own = {shape.row: shape.offset for shape in block.row_shapes if shape.offset is not None}
    return [own.get(row, (block.seats - seats) / 2) for row, seats in enumerate(counts, start=1)]


def _centre(block: Block) -> float:
    """After how many seats of a full row the centre is."""
    if block.seat_numbers.centre is not None:
        return block.seat_numbers.centre
    middle = block.seats / 2
    return min((gap.after for gap in block.aisles), key=lambda after: abs(after - middle), default=middle)


def _aisles_before(block: Block, column: float) -> int:
    return sum(column + 0.5 > gap.after + AISLE_ROUNDING for gap in block.aisles)


@dataclass(frozen=True, slots=True)
class _Turned:
    """Where a seat of a block stands: (row from 0, column of the full row from 0) -> x, y."""

    block: Block
    cosine: float
    sine: float

    def __call__(self, row: int, column: float) -> tuple[float, float]:
        block = self.block
        along = (column - (block.seats - 1) / 2) * block.seat_spacing
        for gap in block.aisles:
            along += gap.width / 2 if column + 0.5 > gap.after + AISLE_ROUNDING else -gap.width / 2
        if row % 2:
            along += block.stagger * block.seat_spacing
        back = row * block.row_spacing + sum(gap.width for gap in block.cross_aisles if gap.after <= row)
        if block.curve > 0:
            radius = block.curve + back
            along, back = radius * sin(along / radius), radius * cos(along / radius) - block.curve
        elif block.curve < 0:
            radius = -block.curve - back
            along, back = radius * sin(along / radius), -block.curve - radius * cos(along / radius)
        if block.mirrored:
            along = -along
        return (
            _rounded(block.origin.x + along * self.cosine - back * self.sine),
            _rounded(block.origin.y + along * self.sine + back * self.cosine),
        )


def _turn(block: Block) -> _Turned:
    return _Turned(block, cos(radians(block.rotation)), sin(radians(block.rotation)))


def _rounded(length: float) -> float:
    """A thousandth of a unit: the same on every machine, and short in a file."""
    return round(length, 3) + 0.0


def _changed(place: LaidPlace, change: SeatChange | None) -> LaidPlace:
    if change is None:
        return place
    return replace(
        place,
        seat=place.seat if change.name is None else change.name,
        rank=change.rank or place.rank,
        kind=change.kind or place.kind,
        aisle=place.aisle or change.aisle,
        removable=change.removable,
        companion_of=change.companion_of,
    )


def _side_by_side(row: Sequence[LaidPlace | None], gaps: Sequence[int]) -> Iterator[LaidPlace]:
    """The places of a row with their neighbours: no aisle between, no seat taken out. Left is where x (or y) is smaller."""
    ends = [place for place in row if place is not None]
    if not ends:
        return
    across, along = ends[-1].x - ends[0].x, ends[-1].y - ends[0].y
    forward = (across if abs(across) >= abs(along) else along) >= 0
    for position, place in enumerate(row):
        if place is None:
            continue
        beside = [
            neighbour.key
            if 0 <= other < len(row)
            and gaps[other] == gaps[position]
            and (neighbour := row[other]) is not None
            else None
            for other in (position - 1, position + 1)
        ]
        left, right = beside if forward else reversed(beside)
        yield replace(place, left=left, right=right)


def _of_rows(rows: Sequence[Row], names: Mapping[str, str]) -> list[LaidPlace]:
    """Loose rows. Who sits beside whom follows from where the seats are, over all rows of one name in a section."""
    places = [
        LaidPlace(
            path_of("rows", number, "seats", position),
            f"{row.id}/{seat.id}",
            names[row.section],
            row.name,
            seat.name,
            seat.at.x,
            seat.at.y,
            seat.rank or row.rank,
            seat.kind,
            aisle=seat.aisle,
            removable=seat.removable,
            companion_of=seat.companion_of,
        )
        for number, row in enumerate(rows)
        for position, seat in enumerate(row.seats)
    ]
    beside = neighbours(spots=_spots(places))
    return [
        replace(
            place,
            left=None if (left := beside[no].left) is None else places[left - 1].key,
            right=None if (right := beside[no].right) is None else places[right - 1].key,
        )
        for no, place in enumerate(places, start=1)
    ]


def _of_table(path: str, section: str, table: Table) -> list[LaidPlace]:
    changes = {change.position: (n, change) for n, change in enumerate(table.changes)}
    cosine, sine = cos(radians(table.rotation)), sin(radians(table.rotation))
    row: list[LaidPlace | None] = []
    for position, (x, y) in enumerate(_around(table), start=1):
        where, change = changes.get(position, (None, None))
        if change is not None and change.taken_out:
            row.append(None)
            continue
        place = LaidPlace(
            path if where is None else path_of(path, "changes", where),
            f"{table.id}/{position}",
            section,
            table.name,
            str(table.start + position - 1),
            _rounded(table.centre.x + x * cosine - y * sine),
            _rounded(table.centre.y + x * sine + y * cosine),
            table.rank,
            "seat",
        )
        row.append(_changed(place, change))
    # A ring without an end would have no first seat: the last and the first are not called neighbours.
    return list(_side_by_side(row, [0] * len(row)))


def _around(table: Table) -> Iterator[tuple[float, float]]:
    if table.shape == "round":
        for seat in range(table.seats):
            turn = 2 * pi * seat / table.seats
            yield table.width / 2 * sin(turn), -table.depth / 2 * cos(turn)
        return
    far = (table.seats + 1) // 2
    for side, seats in ((-1, far), (1, table.seats - far)):
        for seat in range(seats):
            yield -side * ((seat + 0.5) / seats - 0.5) * table.width, side * table.depth / 2


def _of_area(path: str, section: str, area: Standing) -> list[LaidPlace]:
    x, y = (round(length, 6) + 0.0 for length in centre_of(outline=area.outline))
    return [
        LaidPlace(path, f"{area.id}/{number}", section, "", "", x, y, area.rank, STANDING)
        for number in range(1, area.capacity + 1)
    ]


def centre_of(*, outline: Sequence[Point]) -> tuple[float, float]:
    """The centre of gravity of an outline; the middle of its corners when it has no surface."""
    doubled = x = y = 0.0
    for a, b in zip(outline, (*outline[1:], outline[0]), strict=True):
        cross = a.x * b.y - b.x * a.y
        doubled += cross
        x += (a.x + b.x) * cross
        y += (a.y + b.y) * cross
    if abs(doubled) < AISLE_ROUNDING:
        return (
            sum(corner.x for corner in outline) / len(outline),
            sum(corner.y for corner in outline) / len(outline),
        )
    return x / (3 * doubled), y / (3 * doubled)


def _spots(places: Sequence[LaidPlace]) -> list[Spot]:
    return [
        Spot(no, place.section, place.row, place.x, place.y, place.kind)
        for no, place in enumerate(places, start=1)
    ]


def _with_companions(places: list[LaidPlace]) -> tuple[LaidPlace, ...]:
    """Companion places with the wheelchair place they named, or the nearest one that nobody named."""
    chairs = {place.key for place in places if place.kind == WHEELCHAIR}
    named = {place.companion_of for place in places if place.kind == COMPANION}
    open_ = [
        spot
        for spot, place in zip(_spots(places), places, strict=True)
        if (place.kind == WHEELCHAIR and place.key not in named)
        or (place.kind == COMPANION and place.companion_of is None)
    ]
    try:
        pairs = companions(spots=open_)
    except CompanionWithoutWheelchair as error:
        alone = set(error.numbers)
        pairs = companions(spots=[spot for spot in open_ if spot.no not in alone])
    return tuple(
        replace(place, companion_of=_chair(place, chairs, places[pairs[no] - 1].key if no in pairs else None))
        if place.kind == COMPANION or place.companion_of
        else place
        for no, place in enumerate(places, start=1)
    )


def _chair(place: LaidPlace, chairs: Set[str], nearest: str | None) -> str | None:
    if place.kind != COMPANION:
        return None
    return nearest or (place.companion_of if place.companion_of in chairs else None)


def apart(a: LaidPlace, b: LaidPlace) -> float:
    """The distance between two places."""
    return hypot(a.x - b.x, a.y - b.y)
