"""Enter and rename the venues of a house and their halls. The word in addresses and files is made once, and stays."""

from collections.abc import Collection

from django.db import transaction
from django.utils.text import slugify

from samenspel.houses.models import House
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.venues.models import Hall, Venue
from samenspel.venues.queries.plan_drawings import own_hall

NAME_LENGTH = 120
TOWN_LENGTH = 80
POSTCODE_LENGTH = 8
SLUG_LENGTH = 60


class BadHallField(DomainError):
    """`.field` (name, street, postcode or town) is empty where it may not be, or too long."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def save_venue(
    *,
    scope: Scope,
    house: int,
    venue: int | None,
    name: str,
    street: str = "",
    postcode: str = "",
    town: str,
) -> int:
    """Write a venue of a house, a new one without `venue`; answers its id.

    A name and street of at most 120 characters, a town of 80, a postcode of 8. Raises NotFound, BadHallField.
    """
    if not (scope.system or house in scope.houses):
        raise NotFound(house)
    texts = {
        "name": _text("name", name, NAME_LENGTH),
        "street": _text("street", street, NAME_LENGTH, needed=False),
        "postcode": _text("postcode", postcode, POSTCODE_LENGTH, needed=False),
        "town": _text("town", town, TOWN_LENGTH),
    }
    with transaction.atomic():
        # Whoever adds a second venue at the same moment waits: the two get different words.
        House.objects.select_for_update().get(pk=house)
        known = Venue.objects.filter(house=house)
        if venue is None:
            slug = _slug(texts["name"], set(known.values_list("slug", flat=True)))
            return Venue.objects.create(house_id=house, slug=slug, **texts).pk
        if not known.filter(pk=venue).update(**texts):
            raise NotFound(venue)
        return venue


def save_hall(*, scope: Scope, venue: int, hall: int | None, name: str) -> int:
    """Write a hall of a venue, a new one without `hall`; answers its id. Raises NotFound, BadHallField."""
    name = _text("name", name, NAME_LENGTH)
    with transaction.atomic():
        found = Venue.objects.select_for_update().filter(pk=venue).first()
        if found is None or not (scope.system or found.house_id in scope.houses):
            raise NotFound(venue)
        if hall is None:
            slug = _slug(name, set(Hall.objects.filter(venue=venue).values_list("slug", flat=True)))
            return Hall.objects.create(venue=found, slug=slug, name=name).pk
        if own_hall(scope=scope, hall=hall).venue_id != venue:
            raise NotFound(hall)
        Hall.objects.filter(pk=hall).update(name=name)
        return hall


def _text(field: str, text: str, longest: int, *, needed: bool = True) -> str:
    text = text.strip()
    if len(text) > longest or (needed and not text):
        raise BadHallField(field)
    return text


def _slug(name: str, taken: Collection[str]) -> str:
    word = slugify(name)[: SLUG_LENGTH - 4] or "zaal"
    free = word
    number = 2
    while free in taken:
        free = f"{word}-{number}"
        number += 1
    return free
