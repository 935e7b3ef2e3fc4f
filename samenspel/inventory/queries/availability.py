"""What is free, now."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from uuid import UUID

from samenspel.kernel.errors import NotFound
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class Availability:
    """`taken`: places nobody can have now through this seller; `mine`: places the asking order holds (not in `taken`)."""

    performance_id: int
    plan_id: int
    allow_orphans: bool
    taken: list[int]
    mine: list[int]

    @property
    def etag(self) -> str:
        """Changes whenever `taken` or `mine` does."""
        return blake2b(repr((self.taken, self.mine)).encode(), digest_size=9).hexdigest()


READ = load(__file__, "availability", Availability)
NOBODY = Scope.nobody()


def availability(
    *,
    performance: int,
    at: datetime,
    order: UUID | None = None,
    seller: int | None = None,
    region: int | None = None,
    scope: Scope | None = None,
) -> Availability:
    """One performance. Raises NotFound when there is none, or none published for this scope."""
    found = availabilities(
        performances=[performance], at=at, order=order, seller=seller, region=region, scope=scope
    )
    try:
        return found[performance]
    except KeyError:
        raise NotFound from None


def availabilities(
    *,
    performances: Iterable[int],
    at: datetime,
    order: UUID | None = None,
    seller: int | None = None,
    region: int | None = None,
    scope: Scope | None = None,
) -> dict[int, Availability]:
    """Several performances in one statement; those that do not exist for this scope are absent.

    Through `seller`; without one through the shop of `region`; without either no place of an allotment is free.
    """
    # An order opens nothing here: claims are public, and without it no scope has to travel.
    rows = READ.rows(
        scope=replace(scope, orders=frozenset()) if scope else NOBODY,
        performances=sorted(set(performances)),
        at=at,
        order=order,
        seller=seller,
        region=region,
    )
    return {row.performance_id: row for row in rows}
