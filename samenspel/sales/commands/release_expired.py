"""Close carts whose time is over. Holds end by themselves; this only clears what they left."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope

GRACE_S = 120
"""A visitor who pays in the last second finds the places still there."""


@dataclass(frozen=True, slots=True)
class Released:
    orders: int
    places: int


RELEASE = load(__file__, "release_expired", Released)


def release_expired(*, at: datetime, limit: int = 500) -> Released:
    """Expire at most `limit` open orders whose hold ended two minutes ago or longer."""
    return RELEASE.one(scope=Scope.of_system(), before=at - timedelta(seconds=GRACE_S), limit=limit)
