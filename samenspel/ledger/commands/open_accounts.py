"""Open the accounts that the houses of a region need to sell for each other."""

from collections.abc import Iterable
from dataclasses import dataclass

from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class Opened:
    """How many accounts are new."""

    opened: int


OPEN = load(__file__, "open_accounts", Opened)


def open_accounts(*, regions: Iterable[int], rates_bp: Iterable[int]) -> int:
    """Open what is missing and answer how many that was; idempotent, one statement.

    Each house of the regions, their sellers and collectors: clearing, cash, bank, unallocated, revenue, VAT and fees per rate.
    Each seller and collector owes each other house (`payable:<house>`), which has it to receive (`receivable:<house>`).
    """
    return OPEN.one(
        scope=Scope.of_system(), regions=sorted(set(regions)), rates_bp=sorted(set(rates_bp))
    ).opened
