"""Move an amount between two accounts of one house, once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel.kernel.errors import DomainError
from samenspel.kernel.money import CURRENCY
from samenspel.kernel.statement import Refused, load
from samenspel.kernel.tenancy import Scope


class AccountMissing(DomainError):
    """The book has no such account and it is not one that opens by itself (clearing, cash, bank, unallocated,
    cash_difference)."""


@dataclass(frozen=True, slots=True)
class Posted:
    """`posted` is False when a transfer with this key was there already."""

    posted: bool


POST = load(__file__, "post_transfer", Posted)


def post_transfer(
    *,
    scope: Scope,
    house: int,
    debit: str,
    credit: str,
    amount_cents: int,
    kind: str,
    key: str,
    at: datetime,
    order: UUID | None = None,
    payment: UUID | None = None,
    currency: str = CURRENCY,
) -> bool:
    """Post one transfer and answer whether it is new; the same `key` (1-60 characters) posts once, ever.

    `amount_cents` > 0; `debit` and `credit` are codes of two accounts of `house`. Joins a running transaction.

    Raises AccountMissing.
    """
    if amount_cents <= 0 or debit == credit or not 0 < len(key) <= 60:
        raise ValueError(
            "a transfer moves an amount above zero between two accounts, under a key of 1-60 characters"
        )
    try:
        return POST.one(
            scope=scope, house=house, debit=debit, credit=credit, amount_cents=amount_cents, currency=currency, kind=kind,
            key=key, order=order, payment=payment, at=at,
        ).posted  # fmt: skip
    except Refused as refused:
        raise AccountMissing(house, debit, credit) from refused
