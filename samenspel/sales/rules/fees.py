"""Fees as a buyer reads them: those of a ticket are in its price, those of the order are a row of their own. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from samenspel.catalogue.rules.facts import Per

NamedFees = list[list[Any]]
"""What statements answer of a line's fees: [fee, per, cents, names]; of a fee of the order the cents are the line's share."""


class WithFees(Protocol):
    @property
    def house_id(self) -> int: ...

    @property
    def fees(self) -> NamedFees: ...


@dataclass(frozen=True, slots=True)
class OrderFee:
    """A fee that `house` asks once an order. `names` is language -> text."""

    house: int
    names: Mapping[str, str]
    cents: int


def order_share(*, fees: NamedFees) -> int:
    """How much of a line's price is its share of fees of the order."""
    return sum(cents for _fee, per, cents, _names in fees if per == Per.ORDER)


def order_fees(*, lines: Iterable[WithFees]) -> tuple[OrderFee, ...]:
    """The fees of the order, each once with the shares of all its lines together."""
    found: dict[int, OrderFee] = {}
    for line in lines:
        for fee, per, cents, names in line.fees:
            if per == Per.ORDER:
                before = found[fee].cents if fee in found else 0
                found[fee] = OrderFee(line.house_id, names, before + cents)
    return tuple(found.values())
