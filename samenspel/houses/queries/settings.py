"""What a house's own staff sees of its settings; the public part is in the directory."""

from dataclasses import dataclass

from samenspel.houses.models import House
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class HouseSettings:
    """Everything a house sets of itself. `about` is language -> text; A new house has an empty `enterprise_number` and `iban`.

    `methods_off` are the ways to pay that it does not take, `languages` what it speaks, the first one first; both are None when
    nobody chose yet. An empty `sender_name` or `reply_to` stands for the region's name or the seller's address.
    """

    name: str
    email: str
    website: str
    about: dict[str, str]
    legal_name: str
    enterprise_number: str
    vat_regime: str
    iban: str
    street: str
    postcode: str
    town: str
    accent: str
    radius: str
    poster_shape: str
    methods_off: list[str] | None
    languages: list[str] | None
    sender_name: str
    reply_to: str


def settings_of(*, scope: Scope, house: int) -> HouseSettings:
    """The settings of a house of this scope. Raises NotFound for another."""
    if house not in scope.houses:
        raise NotFound(house)
    row = House.objects.values(*HouseSettings.__slots__).get(pk=house)
    return HouseSettings(**row)
