"""Shapes of who came: numbers of a performance, and one count at its door."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from samenspel.api.shapes.kinds import Answered, Asked

Counted = Literal["in", "out", "undo"]


class Visits(Answered):
    """`sold` are valid tickets, `scanned` those that went in, `walked_in` people counted in without; `visitors` both together.

    `inside` is `visitors` without `went_out`. `free_for_walk_ins` is null where walk-ins take no places.
    """

    performance: int
    title: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    sold: int
    scanned: int
    walked_in: int
    went_out: int
    visitors: int
    inside: int
    free_for_walk_ins: int | None


class VisitsOfHouse(Answered):
    items: list[Visits]


class NewPassage(Asked):
    """One person. `undoes` is the id of the passage that an `undo` takes back, once."""

    kind: Counted
    undoes: UUID | None = None


class Passage(Answered):
    """`visits` are the numbers with this count."""

    id: UUID
    kind: Counted
    undoes: UUID | None
    visits: Visits
