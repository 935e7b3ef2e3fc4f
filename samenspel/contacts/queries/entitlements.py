"""What visitors are entitled to: as a house wrote it down, and as the visitor sees it."""

from dataclasses import dataclass
from datetime import date, timedelta

from samenspel.contacts.models import Entitlement
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class HouseCard:
    """An entitlement that a house wrote down for an address. `first` and `last` are included; None is no bound."""

    id: int
    email: str
    kind: str
    level: int
    first: date | None
    last: date | None
    note: str


@dataclass(frozen=True, slots=True)
class OwnCard:
    """An entitlement as its owner sees it; `house` None counts everywhere. `last` is included."""

    house: int | None
    kind: str
    level: int
    first: date | None
    last: date | None


OF_HOUSE = load(__file__, "cards_of_house", HouseCard)


def cards_of_house(*, scope: Scope, house: int, email: str = "") -> list[HouseCard]:
    """What `house` itself wrote down, the newest 200; with `email` only of addresses with that in it. One statement.

    Nothing that another house wrote, and nothing for a scope that does not work for this house.
    """
    if house not in scope.houses:
        return []
    part = email.strip().lower()
    return OF_HOUSE.rows(scope=Scope.of_system(), house=house, part=part, most=MOST_SHOWN)


def cards_of_contact(*, scope: Scope, contact: int) -> tuple[OwnCard, ...]:
    """Everything that is known of this visitor, for that visitor; without what houses noted for themselves. One statement."""
    with scope.open():
        rows = Entitlement.objects.filter(contact=contact).order_by("kind", "house_id")
        return tuple(
            OwnCard(
                row.house_id,
                row.kind,
                row.level,
                row.valid.lower,
                None if row.valid.upper is None else row.valid.upper - timedelta(days=1),
            )
            for row in rows
        )
