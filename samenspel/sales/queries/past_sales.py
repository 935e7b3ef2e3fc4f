"""What a house sold of its own, by ticket type, rank and price: what an agreement is simulated on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from samenspel.agreements.rules.simulation import Sold
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class _Row:
    ticket_type: int
    rank: int
    price_cents: int
    tickets: int


READ = load(__file__, "past_sales", _Row)


def past_sales(
    *, scope: Scope, house: int, productions: Sequence[int], since: datetime, until: datetime
) -> tuple[Sold, ...]:
    """Tickets that `house` presented and that are still sold, of these productions (none is all), sold in [since, until).

    One statement; at most 200 kinds, the most sold first.
    """
    rows = READ.rows(scope=scope, house=house, productions=list(productions), since=since, until=until)
    return tuple(Sold(row.ticket_type, row.rank, row.price_cents, row.tickets) for row in rows)
