"""Before a date is confirmed: who plays the same genre on the same evening close by."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.errors import NotFound
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope

NEAR_KM = 15.0


@dataclass(frozen=True, slots=True)
class NearbyEvening:
    """A published performance of another house. `km` is None when a venue has no coordinates and stands in the same town."""

    performance_id: int
    title: str
    house_name: str
    venue_name: str
    town: str
    starts_at: datetime
    km: float | None


@dataclass(frozen=True, slots=True)
class RegionalClashes:
    """`evenings` by distance. `considered` counts other houses that consider this day and let others hear so, unnamed."""

    evenings: tuple[NearbyEvening, ...]
    considered: int


@dataclass(frozen=True, slots=True)
class _Considered:
    houses: int


EVENINGS = load(__file__, "nearby_evenings", NearbyEvening)
CONSIDERED = load(__file__, "considered_evenings", _Considered)


def regional_clashes(
    *,
    scope: Scope,
    house: int,
    hall: int,
    genre: str,
    day: date,
    at: datetime,
    within_km: float = NEAR_KM,
) -> RegionalClashes:
    """Other houses' performances of `genre` on the local `day` within `within_km` (15) of the hall's venue. Two statements.

    Exhibitions by timeslot do not count. Nothing that is not public leaves this query but a number. Raises NotFound when the
    house is not of this scope.
    """
    if house not in scope.houses:
        raise NotFound(house)
    midnight = datetime.combine(day, time.min, BRUSSELS)
    asked = {
        "house": house,
        "hall": hall,
        "genre": genre,
        "from": midnight,
        "until": datetime.combine(day + timedelta(days=1), time.min, BRUSSELS),
        "at": at,
        "within_km": within_km,
    }
    evenings = EVENINGS.rows(scope=Scope.nobody(), **asked)
    return RegionalClashes(tuple(evenings), CONSIDERED.one(scope=Scope.of_system(), **asked).houses)
