"""What keeps a drawing from being published, each time with where: the path in the document and the label."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor

from samenspel.venues.rules.drawing import Drawing, path_of
from samenspel.venues.rules.layout import LaidPlace, apart
from samenspel.venues.rules.neighbours import COMPANION, STANDING, WHEELCHAIR

LONGEST_ROW, LONGEST_SEAT = 8, 8
ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class PublishProblem:
    """`reason` is a word that never changes; `label` the place as a person says it; `other` the path it clashes with.

    Reasons: no_places, no_focal, focal_outside, no_section_name, no_label, no_rank, unknown_rank, duplicate_label,
    duplicate_section, companion_alone, companion_shared, companion_elsewhere, outside, overlap.
    """

    path: str
    reason: str
    label: str = ""
    other: str = ""


def publish_problems(*, drawing: Drawing, places: Sequence[LaidPlace]) -> list[PublishProblem]:
    """Everything that is wrong, in the order of the document; empty when it may be published. `places` as `lay_out` says."""
    return [
        *_of_plan(drawing, places),
        *_labels(places),
        *_ranks(drawing, places),
        *_companions(places),
        *_outside(drawing, places),
        *_overlaps(drawing.seat_size, places),
    ]


def _of_plan(drawing: Drawing, places: Sequence[LaidPlace]) -> Iterator[PublishProblem]:
    if not places:
        yield PublishProblem("", "no_places")
    if drawing.focal is None:
        if any(place.kind != STANDING for place in places):
            yield PublishProblem("focal", "no_focal")
    elif not _within(drawing, drawing.focal.x, drawing.focal.y):
        yield PublishProblem("focal", "focal_outside")
    used = {part.section for name in PARTS for part in getattr(drawing, name)}
    first: dict[str, str] = {}
    for number, section in enumerate(drawing.sections):
        path = path_of("sections", number, "name")
        if section.id in used and not section.name.strip():
            yield PublishProblem(path, "no_section_name")
        elif section.name in first:
            yield PublishProblem(path, "duplicate_section", section.name, first[section.name])
        first.setdefault(section.name, path)


PARTS = ("blocks", "rows", "tables", "standing")


def _labels(places: Sequence[LaidPlace]) -> Iterator[PublishProblem]:
    first: dict[tuple[str, str, str], LaidPlace] = {}
    for place in places:
        if place.kind == STANDING:
            continue
        if not place.seat.strip() or len(place.seat) > LONGEST_SEAT or len(place.row) > LONGEST_ROW:
            yield PublishProblem(place.path, "no_label", place.text)
        elif place.label in first:
            yield PublishProblem(place.path, "duplicate_label", place.text, first[place.label].path)
        first.setdefault(place.label, place)


def _ranks(drawing: Drawing, places: Sequence[LaidPlace]) -> Iterator[PublishProblem]:
    """One problem a part that has no rank at all: 400 seats of one block are one mistake."""
    known = {rank.number for rank in drawing.ranks}
    told: set[tuple[str, str]] = set()
    for place in places:
        if place.rank in known:
            continue
        reason = "no_rank" if place.rank is None else "unknown_rank"
        if (place.path, reason) not in told:
            told.add((place.path, reason))
            yield PublishProblem(place.path, reason, place.text)


def _companions(places: Sequence[LaidPlace]) -> Iterator[PublishProblem]:
    chairs = {place.key: place for place in places if place.kind == WHEELCHAIR}
    of: dict[str, LaidPlace] = {}
    for place in places:
        if place.kind != COMPANION:
            continue
        chair = chairs.get(place.companion_of or "")
        if chair is None:
            yield PublishProblem(place.path, "companion_alone", place.text)
        elif chair.section != place.section:
            yield PublishProblem(place.path, "companion_elsewhere", place.text, chair.path)
        elif chair.key in of:
            yield PublishProblem(place.path, "companion_shared", place.text, of[chair.key].path)
        else:
            of[chair.key] = place


def _outside(drawing: Drawing, places: Sequence[LaidPlace]) -> Iterator[PublishProblem]:
    for place in places:
        if place.kind != STANDING and not _within(drawing, place.x, place.y):
            yield PublishProblem(place.path, "outside", place.text)
    for number, area in enumerate(drawing.standing):
        if not all(_within(drawing, corner.x, corner.y) for corner in area.outline):
            yield PublishProblem(path_of("standing", number, "outline"), "outside")


def _within(drawing: Drawing, x: float, y: float) -> bool:
    bounds = drawing.bounds
    return (
        bounds.x - ROUNDING <= x <= bounds.x + bounds.width + ROUNDING
        and bounds.y - ROUNDING <= y <= bounds.y + bounds.height + ROUNDING
    )


def _overlaps(seat_size: float, places: Sequence[LaidPlace]) -> Iterator[PublishProblem]:
    """Seats nearer than a seat is wide. Cells of that size: only the nine cells around a seat are looked at."""
    cells: dict[tuple[int, int], list[LaidPlace]] = defaultdict(list)
    for place in places:
        if place.kind == STANDING:
            continue
        column, row = floor(place.x / seat_size), floor(place.y / seat_size)
        near = (
            other
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other in cells.get((column + dx, row + dy), ())
            # Coordinates are rounded to a thousandth: two seats at exactly a seat's width may seem a little nearer.
            if apart(place, other) < seat_size - 0.002
        )
        if (other := next(near, None)) is not None:
            yield PublishProblem(place.path, "overlap", place.text, other.path)
        cells[column, row].append(place)
