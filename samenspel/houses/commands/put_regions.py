"""Write regions and who takes part in them. Houses are named by slug and must exist."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samenspel.houses.models import House, Membership, Region


@dataclass(frozen=True, slots=True)
class RegionData:
    """One region by its slug. `tagline` is language -> text; `seller` and `collector` are slugs of houses."""

    slug: str
    name: str
    tagline: Mapping[str, str]
    accent: str
    seller: str
    collector: str


@dataclass(frozen=True, slots=True)
class MembershipData:
    """That a house takes part in a region, both by slug."""

    region: str
    house: str


def put_regions(*, regions: Sequence[RegionData]) -> None:
    """Write all of `regions`; idempotent. Raises KeyError when a house does not exist."""
    houses = dict(House.objects.values_list("slug", "id"))
    Region.objects.bulk_create(
        [
            Region(
                slug=region.slug,
                name=region.name,
                tagline=region.tagline,
                accent=region.accent,
                seller_id=houses[region.seller],
                collector_id=houses[region.collector],
            )
            for region in regions
        ],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["name", "tagline", "accent", "seller", "collector"],
    )


def put_memberships(*, memberships: Sequence[MembershipData]) -> None:
    """Add houses to regions; a house that is in already stays as it is. Raises KeyError for an unknown slug."""
    houses = dict(House.objects.values_list("slug", "id"))
    regions = dict(Region.objects.values_list("slug", "id"))
    Membership.objects.bulk_create(
        [Membership(region_id=regions[m.region], house_id=houses[m.house]) for m in memberships],
        ignore_conflicts=True,
    )
