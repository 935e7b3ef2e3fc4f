"""The places of a drawing as the editor draws them, and which of them a problem is about."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from samenspel.venues.rules.layout import LaidPlace
from samenspel.venues.rules.publishing import PublishProblem
from samenspel.web.backoffice.plan_words import publish_problem

KEYS_SHOWN = 500


def laid_places(*, places: Iterable[LaidPlace]) -> list[list[Any]]:
    """One line a place, about 60 bytes each; a standing area once.

    A line is [key, x, y, row, seat, section, rank, kind, marks, companion of]; `marks` holds an "a" for a seat at an aisle and
    an "r" for a removable one.
    """
    lines: list[list[Any]] = []
    areas: set[str] = set()
    for place in places:
        if place.kind == "standing":
            if place.path in areas:
                continue
            areas.add(place.path)
        marks = ("a" if place.aisle else "") + ("r" if place.removable else "")
        lines.append(
            [
                *(place.key, place.x, place.y, place.row, place.seat, place.section),
                *(place.rank, place.kind, marks, place.companion_of),
            ]
        )
    return lines


def found_problems(
    *, problems: Iterable[PublishProblem], places: Sequence[LaidPlace]
) -> list[dict[str, Any]]:
    """Each problem with its sentence and the keys of the seats it is about, at most 500 each."""
    by_path: dict[str, list[LaidPlace]] = defaultdict(list)
    for place in places:
        by_path[place.path].append(place)
    return [
        {
            "text": publish_problem(problem=problem),
            "path": problem.path,
            "reason": problem.reason,
            "keys": [*_keys(by_path, problem.path, problem), *_keys(by_path, problem.other, problem)][
                :KEYS_SHOWN
            ],
        }
        for problem in problems
    ]


def _keys(by_path: dict[str, list[LaidPlace]], path: str, problem: PublishProblem) -> list[str]:
    """Of a whole block when none of its seats has a rank; else those of the label, when the path alone is not enough."""
    here = by_path.get(path, [])
    if problem.reason in ("no_rank", "unknown_rank"):
        return [place.key for place in here]
    exact = [place.key for place in here if place.text == problem.label]
    return exact or [place.key for place in here[:1]]
