"""Why a cart costs what it costs: the trace of the engine, by the rules of now."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel.catalogue.queries.price_rules import price_rules
from samenspel.catalogue.queries.rule_names import Names, rule_names
from samenspel.catalogue.rules.trace import PricedLine
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.judge_cart import facts_of, reckon


@dataclass(frozen=True, slots=True)
class CartTrace:
    """The trace of each line by (performance, place), and what its rules are called."""

    lines: dict[tuple[int, int], PricedLine]
    names: Names


def cart_trace(*, scope: Scope, order: UUID, at: datetime) -> CartTrace:
    """Three statements; nothing is written. What periods ask was judged when the places were taken.

    Raises NotFound (not this scope's order).
    """
    if order not in scope.orders:
        raise NotFound
    facts = facts_of(order=order, at=at, contact=scope.contact, email=None)
    shows = price_rules(performances=[line[1] for line in facts.lines], scope=Scope.of_system())
    _asking, quote = reckon(facts=facts, shows=shows, at=at, agreed=True)
    return CartTrace(
        lines={(line.item.performance, line.item.place): line for line in quote.lines},
        names=rule_names(houses=[show.house for show in shows.values()]),
    )
