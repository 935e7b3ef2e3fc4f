"""Judge a cart by the rules of its houses: what may be sold to this buyer, and at which price."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from samenspel.catalogue.queries.price_rules import price_rules
from samenspel.catalogue.rules.facts import Asking, Held, Item, Person, Show
from samenspel.catalogue.rules.judging import Hindrance
from samenspel.catalogue.rules.pricing import price_cart
from samenspel.catalogue.rules.terms import Channel
from samenspel.catalogue.rules.trace import PricedLine, Quote
from samenspel.kernel.errors import NotFound
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope

Refusals = dict[tuple[int, int], tuple[Hindrance, ...]]
"""Why a line cannot be sold like this, by (performance, place)."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The trace of every line, what the lines cost before, and the (house, campaign) of the codes that are good."""

    quote: Quote
    before_cents: int
    campaigns: frozenset[tuple[int, str]]

    @property
    def refusals(self) -> Refusals:
        return {(line.item.performance, line.item.place): line.refusals for line in self.quote.refused}

    @property
    def cents(self) -> dict[tuple[int, int], int]:
        """The price of each line by (performance, place), its fees included."""
        return {(line.item.performance, line.item.place): line.total_cents for line in self.quote.lines}


@dataclass(frozen=True, slots=True)
class CartFacts:
    """`lines`: [id, performance, place, rank, ticket type, reason, fees, cents]; `counts`: [performance, type, sold, bought]."""

    channel: str
    lines: list[list[Any]]
    counts: list[list[int]]
    campaigns: list[list[Any]]
    counted_codes: list[int]
    held: list[list[Any]]
    born_on: date | None
    postcode: str


@dataclass(frozen=True, slots=True)
class _Repriced:
    changed: int


FACTS = load(__file__, "judged_cart", CartFacts)
REPRICE = load(__file__, "reprice_lines", _Repriced)


def judge_cart(
    *,
    order: UUID,
    at: datetime,
    contact: int | None = None,
    email: str | None = None,
    agreed: bool = False,
) -> Judged:
    """Price the cart by the rules of now and write the prices of the lines that may be sold; the caller refuses the others.

    Runs in the transaction of the caller, who undoes it by raising. `contact` or `email` says who buys, when known before the
    order does; cards, age and postcode count only of a `contact`, who signed in. `agreed`: the places are held, so what their
    periods ask was judged before. Where tickets or codes are counted over all orders, a lock until the end of the transaction
    lets one order at a time count.

    Two statements, three when a price changes; two more where is counted. Raises NotFound.
    """
    facts = facts_of(order=order, at=at, contact=contact, email=email)
    shows = price_rules(performances=[line[1] for line in facts.lines], scope=Scope.of_system())
    counting = _counting(shows.values(), facts)
    if counting:
        lock(keys=counting)
        facts = facts_of(order=order, at=at, contact=contact, email=email)
    asking, quote = reckon(facts=facts, shows=shows, at=at, agreed=agreed)
    judged = Judged(quote, sum(line[-1] for line in facts.lines), asking.campaigns)
    _reprice(order, facts, judged)
    return judged


def lock(*, keys: Iterable[str]) -> None:
    """Wait until nobody else is between counting and writing under these keys; always in the same order."""
    with connection.cursor() as cursor:
        for key in sorted(keys):
            cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def facts_of(*, order: UUID, at: datetime, contact: int | None, email: str | None) -> CartFacts:
    """What the price of the cart depends on besides the rules. One statement. Raises NotFound."""
    rows = FACTS.rows(scope=Scope.of_system(), order=order, at=at, contact=contact, email=email)
    if not rows:
        raise NotFound
    return rows[0]


def reckon(
    *, facts: CartFacts, shows: Mapping[int, Show], at: datetime, agreed: bool
) -> tuple[Asking, Quote]:
    """Who asks, and the price of the cart with its trace. Pure."""
    asking = _asking(facts, at, agreed)
    items = [
        Item(performance, place, rank, type_, reason)
        for _, performance, place, rank, type_, reason, *_ in facts.lines
    ]
    return asking, price_cart(shows=shows, items=items, asking=asking)


def _counting(shows: Iterable[Show], facts: CartFacts) -> set[str]:
    keys = {f"promo-code:{code}" for code in facts.counted_codes}
    types = {line[4] for line in facts.lines}
    for show in shows:
        if any(
            limit.performance is not None
            for option in show.options
            if option.ticket_type in types
            for limit in option.limits
        ):
            keys.add(f"ticket-limit:{show.id}")
    return keys


def _asking(facts: CartFacts, at: datetime, agreed: bool) -> Asking:
    return Asking(
        at=at,
        channel=Channel(facts.channel),
        person=Person(
            held=tuple(Held(kind, house, level) for kind, house, level in facts.held),
            born_on=facts.born_on,
            postcode=facts.postcode,
            bought={(performance, type_): bought for performance, type_, _, bought in facts.counts},
        ),
        campaigns=frozenset((house, campaign) for house, campaign in facts.campaigns),
        sold={(performance, type_): sold for performance, type_, sold, _ in facts.counts},
        agreed=agreed,
    )


def _reprice(order: UUID, facts: CartFacts, judged: Judged) -> None:
    priced = {
        (line.item.performance, line.item.place): line for line in judged.quote.lines if not line.refusals
    }
    changed = []
    for id_, performance, place, *_, fees, cents in facts.lines:
        line = priced.get((performance, place))
        if line is not None and (_fees_of(line), line.total_cents) != (fees, cents):
            changed.append((id_, line))
    if changed:
        REPRICE.one(
            scope=Scope.of_system(),
            order=order,
            lines=[id_ for id_, _line in changed],
            cents=[line.total_cents for _id, line in changed],
            fee_cents=[line.fees_cents for _id, line in changed],
            fees=[json.dumps(_fees_of(line)) for _id, line in changed],
        )


def _fees_of(line: PricedLine) -> list[list[int | str]]:
    """The fees in the price of a line as it keeps them: [fee, per, cents]."""
    return [[each.fee.id, each.fee.per.value, each.cents] for each in line.fees if each.cents]
