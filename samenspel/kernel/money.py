"""Money: integer cents of one currency, rates in basis points. All rounding and splitting of the product lives here."""

from collections.abc import Sequence
from typing import NewType

Cents = NewType("Cents", int)
RateBp = NewType("RateBp", int)

BASIS = 10_000
CURRENCY = "EUR"


def split_cents(*, total_cents: int, weights: Sequence[int]) -> list[int]:
    """Divide `total_cents` in proportion to `weights` by largest remainder; the parts add up to the total.

    Weights are >= 0 and not all zero. Ties go to the earlier part, so that the answer is the same everywhere.
    A negative total (a refund) is split as its mirror image.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError("weights must be >= 0 and not all zero")
    if total_cents < 0:
        return [-part for part in split_cents(total_cents=-total_cents, weights=weights)]
    parts = [total_cents * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total_cents * weights[i] % whole), i))
    for i in by_remainder[: total_cents - sum(parts)]:
        parts[i] += 1
    return parts


def vat_in_gross(*, gross_cents: int, rate_bp: int) -> int:
    """VAT contained in an amount that includes it, rounded half up to the cent; 0 <= rate_bp <= 10000.

    The same formula stands in `sales/sql/take_places.sql`; `tests/kernel/test_money.py` holds them together.
    """
    divisor = BASIS + rate_bp
    return (2 * gross_cents * rate_bp + divisor) // (2 * divisor)
