"""A seat plan as a value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlacePoint:
    """One place: where it is, what it is, and who sits beside it (None at the end of a row or at an aisle)."""

    no: int
    section: str
    row: str
    seat: str
    x: float
    y: float
    rank: int
    kind: str
    left: int | None
    right: int | None
    companion_of: int | None


@dataclass(frozen=True)
class Plan:
    """A published plan. `places` by number; the focal point in the same units as x and y."""

    id: int
    name: str
    capacity: int
    focal: tuple[float, float]
    rank_names: dict[str, dict[str, str]]
    places: dict[int, PlacePoint]

    @property
    def is_numbered(self) -> bool:
        """False when nobody chooses a place: a standing area, a timeslot."""
        return any(place.seat for place in self.places.values())

    def label(self, no: int) -> str:
        """Section, row and seat as a person says them; the section only for a place without a seat."""
        place = self.places[no]
        return " ".join(part for part in (place.section, place.row, place.seat) if part)
