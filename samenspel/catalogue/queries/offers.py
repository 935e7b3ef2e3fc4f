"""One performance with its prices, as its page shows it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from samenspel.catalogue.queries.fees import FeeAsked, asked_for, fees_asked
from samenspel.catalogue.queries.price_rules import nearest_phases
from samenspel.catalogue.rules.facts import Asking, Option, Per, Phase, Show
from samenspel.catalogue.rules.pricing import open_to_all
from samenspel.catalogue.rules.terms import Channel, Term, parse_terms
from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.errors import NotFound
from samenspel.kernel.remember import Memory
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class TypeOnOffer:
    """A ticket type on offer. `name` and `note` are language -> text; the note says what to show at the door."""

    id: int
    name: dict[str, str]
    note: dict[str, str]


@dataclass(frozen=True, slots=True)
class PriceTable:
    """Rank × ticket type. `ranks` and `types` in the order to show; a pair that is absent is not sold.

    `cents` are without fees. `terms` holds the conditions of the pairs that have any; `open` are the pairs that anybody may take
    in the shop now; `fees` are asked of anybody there.
    """

    ranks: tuple[int, ...]
    types: tuple[TypeOnOffer, ...]
    cents: dict[tuple[int, int], int]
    terms: dict[tuple[int, int], tuple[Term, ...]]
    open: frozenset[tuple[int, int]]
    fees: tuple[FeeAsked, ...] = ()

    def cents_of(self, *, rank: int, ticket_type: int) -> int | None:
        return self.cents.get((rank, ticket_type))

    def asked_cents(self, *, rank: int, ticket_type: int) -> int | None:
        """What a visitor reads: the price with the fees of a ticket."""
        cents = self.cents.get((rank, ticket_type))
        return None if cents is None else asked_for(cents=cents, fees=self.fees)

    @property
    def order_fees(self) -> tuple[FeeAsked, ...]:
        """Asked once an order: said beside the prices."""
        return tuple(fee for fee in self.fees if fee.per is Per.ORDER)

    def first_type(self, *, rank: int) -> int | None:
        """The ticket type a place of this rank gets when nobody says which: the first that anybody may take, else the first."""
        types = [type_.id for type_ in self.types if (rank, type_.id) in self.cents]
        return next((type_ for type_ in types if (rank, type_) in self.open), types[0] if types else None)

    @property
    def lowest_cents(self) -> int | None:
        """What "from" may promise: the lowest price anybody may have; when nobody may without a condition, the lowest of
        all. With the fees of a ticket.
        """
        return min(self._promised, default=None)

    @property
    def highest_cents(self) -> int | None:
        return max(self._promised, default=None)

    @property
    def _promised(self) -> list[int]:
        return [
            asked_for(cents=cents, fees=self.fees)
            for pair, cents in self.cents.items()
            if pair in self.open or not self.open
        ]


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    production_id: int
    season_id: int | None
    title: str
    company: str
    genre: str
    texts: dict[str, Any]
    language: str
    duration_min: int | None
    age_from: int | None
    picture_alt: dict[str, str]
    picture_credit: str
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
    group_min: int | None
    group_max: int | None
    plan_id: int
    capacity: int
    rank_names: dict[str, dict[str, str]]
    prices: list[list[Any]]
    phases: list[list[Any]] | None
    fees: list[list[Any]] | None


@dataclass(frozen=True)
class Offered:
    """One published performance. `facts` holds its columns, `prices` its table, `phases` who may buy when (none: everybody).

    `day` is the date in Brussels.
    """

    facts: _Row
    prices: PriceTable
    phases: tuple[Phase, ...] = ()

    @property
    def day(self) -> date:
        return self.facts.starts_at.astimezone(BRUSSELS).date()

    @property
    def show(self) -> Show:
        """As rules see it."""
        return replace(_show(self.facts, self.prices.cents, self.prices.terms), phases=self.phases)


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
    return Offered(rows[0], _price_table(rows[0], at), nearest_phases(data=rows[0].phases or ()))


def _price_table(row: _Row, at: datetime) -> PriceTable:
    types: dict[int, TypeOnOffer] = {}
    cents: dict[tuple[int, int], int] = {}
    terms: dict[tuple[int, int], tuple[Term, ...]] = {}
    for rank, type_, name, note, amount, conditions in row.prices:
        types.setdefault(type_, TypeOnOffer(type_, name, note))
        cents[rank, type_] = amount
        if conditions:
            terms[rank, type_] = parse_terms(data=conditions)
    open_ = frozenset(cents)
    if terms:
        show = _show(row, cents, terms)
        open_ = frozenset(open_to_all(show=show, asking=Asking(at=at, channel=Channel.SHOP)))
    ranks = tuple(dict.fromkeys(rank for rank, _ in cents))
    fees = fees_asked(data=row.fees or (), show=_show(row, cents, terms), at=at)
    return PriceTable(ranks, tuple(types.values()), cents, terms, open_, fees)


def _show(
    row: _Row, cents: dict[tuple[int, int], int], terms: dict[tuple[int, int], tuple[Term, ...]]
) -> Show:
    options = tuple(
        Option(rank, type_, 0, amount, terms.get((rank, type_), ()))
        for (rank, type_), amount in cents.items()
    )
    return Show(row.id, row.house_id, row.production_id, row.season_id, row.genre, row.starts_at, options)
