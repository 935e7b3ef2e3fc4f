"""The books of a house: its accounts with their balances, the transfers of one, and what is due between houses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel.kernel.errors import NotFound
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope

PAGE_SIZE = 50

CREDIT_KINDS = frozenset(
    {"payable", "revenue", "vat", "fees", "unallocated", "cash_difference", "commission", "deferred"}
)
"""Accounts that grow on the credit side: a balance there is shown as people say it, a debt or a revenue of so much."""


@dataclass(frozen=True, slots=True)
class AccountBalance:
    """One account. Amounts in cents; `transfers` is how many touched it."""

    code: str
    kind: str
    counterparty_id: int | None
    counterparty: str | None
    rate_bp: int | None
    debit_cents: int
    credit_cents: int
    transfers: int

    @property
    def balance_cents(self) -> int:
        """Debit minus credit: all accounts of a book add up to zero."""
        return self.debit_cents - self.credit_cents

    @property
    def shown_cents(self) -> int:
        """The balance with the sign that a person expects of this kind of account."""
        return -self.balance_cents if self.kind in CREDIT_KINDS else self.balance_cents


@dataclass(frozen=True, slots=True)
class TransferRow:
    """One transfer as seen from one account. `signed_cents` and `balance_cents` (after it) are debit minus credit."""

    id: int
    at: datetime
    kind: str
    other: str
    other_counterparty: str | None
    other_kind: str | None
    other_rate_bp: int | None
    signed_cents: int
    balance_cents: int
    order_id: UUID | None
    line_id: int | None
    total: int


@dataclass(frozen=True, slots=True)
class Due:
    """What stands open with one other house: it owes us `receivable_cents`, we owe it `payable_cents`."""

    house_id: int
    house: str
    receivable_cents: int
    payable_cents: int

    @property
    def net_cents(self) -> int:
        """Above zero: we get it. Below: we pay it."""
        return self.receivable_cents - self.payable_cents


ACCOUNTS = load(__file__, "accounts_of_house", AccountBalance)
TRANSFERS = load(__file__, "transfers_of_account", TransferRow)


def accounts_of(*, scope: Scope, house: int) -> list[AccountBalance]:
    """Every account of the house's book, in the order of a balance sheet. One statement."""
    return ACCOUNTS.rows(scope=scope, house=house)


def account_of(*, accounts: Sequence[AccountBalance], code: str) -> AccountBalance:
    """Raises NotFound when the book has no account with this code."""
    for account in accounts:
        if account.code == code:
            return account
    raise NotFound(code)


def transfers_of(
    *, scope: Scope, house: int, code: str, page: int = 1, size: int = PAGE_SIZE
) -> list[TransferRow]:
    """One page (from 1) of what moved on an account, newest first, `size` (1-100,000) a page. One statement."""
    return TRANSFERS.rows(scope=scope, house=house, code=code, limit=size, offset=(page - 1) * size)


def dues(*, accounts: Sequence[AccountBalance]) -> list[Due]:
    """What is open with each other house, by name; houses with which nothing is open are left out."""
    names: dict[int, str] = {}
    open_cents: dict[int, dict[str, int]] = {}
    for account in accounts:
        if account.counterparty_id is None or account.counterparty is None:
            continue
        names[account.counterparty_id] = account.counterparty
        sides = open_cents.setdefault(account.counterparty_id, {"receivable": 0, "payable": 0})
        sides[account.kind] = sides.get(account.kind, 0) + account.shown_cents
    found = [
        Due(house, names[house], sides["receivable"], sides["payable"]) for house, sides in open_cents.items()
    ]
    return sorted(
        (due for due in found if due.receivable_cents or due.payable_cents), key=lambda due: due.house
    )
