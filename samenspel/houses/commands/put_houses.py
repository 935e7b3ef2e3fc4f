"""Write houses: new ones are made, known ones (by slug) get these values."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from samenspel.houses.models import House


@dataclass(frozen=True, slots=True)
class HouseData:
    """One house by its slug. `about` is language -> text; `accent` is #rrggbb in lower case."""

    slug: str
    name: str
    legal_name: str
    kind: str
    street: str
    postcode: str
    town: str
    enterprise_number: str
    iban: str
    vat_regime: str
    email: str
    website: str
    accent: str
    poster_shape: str
    radius: str
    about: Mapping[str, str]


def put_houses(*, houses: Sequence[HouseData]) -> None:
    """Write all of `houses` in two statements at most per thousand; idempotent."""
    fields = [name for name in HouseData.__slots__ if name != "slug"]
    House.objects.bulk_create(
        [House(**asdict(house)) for house in houses],
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=fields,
    )
