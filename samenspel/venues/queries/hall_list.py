"""The venues and halls of a house."""

from dataclasses import dataclass

from samenspel.kernel.errors import NotFound
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class HallLine:
    """A hall and its venue; a venue without a hall is one line whose `hall_id` is None.

    `plans` counts the names that have a published version, `capacity` is the largest of those, `drafts` what is being drawn.
    """

    venue_id: int
    venue: str
    street: str
    postcode: str
    town: str
    hall_id: int | None
    hall: str
    plans: int
    capacity: int
    drafts: int


HALLS = load(__file__, "venues_and_halls", HallLine)


def halls_of(*, scope: Scope, house: int) -> list[HallLine]:
    """Of one house, by venue and name. One statement."""
    return HALLS.rows(scope=scope, house=house, venue=0)


def venue_of(*, scope: Scope, house: int, venue: int) -> list[HallLine]:
    """The lines of one venue of the house. Raises NotFound."""
    if not (lines := HALLS.rows(scope=scope, house=house, venue=venue) if venue else []):
        raise NotFound(venue)
    return lines
