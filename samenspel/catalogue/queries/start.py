"""What a new house has done of what it needs before it sells."""

from dataclasses import astuple, dataclass

from samenspel.kernel.errors import NotFound
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class Start:
    """Each step, done or not: a plan and a performance count once published, a price list once it has a price."""

    legal: bool
    look: bool
    hall: bool
    production: bool
    prices: bool
    performance: bool
    payment: bool
    people: bool

    @property
    def done(self) -> int:
        return sum(astuple(self))

    @property
    def is_over(self) -> bool:
        return all(astuple(self))


READ = load(__file__, "start_of_house", Start)


def start_of(*, scope: Scope, house: int) -> Start:
    """How far `house` is. One statement. Raises NotFound for a house outside the scope."""
    if house not in scope.houses:
        raise NotFound(house)
    (start,) = READ.rows(scope=scope, house=house)
    return start
