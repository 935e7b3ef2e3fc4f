"""Which regions there are and which houses take part: public, small, asked on every page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samenspel.houses.models import HouseKind
from samenspel.kernel.errors import NotFound
from samenspel.kernel.remember import Memory
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope

LANGUAGES = ("nl", "fr", "en")


@dataclass(frozen=True, slots=True)
class _Row:
    region_id: int
    region_slug: str
    region_name: str
    tagline: dict[str, str]
    region_accent: str
    seller_id: int
    collector_id: int
    house_id: int
    slug: str
    name: str
    kind: str
    street: str
    postcode: str
    town: str
    email: str
    website: str
    accent: str
    poster_shape: str
    radius: str
    about: dict[str, Any]
    methods_off: list[str] | None
    languages: list[str] | None
    logo_key: str | None
    logo_alt: dict[str, str] | None
    logo_width: int | None
    logo_height: int | None
    conditions_id: int | None
    conditions_number: int | None


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture of `width` x `height` pixels at `path`. `alt` is language -> text, for which the name of the house may stand."""

    path: str
    alt: dict[str, str]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class HouseFacts:
    """What anybody may know of a house. `about` is language -> text; `methods_off` are the ways to pay that it does not take.

    Its pages stand in `languages`, the first one first.
    """

    id: int
    slug: str
    name: str
    kind: str
    street: str
    postcode: str
    town: str
    email: str
    website: str
    accent: str
    poster_shape: str
    radius: str
    about: dict[str, Any]
    methods_off: tuple[str, ...]
    languages: tuple[str, ...]
    logo: Logo | None
    conditions_id: int | None
    conditions_number: int | None

    @property
    def is_ticket_desk(self) -> bool:
        return self.kind == HouseKind.TICKET_DESK


@dataclass(frozen=True, slots=True)
class RegionFacts:
    """A region and its shop; `houses` are those that take part, by name, `seller` is the desk that sells there."""

    id: int
    slug: str
    name: str
    tagline: dict[str, str]
    accent: str
    seller_id: int
    collector_id: int
    houses: tuple[HouseFacts, ...]

    @property
    def presenters(self) -> tuple[HouseFacts, ...]:
        """The houses with a stage: every member that is not a ticket desk."""
        return tuple(house for house in self.houses if not house.is_ticket_desk)


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything by its name: `regions` and `houses` by slug, `by_id` houses by id."""

    regions: Mapping[str, RegionFacts]
    houses: Mapping[str, HouseFacts]
    by_id: Mapping[int, HouseFacts]

    def region(self, slug: str) -> RegionFacts:
        """Raises NotFound."""
        try:
            return self.regions[slug]
        except KeyError:
            raise NotFound(slug) from None

    def region_by_id(self, region: int) -> RegionFacts:
        """Raises NotFound."""
        for facts in self.regions.values():
            if facts.id == region:
                return facts
        raise NotFound(region)

    def house(self, slug: str) -> HouseFacts:
        """Raises NotFound."""
        try:
            return self.houses[slug]
        except KeyError:
            raise NotFound(slug) from None

    def sells_for(self, *, seller: int) -> dict[int, RegionFacts]:
        """The houses of which `seller` sells every performance, by id, each with a region in whose shop they are.

        Those of the regions where it is the desk, and itself.
        """
        found: dict[int, RegionFacts] = {}
        for region in self.regions.values():
            for house in region.presenters:
                if seller in (region.seller_id, house.id):
                    found.setdefault(house.id, region)
        return found


def spoken(languages: Sequence[str] | None) -> tuple[str, ...]:
    """The languages of a house, the first one first; all when nobody chose."""
    return tuple(languages or LANGUAGES)


def logo_of(
    *, slug: str, key: str | None, alt: dict[str, str] | None, width: int | None, height: int | None
) -> Logo | None:
    """A logo as a row of any statement tells it; None for a house without one. Its address belongs to `web/shop/urls.py`."""
    if key is None:
        return None
    return Logo(f"/logo/{slug}/{key}.png", alt or {}, width or 0, height or 0)


DIRECTORY = load(__file__, "directory", _Row)
_memory: Memory[Directory] = Memory(ttl_s=30, size=1)


def directory() -> Directory:
    """All regions and houses; at most 30 seconds old. One statement when it is not remembered."""
    return _memory.get("", _read)


def forget_directory() -> None:
    """Look it up again in this process; other processes do within half a minute."""
    _memory.forget()


def _read() -> Directory:
    houses: dict[int, HouseFacts] = {}
    members: dict[int, list[HouseFacts]] = {}
    first: dict[int, _Row] = {}
    for row in DIRECTORY.rows(scope=Scope.nobody()):
        house = houses.setdefault(row.house_id, _house(row))
        members.setdefault(row.region_id, []).append(house)
        first.setdefault(row.region_id, row)
    regions = {
        row.region_slug: RegionFacts(
            row.region_id,
            row.region_slug,
            row.region_name,
            row.tagline,
            row.region_accent,
            row.seller_id,
            row.collector_id,
            tuple(members[row.region_id]),
        )
        for row in first.values()
    }
    return Directory(regions, {house.slug: house for house in houses.values()}, houses)


def _house(row: _Row) -> HouseFacts:
    return HouseFacts(
        row.house_id,
        row.slug,
        row.name,
        row.kind,
        row.street,
        row.postcode,
        row.town,
        row.email,
        row.website,
        row.accent,
        row.poster_shape,
        row.radius,
        row.about,
        tuple(row.methods_off or ()),
        spoken(row.languages),
        logo_of(
            slug=row.slug, key=row.logo_key, alt=row.logo_alt, width=row.logo_width, height=row.logo_height
        ),
        row.conditions_id,
        row.conditions_number,
    )
