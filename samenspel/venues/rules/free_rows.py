"""Concrete places back to a drawing: a plan that came from a file opens as rows of loose seats and standing areas."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import dist, inf, sqrt

from samenspel.venues.rules.drawing import Bounds, Drawing, parse
from samenspel.venues.rules.drawing import Point as At
from samenspel.venues.rules.neighbours import STANDING

SEAT_OF_PITCH = 0.8
"""A seat is at most this part of the smallest distance between two seats of a plan."""

COLOURS = ("#1f4e5f", "#b3261e", "#c77700", "#386641", "#6a4c93", "#8d6e63")
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class LoosePlace:
    """One place as a file or a published plan has it. `companion_of` is the `no` of a wheelchair place."""

    no: int
    section: str
    row: str
    seat: str
    x: float
    y: float
    rank: int | None
    kind: str
    companion_of: int | None = None
    aisle: bool = False
    removable: bool = False


def drawing_of_places(
    *,
    places: Sequence[LoosePlace],
    focal: Point | None,
    rank_names: Mapping[str, Mapping[str, str]] | None = None,
) -> Drawing:
    """A drawing that lays out to exactly these places, in the same order within their rows.

    Raises BadDrawing for places that no drawing can hold (a section of more than 40 characters, an infinite coordinate).
    """
    section_ids = {name: f"s{n}" for n, name in enumerate(dict.fromkeys(p.section for p in places), start=1)}
    rows: dict[tuple[str, str], list[LoosePlace]] = {}
    areas: dict[tuple[str, float, float, int | None], int] = {}
    for place in places:
        if place.kind == STANDING:
            area = (place.section, place.x, place.y, place.rank)
            areas[area] = areas.get(area, 0) + 1
        else:
            rows.setdefault((place.section, place.row), []).append(place)
    row_of = {place.no: f"r{n}" for n, row in enumerate(rows.values(), start=1) for place in row}
    size = _seat_size(places)
    ranks = sorted({place.rank for place in places if place.rank is not None})
    document = {
        "schema": 1,
        "bounds": _bounds(places, focal, size),
        "seat_size": size,
        "focal": None if focal is None else {"x": focal[0], "y": focal[1]},
        "ranks": [
            {
                "number": rank,
                "name": dict((rank_names or {}).get(str(rank), {})) or {"nl": f"Rang {rank}"},
                "colour": COLOURS[(rank - 1) % len(COLOURS)],
            }
            for rank in ranks
        ],
        "sections": [{"id": id_, "name": name} for name, id_ in section_ids.items()],
        "rows": [
            {
                "id": f"r{n}",
                "section": section_ids[section],
                "name": name,
                "seats": [_seat(place, row_of) for place in row],
            }
            for n, ((section, name), row) in enumerate(rows.items(), start=1)
        ],
        "standing": [
            {
                "id": f"a{n}",
                "section": section_ids[section],
                "rank": rank,
                "capacity": capacity,
                "outline": _square(x, y, capacity, size),
            }
            for n, ((section, x, y, rank), capacity) in enumerate(areas.items(), start=1)
        ],
    }
    return parse(document=document)


def _seat(place: LoosePlace, row_of: Mapping[int, str]) -> dict[str, object]:
    return {
        "id": f"p{place.no}",
        "name": place.seat,
        "at": {"x": place.x, "y": place.y},
        "rank": place.rank,
        "kind": place.kind,
        "companion_of": None
        if place.companion_of is None
        else f"{row_of.get(place.companion_of, '?')}/p{place.companion_of}",
        "aisle": place.aisle,
        "removable": place.removable,
    }


def _seat_size(places: Sequence[LoosePlace]) -> float:
    """From the nearest two seats of a plan, so that no plan that is in use overlaps itself."""
    nearest = _nearest(sorted({(place.x, place.y) for place in places if place.kind != STANDING}))
    if nearest == inf:
        return 1.0
    return round(max(nearest * SEAT_OF_PITCH, 0.001), 3)


def _nearest(points: Sequence[Point]) -> float:
    """The distance of the two nearest points, inf when there are no two; `points` are sorted, none twice.

    A line sweeps from left to right and keeps, by y, the points nearer than the answer so far: few are near each other.
    """
    nearest, first = inf, 0
    kept: list[Point] = []
    for x, y in points:
        while x - points[first][0] >= nearest:
            gone_x, gone_y = points[first]
            kept.pop(bisect_left(kept, (gone_y, gone_x)))
            first += 1
        low, high = bisect_left(kept, (y - nearest, -inf)), bisect_right(kept, (y + nearest, inf))
        nearest = min([nearest, *(dist((x, y), (other_x, other_y)) for other_y, other_x in kept[low:high])])
        insort(kept, (y, x))
    return nearest


def _bounds(places: Sequence[LoosePlace], focal: Point | None, size: float) -> dict[str, float]:
    points = [(place.x, place.y) for place in places] + ([focal] if focal else [])
    room = 2 * size + sqrt(sum(place.kind == STANDING for place in places)) * size
    left, top = (
        min((x for x, _ in points), default=0.0) - room,
        min((y for _, y in points), default=0.0) - room,
    )
    right, low = (
        max((x for x, _ in points), default=0.0) + room,
        max((y for _, y in points), default=0.0) + room,
    )
    return {"x": left, "y": top, "width": right - left, "height": low - top}


def _square(x: float, y: float, capacity: int, size: float) -> list[dict[str, float]]:
    """A square around the middle of an area, as large as its people need."""
    half = sqrt(capacity) * size / 2
    corners = ((-half, -half), (half, -half), (half, half), (-half, half))
    return [{"x": x + dx, "y": y + dy} for dx, dy in corners]


def aimed(*, drawing: Drawing, focal: Point | None = None) -> Drawing:
    """The drawing with a focal point: the given one, else its own, else two seats before the middle of the front."""
    if focal is None and drawing.focal is not None:
        return drawing
    if focal is None:
        xs = [seat.at.x for row in drawing.rows for seat in row.seats]
        ys = [seat.at.y for row in drawing.rows for seat in row.seats]
        if not xs:
            return drawing
        focal = ((min(xs) + max(xs)) / 2, min(ys) - 2 * drawing.seat_size)
    x, y = focal
    floor = drawing.bounds
    left, top = min(floor.x, x), min(floor.y, y)
    bounds = Bounds(
        x=left,
        y=top,
        width=max(floor.x + floor.width, x) - left,
        height=max(floor.y + floor.height, y) - top,
    )
    return drawing.model_copy(update={"focal": At(x=x, y=y), "bounds": bounds})
