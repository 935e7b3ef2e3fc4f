"""What a package costs, how its price is divided, and what is still missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel.packages.rules.shares import RevenueRule, shares
from samenspel.packages.rules.terms import (
    BoundRule,
    Choice,
    Lack,
    Missing,
    PriceForm,
    Terms,
    missing,
    price_cents,
)


def test_choose_your_own_of_three_shows_at_fifty_euros() -> None:
    """24.00 and 18.00 at house A, 20.00 at house B, sold at 50.00."""
    assert shares(rule=RevenueRule.LIST_PRICE, price_cents=5000, list_cents=[2400, 1800, 2000]) == [
        1935,
        1452,
        1613,
    ]


def test_equal_gives_every_performance_the_same() -> None:
    assert shares(rule=RevenueRule.EQUAL, price_cents=5000, list_cents=[2400, 1800, 2000]) == [
        1667,
        1667,
        1666,
    ]


@given(
    rule=st.sampled_from(RevenueRule),
    price=st.integers(0, 1_000_000),
    lists=st.lists(st.integers(0, 20_000), min_size=1, max_size=40),
)
def test_split_loses_no_cent(rule: RevenueRule, price: int, lists: list[int]) -> None:
    parts = shares(rule=rule, price_cents=price, list_cents=lists)
    assert sum(parts) == price
    assert min(parts) >= 0


@pytest.mark.parametrize(
    ("terms", "price"),
    [
        (Terms(3, 3, PriceForm.WHOLE, price_cents=5000), 5000),
        (Terms(1, 5, PriceForm.EACH, price_cents=1500), 4500),
        (Terms(1, 5, PriceForm.DISCOUNT, discount_bp=2000), 4960),
        (Terms(1, 5, PriceForm.DISCOUNT, discount_bp=3333), 4134),
    ],
)
def test_price_by_its_form(terms: Terms, price: int) -> None:
    assert price_cents(terms=terms, list_cents=[2400, 1800, 2000]) == price


def choice(performance: int, house: int, genre: str = "theatre", group: str = "") -> Choice:
    return Choice(performance, house, genre, group, 2000)


def test_missing_says_how_many_of_what() -> None:
    from_two = BoundRule(least=1, most=2, house=2)
    dance = BoundRule(least=0, most=1, genre="dance")
    terms = Terms(3, 4, PriceForm.WHOLE, 5000, bounds=(from_two, dance))
    assert missing(terms=terms, chosen=[]) == [
        Missing(Lack.TOO_FEW, 3),
        Missing(Lack.TOO_FEW, 1, from_two),
    ]
    assert missing(terms=terms, chosen=[choice(1, 1, "dance"), choice(2, 1, "dance"), choice(3, 2)]) == [
        Missing(Lack.TOO_MANY, 1, dance)
    ]
    assert missing(terms=terms, chosen=[choice(n, 2) for n in range(5)]) == [
        Missing(Lack.TOO_MANY, 1),
        Missing(Lack.TOO_MANY, 3, from_two),
    ]
    assert missing(terms=terms, chosen=[choice(1, 1), choice(2, 1, "dance"), choice(3, 2)]) == []
