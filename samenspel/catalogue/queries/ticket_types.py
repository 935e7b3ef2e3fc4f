"""The ticket types of a house, and the VAT that is in their prices."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from samenspel.catalogue.models import TicketType, VatRule
from samenspel.houses.models import House
from samenspel.kernel.row_state import row_state
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class TicketTypeFacts:
    """`name` and `note` are language -> text. `regular_type`: its price follows that type, the visitor pays
    `visitor_bp`. `state` changes with the type.
    """

    id: int
    code: str
    name: Mapping[str, str]
    note: Mapping[str, str]
    position: int
    regular_type: int | None
    visitor_bp: int
    state: str


@dataclass(frozen=True, slots=True)
class VatShown:
    """The rate of a genre, "" for all others."""

    genre: str
    rate_bp: int


def ticket_types_of(*, scope: Scope, house: int) -> tuple[TicketTypeFacts, ...]:
    """In the order of the shop; nothing for a house outside `scope`. One statement."""
    if house not in scope.houses and not scope.system:
        return ()
    rows = TicketType.objects.filter(house=house).select_related("social_tariff").order_by("position", "pk")
    found = []
    for row in rows:
        tariff = getattr(row, "social_tariff", None)
        found.append(
            TicketTypeFacts(
                row.pk,
                row.code,
                row.name,
                row.note,
                row.position,
                tariff.regular_type_id if tariff else None,
                tariff.visitor_bp if tariff else 0,
                row_state(row=row),
            )
        )
    return tuple(found)


def ticket_type_names(*, house: int) -> dict[int, Mapping[str, str]]:
    """Language -> name of each ticket type of `house`, in the order of its shop, where anybody reads them. One statement."""
    rows = TicketType.objects.filter(house=house).order_by("position", "pk")
    return dict(rows.values_list("pk", "name"))


def vat_in_prices(*, house: int, on: date) -> tuple[VatShown, ...]:
    """The rates of a house by genre on a day, the general one first. One statement."""
    regime = House.objects.filter(pk=house).values("vat_regime")
    rules = VatRule.objects.filter(valid__contains=on, regime__in=regime).order_by("genre")
    return tuple(VatShown(rule.genre, rule.rate_bp) for rule in rules)
