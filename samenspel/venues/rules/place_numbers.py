"""The number of each place: the same in every version for as long as the place keeps its label."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samenspel.venues.rules.layout import Label, LaidPlace
from samenspel.venues.rules.neighbours import STANDING


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place of the version before."""

    no: int
    section: str
    row: str
    seat: str
    kind: str


def place_numbers(
    *, places: Sequence[LaidPlace], known: Iterable[KnownPlace], highest: int
) -> dict[str, int]:
    """Number by key of every place. `highest` is the highest number that any version gave: it is never given again.

    A standing place has no label: those of a section keep the section's lowest numbers.
    """
    by_label: dict[Label, int] = {}
    standing: dict[str, list[int]] = defaultdict(list)
    for place in known:
        if place.kind == STANDING:
            standing[place.section].append(place.no)
        else:
            by_label[place.section, place.row, place.seat] = place.no
    queues = {section: sorted(numbers, reverse=True) for section, numbers in standing.items()}
    numbers: dict[str, int] = {}
    for laid in places:
        if laid.kind == STANDING:
            queue = queues.get(laid.section)
            number = queue.pop() if queue else None
        else:
            number = by_label.pop(laid.label, None)
        if number is None:
            highest += 1
            number = highest
        numbers[laid.key] = number
    return numbers
