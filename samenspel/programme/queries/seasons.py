"""The seasons of a house."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Season


@dataclass(frozen=True, slots=True)
class SeasonFacts:
    """`performances` is how many the house planned in it."""

    id: int
    name: str
    starts_on: date
    ends_on: date
    revision: int
    performances: int


def seasons_of(*, scope: Scope, house: int) -> tuple[SeasonFacts, ...]:
    """The latest first. One statement."""
    with scope.open():
        rows = Season.objects.filter(house=house).annotate(planned=Count("performance"))
        return tuple(
            SeasonFacts(row.pk, row.name, row.starts_on, row.ends_on, row.revision, row.planned)
            for row in rows.order_by("-starts_on", "-pk")
        )


def season_of(*, scope: Scope, house: int, season: int) -> SeasonFacts:
    """Raises NotFound when it is not a season of the house."""
    for found in seasons_of(scope=scope, house=house):
        if found.id == season:
            return found
    raise NotFound(season)
