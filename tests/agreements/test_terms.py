"""What a seller earns on a ticket, and which terms cannot be."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel.agreements.rules.terms import BadTerms, Rate, Terms, check_terms, commission, rate_of

TERMS = Terms(presenter=1, seller=2, starts_on=date(2026, 12, 1), rates=(Rate(400, 50),))


def test_four_percent_and_fifty_cents_of_twenty_two_euro() -> None:
    earned = commission(price_cents=2200, rate=Rate(percentage_bp=400, fixed_cents=50))
    assert earned == 138
    assert 2200 - earned == 2062


@given(price=st.integers(0, 100_000), bp=st.integers(0, 10_000), fixed=st.integers(0, 5_000))
def test_a_seller_never_earns_more_than_the_price(price: int, bp: int, fixed: int) -> None:
    earned = commission(price_cents=price, rate=Rate(bp, fixed))
    assert 0 <= earned <= price
    assert earned == min(price, round_half_up(price * bp, 10_000) + fixed)


def round_half_up(amount: int, divisor: int) -> int:
    whole, rest = divmod(amount, divisor)
    return whole + (2 * rest >= divisor)


def test_the_most_particular_rate_counts() -> None:
    everything, of_rank, of_type, of_both = (
        Rate(100, 0),
        Rate(200, 0, rank=1),
        Rate(300, 0, ticket_type=7),
        Rate(400, 0, ticket_type=7, rank=1),
    )
    rates = (everything, of_rank, of_type, of_both)
    assert rate_of(rates=rates, ticket_type=8, rank=2) is everything
    assert rate_of(rates=rates, ticket_type=8, rank=1) is of_rank
    assert rate_of(rates=rates, ticket_type=7, rank=2) is of_type
    assert rate_of(rates=rates, ticket_type=7, rank=1) is of_both


@pytest.mark.parametrize(
    ("change", "field", "why"),
    [
        ({"seller": 1}, "seller", "twice"),
        ({"until": date(2026, 11, 30)}, "until", "order"),
        ({"floor_cents": -1}, "floor_cents", "range"),
        ({"notice_days": 400}, "notice_days", "range"),
        ({"productions": tuple(range(201))}, "productions", "too_many"),
        ({"performances": (3, 3)}, "performances", "twice"),
        ({"rates": ()}, "rates", "missing"),
        ({"rates": (Rate(1, 0, rank=1),)}, "rates", "missing"),
        ({"rates": (Rate(1, 0), Rate(2, 0))}, "rates", "twice"),
        ({"rates": (Rate(10_001, 0),)}, "rates", "range"),
        ({"rates": (Rate(0, -1),)}, "rates", "range"),
    ],
)
def test_terms_that_cannot_be_are_named(change: dict[str, object], field: str, why: str) -> None:
    check_terms(terms=TERMS)
    with pytest.raises(BadTerms) as refused:
        check_terms(terms=replace(TERMS, **change))  # type: ignore[arg-type]
    assert (refused.value.field, refused.value.why) == (field, why)
