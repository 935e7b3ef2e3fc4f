"""What the price of a cart is reckoned from: performances with their rules, the asker, and the places asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from samenspel.catalogue.rules.formulas import Formula
from samenspel.catalogue.rules.terms import Channel, Limit, Term


@dataclass(frozen=True, slots=True)
class Option:
    """One price: a ticket type in one rank, and all its terms. Options are tried in the order (position, ticket type)."""

    rank: int
    ticket_type: int
    position: int
    cents: int
    terms: tuple[Term, ...] = ()

    @property
    def limits(self) -> tuple[Limit, ...]:
        return tuple(term for term in self.terms if isinstance(term, Limit))


@dataclass(frozen=True, slots=True)
class Phase:
    """A sale phase. A performance that has phases is sold only while one of them holds for the asker."""

    id: int
    position: int
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Reduction:
    """Given by itself to the lines of its house whose ticket type is in `ticket_types` (empty: any) while its terms hold."""

    id: int
    house: int
    position: int
    formula: Formula
    ticket_types: frozenset[int] = frozenset()
    terms: tuple[Term, ...] = ()


class Per(StrEnum):
    ORDER = "order"
    TICKET = "ticket"


@dataclass(frozen=True, slots=True)
class Fee:
    """Asked once an order, or for each ticket, of its house; nothing for a ticket that costs nothing."""

    id: int
    house: int
    position: int
    per: Per
    cents: int
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Show:
    """One performance as rules see it; `starts_at` aware. `options` of every rank; the rules of its house that may concern it."""

    id: int
    house: int
    production: int
    season: int | None
    genre: str
    starts_at: datetime
    options: tuple[Option, ...]
    phases: tuple[Phase, ...] = ()
    reductions: tuple[Reduction, ...] = ()
    fees: tuple[Fee, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """An entitlement the buyer has; `house` None counts everywhere."""

    kind: str
    house: int | None = None
    level: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of the buyer; nothing, of one nobody knows. `bought` counts tickets by (performance, ticket type) in the
    buyer's other orders.
    """

    held: tuple[Held, ...] = ()
    born_on: date | None = None
    postcode: str = ""
    bought: Mapping[tuple[int, int], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, where, when and with which codes.

    `campaigns` are (house, campaign) of the codes that were typed and are good. `sold` counts tickets by (performance, ticket
    type) outside this cart. `agreed`: the places are held at their prices, so periods of prices and phases were judged then.
    """

    at: datetime
    channel: Channel
    person: Person = field(default_factory=Person)
    campaigns: frozenset[tuple[int, str]] = frozenset()
    sold: Mapping[tuple[int, int], int] = field(default_factory=dict)
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One place asked for. Without `ticket_type` it gets the best that needs no saying-so; `reason` is why it is given free."""

    performance: int
    place: int
    rank: int
    ticket_type: int | None = None
    reason: str = ""
