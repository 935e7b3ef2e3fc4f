"""Write venues and their halls. A venue is known by (house, slug), a hall by (house, venue, slug)."""

from collections.abc import Sequence
from dataclasses import dataclass

from samenspel.houses.models import House
from samenspel.venues.models import Hall, Venue

HallKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class VenueData:
    """One venue; `house` is a slug. Latitude and longitude in degrees (WGS 84), both or neither."""

    house: str
    slug: str
    name: str
    street: str
    postcode: str
    town: str
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class HallData:
    """One hall; `house` and `venue` are slugs."""

    house: str
    venue: str
    slug: str
    name: str


def put_venues(*, venues: Sequence[VenueData]) -> None:
    """Write all of `venues`; idempotent. Raises KeyError for an unknown house."""
    houses = dict(House.objects.values_list("slug", "id"))
    Venue.objects.bulk_create(
        [
            Venue(
                house_id=houses[venue.house],
                slug=venue.slug,
                name=venue.name,
                street=venue.street,
                postcode=venue.postcode,
                town=venue.town,
                lat=venue.lat,
                lon=venue.lon,
            )
            for venue in venues
        ],
        update_conflicts=True,
        unique_fields=["house", "slug"],
        update_fields=["name", "street", "postcode", "town", "lat", "lon"],
    )


def put_halls(*, halls: Sequence[HallData]) -> None:
    """Write all of `halls`; idempotent. Raises KeyError for an unknown venue."""
    venues = {
        (house, slug): id_ for id_, house, slug in Venue.objects.values_list("id", "house__slug", "slug")
    }
    Hall.objects.bulk_create(
        [Hall(venue_id=venues[hall.house, hall.venue], slug=hall.slug, name=hall.name) for hall in halls],
        update_conflicts=True,
        unique_fields=["venue", "slug"],
        update_fields=["name"],
    )


def hall_ids() -> dict[HallKey, int]:
    """Every hall by (house, venue, slug)."""
    rows = Hall.objects.values_list("id", "venue__house__slug", "venue__slug", "slug")
    return {(house, venue, slug): id_ for id_, house, venue, slug in rows}
