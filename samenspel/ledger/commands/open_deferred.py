"""Open the accounts in which the money of a package waits, and those by which it reaches the houses."""

from collections.abc import Sequence

from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope
from samenspel.ledger.commands.open_accounts import Opened

OPEN = load(__file__, "open_deferred", Opened)


def open_deferred(*, organiser: int, package: int, collector: int, presenters: Sequence[int]) -> int:
    """Open what is missing and answer how many that was; idempotent, one statement.

    The collector owes the organiser what was paid; it stands in `deferred:<package>` until a performance was played, and the
    organiser owes that performance's presenter its share from then on.
    """
    return OPEN.one(
        scope=Scope.of_system(),
        organiser=organiser,
        package=package,
        collector=collector,
        presenters=list(presenters),
    ).opened
