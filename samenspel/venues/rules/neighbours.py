"""Who sits beside whom, worked out from where the seats are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import dist
from statistics import median

AISLE_OVER_PITCH = 1.6
"""Two seats further apart than this many times the usual distance have an aisle between them: nobody sits there."""

WHEELCHAIR = "wheelchair"
COMPANION = "companion"
STANDING = "standing"


@dataclass(frozen=True, slots=True)
class Spot:
    """One place where it stands; `kind` as in `venues.models.PlaceKind`."""

    no: int
    section: str
    row: str
    x: float
    y: float
    kind: str

    @property
    def point(self) -> tuple[float, float]:
        return (self.x, self.y)


@dataclass(frozen=True, slots=True)
class Beside:
    """The neighbours of one place: its numbers to the left and right, without an aisle between."""

    left: int | None = None
    right: int | None = None


class CompanionWithoutWheelchair(Exception):
    """Companion places have no wheelchair place left in their section to stand by; `.numbers` are theirs, in their order."""

    def __init__(self, numbers: Sequence[int]) -> None:
        super().__init__(numbers)
        self.numbers = tuple(numbers)


def neighbours(*, spots: Sequence[Spot]) -> dict[int, Beside]:
    """Neighbours of every seat. A row runs along its longer side, so that a side box of seats behind each other works too.

    The usual distance is the median of the row; of the whole plan when a row has fewer than four gaps. Standing places
    have no neighbours.
    """
    rows: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    for spot in spots:
        if spot.kind != STANDING:
            rows[spot.section, spot.row].append(spot)
    ordered = [_along(row) for row in rows.values()]
    gaps = [[dist(a.point, b.point) for a, b in pairwise(row)] for row in ordered]
    every = [gap for row in gaps for gap in row]
    usual = median(every) if every else 1.0
    left: dict[int, int] = {}
    right: dict[int, int] = {}
    for row, between in zip(ordered, gaps, strict=True):
        limit = AISLE_OVER_PITCH * (median(between) if len(between) >= 4 else usual)
        for a, b, gap in zip(row, row[1:], between, strict=False):
            if gap <= limit:
                right[a.no], left[b.no] = b.no, a.no
    return {spot.no: Beside(left.get(spot.no), right.get(spot.no)) for row in ordered for spot in row}


def companions(*, spots: Sequence[Spot]) -> dict[int, int]:
    """Companion place -> its wheelchair place: the nearest in the section that has none yet, nearest pairs first.

    Raises CompanionWithoutWheelchair. A wheelchair place without a companion is fine.
    """
    chairs = [spot for spot in spots if spot.kind == WHEELCHAIR]
    helpers = [spot for spot in spots if spot.kind == COMPANION]
    pairs = sorted(
        (dist(helper.point, chair.point), helper.no, chair.no)
        for helper in helpers
        for chair in chairs
        if helper.section == chair.section
    )
    found: dict[int, int] = {}
    for _, helper, chair in pairs:
        if helper not in found and chair not in found.values():
            found[helper] = chair
    if alone := [spot.no for spot in helpers if spot.no not in found]:
        raise CompanionWithoutWheelchair(alone)
    _swap_while_nearer(found, {spot.no: spot.point for spot in (*helpers, *chairs)})
    return found


def _swap_while_nearer(found: dict[int, int], at: dict[int, tuple[float, float]]) -> None:
    """In a row of chair, companion, chair, companion the middle one may have taken the wrong chair: let them change."""

    def apart(helper: int, chair: int) -> float:
        return dist(at[helper], at[chair]) ** 2

    changed = True
    while changed:
        changed = False
        for a, b in combinations(found, 2):
            before = apart(a, found[a]) + apart(b, found[b])
            if apart(a, found[b]) + apart(b, found[a]) < before - 1e-9:
                found[a], found[b] = found[b], found[a]
                changed = True


def _along(row: list[Spot]) -> list[Spot]:
    width = max(spot.x for spot in row) - min(spot.x for spot in row)
    depth = max(spot.y for spot in row) - min(spot.y for spot in row)
    return sorted(row, key=lambda spot: (spot.x, spot.y) if width >= depth else (spot.y, spot.x))
