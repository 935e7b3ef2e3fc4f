"""Write seasons and productions. A season is known by (house, name), a production by (house, slug)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samenspel.houses.models import House
from samenspel.programme.models import Production, Season

ProductionKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SeasonData:
    house: str
    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class ProductionData:
    """`house` is a slug; `texts` is language -> {"summary": ..., "text": ...}."""

    house: str
    slug: str
    title: str
    company: str
    genre: str
    texts: Mapping[str, Mapping[str, str]]
    language: str
    duration_min: int | None
    age_from: int | None
    shared: bool

    @property
    def key(self) -> ProductionKey:
        return (self.house, self.slug)


def put_seasons(*, seasons: Sequence[SeasonData]) -> None:
    """Write all of `seasons`; idempotent. Raises KeyError for an unknown house."""
    houses = dict(House.objects.values_list("slug", "id"))
    Season.objects.bulk_create(
        [
            Season(house_id=houses[s.house], name=s.name, starts_on=s.starts_on, ends_on=s.ends_on)
            for s in seasons
        ],
        update_conflicts=True,
        unique_fields=["house", "name"],
        update_fields=["starts_on", "ends_on"],
    )


def put_productions(*, productions: Sequence[ProductionData]) -> None:
    """Write all of `productions`; idempotent. Raises KeyError for an unknown house."""
    houses = dict(House.objects.values_list("slug", "id"))
    fields = ["title", "company", "genre", "texts", "language", "duration_min", "age_from", "shared"]
    Production.objects.bulk_create(
        [
            Production(
                house_id=houses[production.house],
                slug=production.slug,
                **{name: getattr(production, name) for name in fields},
            )
            for production in productions
        ],
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["house", "slug"],
        update_fields=fields,
    )
