"""Open the accounts two houses need when one sells what the other presents."""

from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope
from samenspel.ledger.commands.open_accounts import Opened

OPEN = load(__file__, "open_pair", Opened)


def open_pair(*, presenter: int, seller: int) -> int:
    """Open what is missing and answer how many that was; idempotent, one statement.

    The seller owes the presenter the price when it collects, the presenter owes the seller its commission.
    """
    return OPEN.one(scope=Scope.of_system(), presenter=presenter, seller=seller).opened
