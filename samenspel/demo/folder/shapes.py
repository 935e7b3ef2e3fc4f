"""Halls in true shapes. Pure: a shape answers the rows of a plan file; one unit is the width of a seat.

The stage is at the top, its front edge at y = 0; the public sits below it. `FOCAL` is the middle of the stage's edge.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, sin

FOCAL = (0.0, -1.5)
AISLE = 1.2
ROW_PITCH = 1.25
LETTERS = [letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if letter != "I"]
"""Rows are lettered without I, which reads as a one."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One line of a plan file, in the order of its columns."""

    zone: str
    rij: str
    stoel: str
    x: float
    y: float
    rang: int
    type: str = "normaal"
    aantal: int = 1


@dataclass(frozen=True, slots=True)
class Shape:
    """One plan: how its file is called, what it is called, and its seats. `ranks` names them in Dutch, French, English."""

    file: str
    name: str
    seats: tuple[Seat, ...]
    ranks: tuple[str, str, str]

    @property
    def capacity(self) -> int:
        return sum(seat.aantal for seat in self.seats)


THREE_RANKS = (
    "1=Rang 1|2=Rang 2|3=Rang 3",
    "1=Catégorie 1|2=Catégorie 2|3=Catégorie 3",
    "1=Rank 1|2=Rank 2|3=Rank 3",
)
TWO_RANKS = ("1=Rang 1|2=Rang 2", "1=Catégorie 1|2=Catégorie 2", "1=Rank 1|2=Rank 2")
STANDING_RANKS = ("1=Staanplaats|2=Balkon", "1=Debout|2=Balcon", "1=Standing|2=Balcony")
MIXED_RANKS = ("1=Zitplaats|2=Staanplaats", "1=Place assise|2=Debout", "1=Seat|2=Standing")

Rank = Callable[[float, float], int]


def offsets(blocks: Sequence[int], *, centre: float) -> list[float]:
    """Distances from the middle line of one half of a row: blocks of seats with an aisle between, from the middle out."""
    found: list[float] = []
    edge = centre / 2
    for block in blocks:
        found.extend(edge + 0.5 + i for i in range(block))
        edge += block + AISLE
    return found


def arc(
    *, zone: str, row: str, radius: float, depth: float, half: Sequence[int], centre: float, rank: Rank
) -> Iterator[Seat]:
    """One curved row: odd numbers to the left of the middle, even ones to the right, counted outward."""
    for side, first in ((-1, 1), (1, 2)):
        for i, along in enumerate(offsets(half, centre=centre)):
            angle = side * along / radius
            x, y = radius * sin(angle), depth - radius * (1 - cos(angle))
            yield Seat(zone, row, str(first + 2 * i), round(x, 2), round(y, 2), rank(x, y))


def straight(
    *, zone: str, row: str, depth: float, blocks: Sequence[int], rank: Rank, left: float = 0.0
) -> Iterator[Seat]:
    """One straight row, numbered 1.. from left to right through the aisles, around the middle line."""
    width = sum(blocks) + AISLE * (len(blocks) - 1)
    x, number = left - width / 2, 0
    for block in blocks:
        for _ in range(block):
            number += 1
            yield Seat(zone, row, str(number), round(x + 0.5, 2), depth, rank(x, depth))
            x += 1
        x += AISLE


def with_chairs(seats: Sequence[Seat], *, pairs: int) -> list[Seat]:
    """The outer seats of a row become wheelchair and companion places, in turn at both ends."""
    by_x = sorted(range(len(seats)), key=lambda i: seats[i].x)
    changed = list(seats)
    for pair in range(pairs):
        at = pair // 2 * 2
        outer, inner = (by_x[at], by_x[at + 1]) if pair % 2 == 0 else (by_x[-1 - at], by_x[-2 - at])
        # The second pair the other way round: two companions sit together between two wheelchairs.
        chair, companion = (outer, inner) if at == 0 else (inner, outer)
        changed[chair] = _typed(seats[chair], "rolstoel")
        changed[companion] = _typed(seats[companion], "begeleider")
    return changed


def with_poor_view(seats: Sequence[Seat], *, each_end: int) -> list[Seat]:
    """The outermost seats of a row see the stage from behind a pillar or the proscenium; they are of the last rank."""
    by_x = sorted(range(len(seats)), key=lambda i: seats[i].x)
    ends = {*by_x[:each_end], *by_x[-each_end:]}
    return [_typed(seat, "slecht zicht", rank=3) if i in ends else seat for i, seat in enumerate(seats)]


def playhouse(
    file: str, *, rows: int, half: int, balcony_rows: int, boxes: int, centre: float = AISLE
) -> Shape:
    """An Italian playhouse: curved stalls that widen to the back, a balcony, boxes of four along both sides."""
    seats: list[Seat] = []
    depth = 2.5
    for i in range(rows):
        width = half + i // 3
        inner = width * 3 // 5
        depth = 2.5 + i * ROW_PITCH
        row = list(
            arc(
                zone="Parterre",
                row=LETTERS[i],
                radius=36 + i * ROW_PITCH,
                depth=depth,
                half=(inner, width - inner) if width > 9 else (width,),
                centre=centre,
                rank=lambda x, y: 1 if hypot(x, y) < rows * 0.72 else 2,
            )
        )
        if i == 0:
            row = with_poor_view(row, each_end=1)
        seats.extend(with_chairs(row, pairs=4) if i == rows - 1 else row)
    edge = half + rows // 3 + centre + 4.0
    for side, word in ((-1, "links"), (1, "rechts")):
        for box in range(boxes):
            y = 1.0 + box * 5.2
            kind, rank = ("slecht zicht", 3) if box == 0 else ("normaal", 2)
            x = side * (edge - box * 0.35)
            seats.extend(
                Seat(f"Loge {word}", str(box + 1), str(n + 1), round(x, 2), y + n, rank, kind)
                for n in range(4)
            )
    for i in range(balcony_rows):
        width = half + rows // 3 + 1
        back = depth + 4.5 + i * ROW_PITCH
        row = list(
            arc(
                zone="Balkon",
                row=LETTERS[i],
                radius=44 + i * ROW_PITCH,
                depth=back,
                half=(width // 2, width - width // 2),
                centre=0.0 if i % 2 else centre,
                rank=lambda x, y: 2,
            )
        )
        third = [_typed(seat, seat.type, rank=3) for seat in row] if i >= balcony_rows / 2 else row
        seats.extend(with_poor_view(third, each_end=2) if i == 0 else third)
    return Shape(file, "Zittend", tuple(seats), THREE_RANKS)


def fan(file: str, *, rows: int, half: int, curve: float = 22.0) -> Shape:
    """A theatre of one sloping fan with two aisles: strongly curved, without a balcony."""
    seats: list[Seat] = []
    for i in range(rows):
        width = half + i // 2
        row = list(
            arc(
                zone="Zaal",
                row=LETTERS[i],
                radius=curve + i * ROW_PITCH,
                depth=3.5 + i * ROW_PITCH,
                half=(width - 4, 4),
                centre=0.0,
                rank=lambda x, y: 1 if y < rows * 0.8 and abs(x) < half else 2,
            )
        )
        seats.extend(with_chairs(row, pairs=2) if i == rows - 1 else row)
    return Shape(file, "Zittend", tuple(seats), TWO_RANKS)


def tribune(file: str, *, rows: int, blocks: Sequence[int]) -> Shape:
    """A black box with a straight retractable tribune; wheelchairs stand on the floor, on the first row."""
    seats: list[Seat] = []
    for i in range(rows):
        row = list(
            straight(
                zone="Tribune", row=LETTERS[i], depth=2.0 + i * ROW_PITCH, blocks=blocks, rank=lambda x, y: 1
            )
        )
        seats.extend(with_chairs(row, pairs=1 if sum(blocks) < 12 else 2) if i == 0 else row)
    return Shape(file, "Tribune", tuple(seats), ("1=Rang 1", "1=Catégorie 1", "1=Rank 1"))


def nave(file: str, *, rows: int) -> Shape:
    """A church as a concert hall: straight rows with a middle aisle, pillars before the side aisles."""
    seats: list[Seat] = []
    for i in range(rows):
        depth = 2.0 + i * ROW_PITCH
        rank: Rank = (lambda x, y: 1) if i < rows * 0.4 else (lambda x, y: 2)
        row = list(straight(zone="Schip", row=LETTERS[i], depth=depth, blocks=(9, 9), rank=rank))
        seats.extend(with_chairs(row, pairs=4) if i == rows - 1 else row)
        for side, word in ((-1, "links"), (1, "rechts")):
            if i % 2 == 0:
                aisle = straight(
                    zone=f"Zijbeuk {word}",
                    row=LETTERS[i],
                    depth=depth,
                    blocks=(4,),
                    rank=lambda x, y: 3,
                    left=side * 14.0,
                )
                pillar = i % 6 == 0
                seats.extend(_typed(seat, "slecht zicht") if pillar else seat for seat in aisle)
    return Shape(file, "Zittend", tuple(seats), THREE_RANKS)


def tent(file: str, *, rows: int, arc_seats: int) -> Shape:
    """A circus tent: three sectors around the ring, each row longer than the one before."""
    seats: list[Seat] = []
    for sector, (word, turn) in enumerate((("A", -1.35), ("B", 0.0), ("C", 1.35))):
        for i in range(rows):
            radius = 9 + i * ROW_PITCH
            count = arc_seats + i
            row = [
                Seat(
                    f"Vak {word}",
                    str(i + 1),
                    str(n + 1),
                    round(radius * sin(angle), 2),
                    round(6 + radius * cos(angle), 2),
                    1 if i < rows / 2 else 2,
                )
                for n in range(count)
                for angle in (turn + (n - (count - 1) / 2) / radius,)
            ]
            seats.extend(with_chairs(row, pairs=2) if i == 0 and sector == 1 else row)
    return Shape(file, "Rond de piste", tuple(seats), TWO_RANKS)


def club(file: str, *, standing: int, balcony: int) -> Shape:
    """A club: everybody stands, some sit on a small balcony; wheelchairs have a platform."""
    seats = [Seat("Zaal", "", "", 0.0, 7.0, 1, "staan", standing)]
    platform = straight(
        zone="Podium rolstoelen", row="P", depth=12.0, blocks=(4,), rank=lambda x, y: 1, left=-8.0
    )
    seats.extend(with_chairs(list(platform), pairs=2))
    for i in range(2 if balcony else 0):
        seats.extend(
            straight(
                zone="Balkon",
                row=LETTERS[i],
                depth=15.0 + i * ROW_PITCH,
                blocks=(balcony // 2,),
                rank=lambda x, y: 2,
            )
        )
    return Shape(file, "Staand", tuple(seats), STANDING_RANKS)


def half_standing(file: str, *, standing: int, rows: int, blocks: Sequence[int]) -> Shape:
    """A floor to stand on before a tribune to sit on."""
    seats = [Seat("Vloer", "", "", 0.0, 4.0, 2, "staan", standing)]
    for i in range(rows):
        row = list(
            straight(
                zone="Tribune", row=LETTERS[i], depth=10.0 + i * ROW_PITCH, blocks=blocks, rank=lambda x, y: 1
            )
        )
        seats.extend(with_chairs(row, pairs=2) if i == 0 else row)
    return Shape(file, "Half staand", tuple(seats), MIXED_RANKS)


def _typed(seat: Seat, kind: str, *, rank: int | None = None) -> Seat:
    return Seat(seat.zone, seat.rij, seat.stoel, seat.x, seat.y, rank or seat.rang, kind, seat.aantal)
