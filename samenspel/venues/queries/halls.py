"""The halls of a house, as its planner shows them."""

from dataclasses import dataclass

from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class HallFacts:
    """Change-over in minutes; `excludes` are ids of halls that are never used at the same time."""

    id: int
    name: str
    venue_id: int
    venue_name: str
    shares_evenings: bool
    before_min: int
    after_min: int
    excludes: list[int]

    @property
    def full_name(self) -> str:
        return self.name if self.name == self.venue_name else f"{self.venue_name}, {self.name}"


HALLS = load(__file__, "halls_of_house", HallFacts)


def halls_of(*, scope: Scope, house: int) -> list[HallFacts]:
    """The halls in the venues of a house, by venue and name. One statement."""
    return HALLS.rows(scope=scope, house=house)
