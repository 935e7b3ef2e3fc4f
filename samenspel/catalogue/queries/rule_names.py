"""What ticket types and rules are called, for who explains a price. Public, as their prices are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope

Names = Mapping[tuple[str, int], Mapping[str, str]]
"""Language -> text, by (type, reduction, fee or phase; id). By (carried, id of a ticket type): who carries a social tariff,
`visitor`, `house` and `municipality` -> basis points in digits.
"""


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    id: int
    name: dict[str, str]


READ = load(__file__, "rule_names", _Row)


def rule_names(*, houses: Sequence[int]) -> Names:
    """Of all these houses. One statement."""
    rows = READ.rows(scope=Scope.nobody(), houses=sorted(set(houses)))
    return {(row.kind, row.id): row.name for row in rows}
