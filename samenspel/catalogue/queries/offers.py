"""One performance with its prices, as its page shows it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.errors import NotFound
from samenspel.kernel.remember import Memory
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class TicketTypeFacts:
    """A ticket type on offer. `name` and `note` are language -> text; the note says what to show at the door."""

    id: int
    name: dict[str, str]
    note: dict[str, str]


@dataclass(frozen=True, slots=True)
class PriceTable:
    """Rank × ticket type. `ranks` and `types` in the order to show; a pair that is absent is not sold."""

    ranks: tuple[int, ...]
    types: tuple[TicketTypeFacts, ...]
    cents: dict[tuple[int, int], int]

    def cents_of(self, *, rank: int, ticket_type: int) -> int | None:
        return self.cents.get((rank, ticket_type))

    def first_type(self, *, rank: int) -> int | None:
        """The ticket type that a place of this rank gets when nobody says which: the first of the list."""
        return next((type_.id for type_ in self.types if (rank, type_.id) in self.cents), None)

    @property
    def lowest_cents(self) -> int | None:
        return min(self.cents.values(), default=None)

    @property
    def highest_cents(self) -> int | None:
        return max(self.cents.values(), default=None)


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    production_id: int
    title: str
    company: str
    genre: str
    texts: dict[str, Any]
    language: str
    duration_min: int | None
    age_from: int | None
    house_id: int
    venue: str
    street: str
    postcode: str
    town: str
    hall: str
    starts_at: datetime
    ends_at: datetime
    state: str
    sale_starts_at: datetime
    sale_ends_at: datetime
    is_timeslot: bool
    plan_id: int
    capacity: int
    rank_names: dict[str, dict[str, str]]
    prices: list[list[Any]]


@dataclass(frozen=True)
class Offered:
    """One published performance. `facts` holds its columns, `prices` its table; `day` is the date in Brussels."""

    facts: _Row
    prices: PriceTable

    @property
    def day(self) -> date:
        return self.facts.starts_at.astimezone(BRUSSELS).date()


READ = load(__file__, "offer", _Row)
_memory: Memory[Offered] = Memory(ttl_s=5, size=4096)


def offered(*, performance: int, at: datetime) -> Offered:
    """One performance as visitors see it; at most 5 seconds old. One statement when it is not remembered.

    Raises NotFound when there is none, or none published.
    """
    return _memory.get(performance, lambda: _read(performance=performance, at=at))


def offered_now(*, performance: int, at: datetime) -> Offered:
    """The same, asked anew: after a refusal the page shows what is true now. Raises NotFound."""
    _memory.forget()
    return offered(performance=performance, at=at)


def _read(*, performance: int, at: datetime) -> Offered:
    rows = READ.rows(scope=Scope.nobody(), performance=performance, at=at)
    if not rows:
        raise NotFound(performance)
    return Offered(rows[0], _price_table(rows[0].prices))


def _price_table(prices: list[list[Any]]) -> PriceTable:
    ranks = tuple(dict.fromkeys(int(price[0]) for price in prices))
    types: dict[int, TicketTypeFacts] = {}
    for _, type_, name, note, _ in prices:
        types.setdefault(type_, TicketTypeFacts(type_, name, note))
    return PriceTable(ranks, tuple(types.values()), {(price[0], price[1]): price[4] for price in prices})
