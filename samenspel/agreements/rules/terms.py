"""The terms of an agreement: what one house may sell for another, and what it earns by it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samenspel.kernel.errors import DomainError
from samenspel.kernel.money import BASIS

RATES_MAX = 50
NOTICE_DAYS_MAX = 366
NAMED_MAX = 200
"""Productions, performances or ticket types that one version names at most."""


class OnRefund(StrEnum):
    """What becomes of the commission when a ticket is refunded."""

    RETURNED = "returned"
    KEPT = "kept"


class PaymentCosts(StrEnum):
    """Who bears what the payment provider asks; settlement reads it."""

    PRESENTER = "presenter"
    SELLER = "seller"


@dataclass(frozen=True, slots=True)
class Rate:
    """`percentage_bp` of the price (0 to 10,000) plus `fixed_cents`, for a ticket type, a rank, both, or (None, None) all."""

    percentage_bp: int
    fixed_cents: int
    ticket_type: int | None = None
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """All that both houses sign. Ids are the presenter's; an empty tuple is all of them. Days are Brussels' days.

    `shares_buyer`: who buys at the seller becomes a contact of the seller too.
    """

    presenter: int
    seller: int
    starts_on: date
    rates: tuple[Rate, ...]
    until: date | None = None
    productions: tuple[int, ...] = ()
    performances: tuple[int, ...] = ()
    ticket_types: tuple[int, ...] = ()
    floor_cents: int = 0
    on_refund: OnRefund = OnRefund.RETURNED
    payment_costs: PaymentCosts = PaymentCosts.PRESENTER
    shares_buyer: bool = False
    notice_days: int = 30


class BadTerms(DomainError):
    """Terms that cannot be. `field` is a field of Terms; `why` a word: missing, order, twice, too_many, range, unknown."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(field, why)
        self.field = field
        self.why = why


def check_terms(*, terms: Terms) -> None:
    """Raises BadTerms for the first thing that cannot be."""
    if terms.presenter == terms.seller:
        raise BadTerms("seller", "twice")
    if terms.until is not None and terms.until < terms.starts_on:
        raise BadTerms("until", "order")
    if terms.floor_cents < 0:
        raise BadTerms("floor_cents", "range")
    if not 0 <= terms.notice_days <= NOTICE_DAYS_MAX:
        raise BadTerms("notice_days", "range")
    for field in ("productions", "performances", "ticket_types"):
        named = getattr(terms, field)
        if len(named) > NAMED_MAX:
            raise BadTerms(field, "too_many")
        if len(set(named)) < len(named):
            raise BadTerms(field, "twice")
    _check_rates(terms.rates)


def _check_rates(rates: Iterable[Rate]) -> None:
    seen = [(rate.ticket_type, rate.rank) for rate in rates]
    if (None, None) not in seen:
        raise BadTerms("rates", "missing")
    if len(set(seen)) < len(seen):
        raise BadTerms("rates", "twice")
    if len(seen) > RATES_MAX:
        raise BadTerms("rates", "too_many")
    if any(not 0 <= rate.percentage_bp <= BASIS or rate.fixed_cents < 0 for rate in rates):
        raise BadTerms("rates", "range")


def rate_of(*, rates: Iterable[Rate], ticket_type: int, rank: int) -> Rate:
    """The most particular rate for such a ticket: of type and rank, of the type, of the rank, of all."""
    fitting = (
        rate for rate in rates if rate.ticket_type in (None, ticket_type) and rate.rank in (None, rank)
    )
    return max(fitting, key=lambda rate: (rate.ticket_type is not None, rate.rank is not None))


def commission(*, price_cents: int, rate: Rate) -> int:
    """What the seller earns on one ticket: the percentage half up plus the fixed amount, never more than the price.

    The same formula stands in `sales/sql/confirm_order.sql`; `tests/agreements/test_terms.py` holds them together.
    """
    share = (2 * price_cents * rate.percentage_bp + BASIS) // (2 * BASIS)
    return min(price_cents, share + rate.fixed_cents)
