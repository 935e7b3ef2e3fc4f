"""Who stands first in line for the time of a hall: pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

LAST = 32767
"""The rank of an option that joins the queue: behind everybody, until the queue is counted."""


@dataclass(frozen=True, slots=True)
class Queued:
    """One option; `rank` is where it stood, `LAST` when it joins. [starts_at, ends_at) with the change-over of its hall."""

    id: int
    hall: int
    starts_at: datetime
    ends_at: datetime
    rank: int


def ranks(*, options: Iterable[Queued], excludes: Mapping[int, frozenset[int]]) -> dict[int, int]:
    """The rank of each option by its id, 1 is first.

    An option stands one behind the last of those that came before it and want some of the same time, in its hall or in one
    that `excludes` it. The order in which they came is kept.
    """
    counted: dict[int, int] = {}
    before: list[Queued] = []
    for option in sorted(options, key=lambda one: (one.rank, one.id)):
        rivals = {option.hall} | excludes.get(option.hall, frozenset())
        ahead = (
            counted[other.id]
            for other in before
            if other.hall in rivals and other.starts_at < option.ends_at and option.starts_at < other.ends_at
        )
        counted[option.id] = 1 + max(ahead, default=0)
        before.append(option)
    return counted
