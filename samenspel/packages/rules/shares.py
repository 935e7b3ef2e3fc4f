"""Revenue rules: how the price of a package is divided over its performances, to the cent."""

from collections.abc import Sequence
from enum import StrEnum

from samenspel.kernel.money import split_cents


class RevenueRule(StrEnum):
    """By what the tickets would have cost apart, or the same for every performance."""

    LIST_PRICE = "list_price"
    EQUAL = "equal"


def shares(*, rule: RevenueRule, price_cents: int, list_cents: Sequence[int]) -> list[int]:
    """The part of `price_cents` of each performance, in the order of their list prices; the parts add up to it.

    Where all list prices are zero every performance counts the same. Ties go to the earlier one.
    """
    weights = [1] * len(list_cents)
    if rule is RevenueRule.LIST_PRICE and any(list_cents):
        weights = list(list_cents)
    return split_cents(total_cents=price_cents, weights=weights)
