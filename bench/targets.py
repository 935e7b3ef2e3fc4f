"""Which places a measurement may take: every buyer has a house of its own, so that no two ever ask for the same place."""

from dataclasses import dataclass

import psycopg

PAIRS = 240
"""Pairs of side-by-side places a performance has free: 500 places, the last 20 are sold (see samenspel/demo/season_size.py)."""


@dataclass(frozen=True, slots=True)
class Target:
    """One buyer's ground: performances `first`, `first + step`, ...; `performances` of them; prices at `ticket_type`."""

    first: int
    step: int
    performances: int
    region: int
    ticket_type: int
    free_type: int
    house: int

    @property
    def purchases(self) -> int:
        return self.performances * PAIRS

    def place(self, n: int) -> tuple[int, int]:
        """Performance and first place of the n-th purchase."""
        return self.first + self.step * (n // PAIRS), 1 + 2 * (n % PAIRS)


def read_targets(database_url: str) -> list[Target]:
    """One target for each house of the season, in the order of the houses."""
    query = """
        select min(p.id), count(*), m.region_id, basis.id, vrij.id, h.id
        from houses_house as h
        inner join programme_performance as p on p.house_id = h.id
        inner join houses_membership as m on m.house_id = h.id
        inner join catalogue_tickettype as basis on basis.house_id = h.id and basis.code = 'basis'
        inner join catalogue_tickettype as vrij on vrij.house_id = h.id and vrij.code = 'vrij'
        where h.slug like 'seizoen-%'
        group by h.id, m.region_id, basis.id, vrij.id
        order by h.id
    """
    with psycopg.connect(database_url) as connection:
        rows = connection.execute(query).fetchall()
    return [
        Target(
            first=first,
            step=len(rows),
            performances=count,
            region=region,
            ticket_type=basis,
            free_type=vrij,
            house=house,
        )
        for first, count, region, basis, vrij, house in rows
    ]


def read_regions(database_url: str) -> dict[int, str]:
    """Region id -> slug."""
    with psycopg.connect(database_url) as connection:
        return dict(connection.execute("select id, slug from houses_region").fetchall())
