"""Is somebody in with a ticket of an order."""

from dataclasses import dataclass
from uuid import UUID

from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class _Answer:
    admitted: bool


ADMITTED = load(__file__, "order_admitted", _Answer)


def order_admitted(*, scope: Scope, order: UUID) -> bool:
    """As far as the scope sees its tickets. One statement."""
    return ADMITTED.one(scope=scope, order=order).admitted
