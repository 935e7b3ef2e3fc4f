"""`split_loses_no_cent`, and one rounding in Python and SQL."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from samenspel.kernel.money import split_cents, vat_in_gross

WEIGHTS = st.lists(st.integers(0, 10_000), min_size=1, max_size=50).filter(any)


@given(total=st.integers(-(10**9), 10**9), weights=WEIGHTS)
def test_split_loses_no_cent(total: int, weights: list[int]) -> None:
    parts = split_cents(total_cents=total, weights=weights)
    assert sum(parts) == total
    exact = [total * weight / sum(weights) for weight in weights]
    assert all(abs(part - share) < 1 for part, share in zip(parts, exact, strict=True))


def test_split_gives_the_spare_cent_to_the_largest_remainder() -> None:
    assert split_cents(total_cents=100, weights=[1, 1, 1]) == [34, 33, 33]
    assert split_cents(total_cents=-100, weights=[1, 1, 1]) == [-34, -33, -33]
    assert split_cents(total_cents=10, weights=[0, 3]) == [0, 10]


def test_control_rounding_each_part_loses_cents() -> None:
    """What the rule is for: rounded one by one, a euro over three houses is 99 cents."""
    assert sum(round(100 * weight / 3) for weight in (1, 1, 1)) == 99


@pytest.mark.parametrize("weights", [[], [0], [0, 0], [1, -1]])
def test_split_refuses_weights_without_meaning(weights: list[int]) -> None:
    with pytest.raises(ValueError, match=r"weights|empty"):
        split_cents(total_cents=100, weights=weights)


@pytest.mark.parametrize(
    ("gross", "rate", "vat"), [(2000, 600, 113), (1060, 600, 60), (999, 2100, 173), (1000, 0, 0)]
)
def test_vat_in_gross_rounds_half_up(gross: int, rate: int, vat: int) -> None:
    assert vat_in_gross(gross_cents=gross, rate_bp=rate) == vat


def test_vat_in_sql_is_vat_in_python(db: None) -> None:
    """The formula of sales/sql/take_places.sql over 20,000 amounts at the rates of Belgium."""
    with connection.cursor() as cursor:
        for rate in (0, 600, 1200, 2100):
            cursor.execute(
                "select g, (2 * g::bigint * %(r)s + 10000 + %(r)s) / (2 * (10000 + %(r)s)) from generate_series(0, 5000) g",
                {"r": rate},
            )
            assert all(
                vat_in_gross(gross_cents=gross, rate_bp=rate) == vat for gross, vat in cursor.fetchall()
            )
