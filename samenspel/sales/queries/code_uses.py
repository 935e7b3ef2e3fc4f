"""How often the promo codes of a house were used."""

from dataclasses import dataclass
from datetime import datetime

from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class CodeUse:
    """Orders that were bought with the code, and those that hold it at this moment; both count for its limit."""

    code: str
    bought: int
    held: int


USES = load(__file__, "uses_of_codes", CodeUse)


def code_uses(*, scope: Scope, house: int, at: datetime) -> dict[str, CodeUse]:
    """By code, in capitals; nothing for a scope that does not work for `house`. One statement."""
    if house not in scope.houses:
        return {}
    return {row.code: row for row in USES.rows(scope=Scope.of_system(), house=house, at=at)}
