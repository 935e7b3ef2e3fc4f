"""The secret addresses of the hall calendar: those of a house, and whose one is."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from samenspel.kernel.errors import NotFound
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope
from samenspel.venues.models import CalendarFeed


@dataclass(frozen=True, slots=True)
class Feed:
    """A good feed: all halls of the house when `hall_id` is None."""

    id: int
    house_id: int
    hall_id: int | None
    house_name: str
    hall_name: str


@dataclass(frozen=True, slots=True)
class FeedFacts:
    """What the house sees of a feed; the token is known to nobody any more."""

    id: int
    name: str
    hall_name: str
    created_at: datetime
    revoked_at: datetime | None


FIND = load(__file__, "find_feed", Feed)


def feed_of(*, token: str, at: datetime) -> Feed:
    """The feed with this token. One statement. Raises NotFound when it is unknown or revoked: nobody tells the two apart."""
    digest = sha256(token.encode("utf-8", "replace")).digest()
    rows = FIND.rows(scope=Scope.of_system(), digest=digest, at=at)
    if not rows:
        raise NotFound
    return rows[0]


def feeds_of(*, scope: Scope, house: int) -> tuple[FeedFacts, ...]:
    """The feeds of a house, newest first."""
    with scope.open():
        rows = CalendarFeed.objects.filter(house=house).order_by("-created_at", "-pk")
        found = list(rows.values_list("id", "name", "hall__name", "created_at", "revoked_at"))
    return tuple(
        FeedFacts(id_, name, hall or "", created_at, revoked_at)
        for id_, name, hall, created_at, revoked_at in found
    )
