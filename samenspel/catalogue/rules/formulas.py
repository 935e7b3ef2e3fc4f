"""The formulas of reductions, and how they are read from JSON."""

from collections.abc import Mapping
from dataclasses import dataclass

from samenspel.catalogue.rules.moments import BadTerms, number
from samenspel.kernel.money import BASIS

MOST_IN_SET = 40
MOST_CENTS = 10_000_000


@dataclass(frozen=True, slots=True)
class NForM:
    """Of each `take` tickets `pay` are paid, the cheapest are free. `across` performances of the house, or each by itself."""

    take: int
    pay: int
    across: bool


@dataclass(frozen=True, slots=True)
class Family:
    """`adults` and `children` tickets of one performance together for `cents`."""

    adults: int
    children: int
    adult_types: frozenset[int]
    child_types: frozenset[int]
    cents: int


@dataclass(frozen=True, slots=True)
class Share:
    """A part off each ticket, in basis points of its price."""

    off_bp: int


@dataclass(frozen=True, slots=True)
class Amount:
    """Cents off each ticket, at most its price."""

    off_cents: int


Formula = NForM | Family | Share | Amount


def parse_formula(*, data: Mapping[str, object]) -> Formula:
    """A formula from its JSON; docs/reference/prices.md. Raises BadTerms with a field under `formula`."""
    match data.get("kind"):
        case "n_for_m":
            take = _number(data, "take", 2, MOST_IN_SET)
            return NForM(take, _number(data, "pay", 0, take - 1), bool(data.get("across", False)))
        case "family":
            adult_types, child_types = _types(data, "adult_types"), _types(data, "child_types")
            if adult_types & child_types:
                raise BadTerms("formula.child_types", "twice")
            return Family(
                _number(data, "adults", 1, MOST_IN_SET),
                _number(data, "children", 1, MOST_IN_SET),
                adult_types,
                child_types,
                _number(data, "cents", 0, MOST_CENTS),
            )
        case "share":
            return Share(_number(data, "off_bp", 1, BASIS))
        case "amount":
            return Amount(_number(data, "off_cents", 1, MOST_CENTS))
    raise BadTerms("formula.kind", "unknown")


def _number(data: Mapping[str, object], field: str, least: int, most: int) -> int:
    return number(data.get(field), f"formula.{field}", least, most)


def _types(data: Mapping[str, object], field: str) -> frozenset[int]:
    given = data.get(field)
    if not isinstance(given, list | tuple) or not given:
        raise BadTerms(f"formula.{field}", "missing")
    return frozenset(number(each, f"formula.{field}", 1, 2**62) for each in given)
