"""The scans of an order's tickets."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class OrderScan:
    """One look at one ticket; `outcome` is a value of `Scan.Outcome`, `place` section, row and seat."""

    at: datetime
    outcome: str
    title: str
    place: str


SCANS = load(__file__, "order_scans", OrderScan)


def scans_of_order(*, scope: Scope, order: UUID) -> list[OrderScan]:
    """Oldest first; a house sees the scans at its own doors. One statement."""
    return SCANS.rows(scope=scope, order=order)
