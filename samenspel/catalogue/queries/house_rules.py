"""The rules of a house as its staff reads and changes them: conditions, reductions, fees, sale phases and codes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from samenspel.catalogue.models import Condition, Fee, PromoCode, Reduction, SalePhase, SocialTariff
from samenspel.kernel.row_state import row_state
from samenspel.kernel.tenancy import Scope

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ConditionFacts:
    """`price_list` None is every list of the house, `rank` None every rank of it. `state` changes with it."""

    id: int
    ticket_type: int
    price_list: int | None
    rank: int | None
    terms: Json
    state: str


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """A reduction, fee or sale phase; `state` changes with it. `own` is what its kind alone has:

    - reduction: formula, ticket_types
    - fee: per, amount_cents
    - phase: performance, production, season; all None is the whole house
    """

    id: int
    code: str
    name: Mapping[str, str]
    position: int
    terms: Sequence[Json]
    active: bool
    state: str
    own: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CodeFacts:
    code: str
    campaign: str
    most_orders: int | None
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class TariffFacts:
    """Of which regular type the price is a part, and who carries how much of it in basis points."""

    regular_type: int
    visitor_bp: int
    organiser_bp: int
    municipality_bp: int


def conditions_of(*, scope: Scope, house: int) -> tuple[ConditionFacts, ...]:
    """Every condition of the ticket types of `house`, in the order they were made. One statement."""
    rows = Condition.objects.filter(ticket_type__house__in=_own(scope, house)).order_by("pk")
    return tuple(
        ConditionFacts(row.pk, row.ticket_type_id, row.price_list_id, row.rank, row.terms, row_state(row=row))
        for row in rows
    )


def reductions_of(*, scope: Scope, house: int) -> tuple[RuleFacts, ...]:
    """In the order they are tried. One statement."""
    rows = Reduction.objects.filter(house__in=_own(scope, house)).order_by("position", "pk")
    return tuple(_rule(row, formula=row.formula, ticket_types=row.ticket_types) for row in rows)


def fees_of(*, scope: Scope, house: int) -> tuple[RuleFacts, ...]:
    """In the order they are asked. One statement."""
    rows = Fee.objects.filter(house__in=_own(scope, house)).order_by("position", "pk")
    return tuple(_rule(row, per=row.per, amount_cents=row.amount_cents) for row in rows)


def phases_of(*, scope: Scope, house: int) -> tuple[RuleFacts, ...]:
    """In the order they are tried. One statement."""
    rows = SalePhase.objects.filter(house__in=_own(scope, house)).order_by("position", "pk")
    return tuple(
        _rule(row, performance=row.performance_id, production=row.production_id, season=row.season_id)
        for row in rows
    )


def codes_of(*, scope: Scope, house: int) -> tuple[CodeFacts, ...]:
    """By campaign; the wall of the database lets only the house itself read them. One statement."""
    with scope.open():
        rows = PromoCode.objects.filter(house__in=_own(scope, house)).order_by("campaign", "code")
        return tuple(CodeFacts(row.code, row.campaign, row.most_orders, row.ends_at) for row in rows)


def tariffs_of(*, scope: Scope, house: int) -> dict[int, TariffFacts]:
    """By ticket type, for those that follow another. One statement."""
    rows = SocialTariff.objects.filter(ticket_type__house__in=_own(scope, house))
    return {
        row.pk: TariffFacts(row.regular_type_id, row.visitor_bp, row.organiser_bp, row.municipality_bp)
        for row in rows
    }


def _own(scope: Scope, house: int) -> list[int]:
    """The house, or nothing when this scope does not work for it: prices are public, how they are made is not."""
    return [house] if scope.system or house in scope.houses else []


def _rule(row: Reduction | Fee | SalePhase, **own: object) -> RuleFacts:
    return RuleFacts(row.pk, row.code, row.name, row.position, row.terms, row.active, row_state(row=row), own)
