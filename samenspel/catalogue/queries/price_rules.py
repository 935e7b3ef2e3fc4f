"""Performances as the price engine sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samenspel.catalogue.rules.facts import Fee, Option, Per, Phase, Reduction, Show
from samenspel.catalogue.rules.formulas import parse_formula
from samenspel.catalogue.rules.terms import parse_terms
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    house: int
    production: int
    season: int | None
    genre: str
    starts_at: datetime
    options: list[list[Any]]
    phases: list[list[Any]]
    reductions: list[list[Any]]
    fees: list[list[Any]]


READ = load(__file__, "price_rules", _Row)


def price_rules(*, performances: Sequence[int], scope: Scope) -> dict[int, Show]:
    """These performances with everything their prices depend on, by id; those that `scope` may not see are left out.

    One statement, never remembered: what is sold is judged by the rules of now.
    """
    rows = READ.rows(scope=scope, performances=sorted(set(performances)))
    return {row.id: _show(row) for row in rows}


def _show(row: _Row) -> Show:
    return Show(
        id=row.id,
        house=row.house,
        production=row.production,
        season=row.season,
        genre=row.genre,
        starts_at=row.starts_at,
        options=tuple(option(data=each) for each in row.options),
        phases=nearest_phases(data=row.phases),
        reductions=tuple(
            Reduction(
                id_,
                row.house,
                position,
                parse_formula(data=formula),
                frozenset(types),
                parse_terms(data=terms),
            )
            for id_, position, formula, types, terms in row.reductions
        ),
        fees=tuple(
            Fee(id_, row.house, position, Per(per), cents, parse_terms(data=terms))
            for id_, position, per, cents, terms in row.fees
        ),
    )


def option(*, data: Sequence[Any]) -> Option:
    """One price as statements answer it: [rank, ticket type, position, cents, [terms]]."""
    rank, type_, position, cents, terms = data
    return Option(rank, type_, position, cents, parse_terms(data=terms))


def nearest_phases(*, data: Sequence[Sequence[Any]]) -> tuple[Phase, ...]:
    """The phases that count, of all that statements answer as [level, id, position, [terms]]: those of the nearest level."""
    nearest = min((level for level, *_ in data), default=0)
    return tuple(
        Phase(id_, position, parse_terms(data=terms))
        for level, id_, position, terms in data
        if level == nearest
    )
