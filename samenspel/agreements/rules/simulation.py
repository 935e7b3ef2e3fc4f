"""Who would earn what under these terms, on sales that were or might be. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from samenspel.agreements.rules.terms import Terms, commission, rate_of


@dataclass(frozen=True, slots=True)
class Sold:
    """So many tickets of one ticket type and rank at one price."""

    ticket_type: int
    rank: int
    price_cents: int
    tickets: int


@dataclass(frozen=True, slots=True)
class Earned:
    """What one kind of ticket gives: `commission_cents` to the seller, the rest of `price_cents` to the presenter, all together.

    `is_left_out`: the terms do not let the seller sell it, so it earns nothing.
    """

    sold: Sold
    is_left_out: bool
    commission_cents: int

    @property
    def price_cents(self) -> int:
        return 0 if self.is_left_out else self.sold.price_cents * self.sold.tickets

    @property
    def presenter_cents(self) -> int:
        return self.price_cents - self.commission_cents


def simulate(*, terms: Terms, sales: Iterable[Sold]) -> tuple[Earned, ...]:
    """In the order of `sales`. The commission is that of each ticket by itself, as the sale reckons it."""
    return tuple(_earned(terms, sold) for sold in sales)


def _earned(terms: Terms, sold: Sold) -> Earned:
    named = not terms.ticket_types or sold.ticket_type in terms.ticket_types
    if not named or sold.price_cents < terms.floor_cents:
        return Earned(sold, True, 0)
    rate = rate_of(rates=terms.rates, ticket_type=sold.ticket_type, rank=sold.rank)
    return Earned(sold, False, sold.tickets * commission(price_cents=sold.price_cents, rate=rate))
