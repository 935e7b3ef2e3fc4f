"""Give a house a secret address for its calendar programs, or end one."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe

from samenspel.kernel.errors import NotFound
from samenspel.kernel.events import append
from samenspel.kernel.tenancy import Scope
from samenspel.venues.commands.change_booking import Act, hall_of_house, planning
from samenspel.venues.models import CalendarFeed


@dataclass(frozen=True, slots=True)
class NewFeed:
    """`token` is shown once, now, and kept nowhere."""

    id: int
    token: str


def open_feed(*, scope: Scope, house: int, hall: int | None, name: str, by: int, at: datetime) -> NewFeed:
    """A feed of all halls of `house`, or of one; `name` (at most 80 characters) says who reads it. The token has 256 bits.

    Raises NotFound, NotPlanner.
    """
    act = Act(scope, house, "opened", by, at)
    token = token_urlsafe(32)
    with planning(act):
        if hall is not None:
            hall_of_house(hall=hall, house=house)
        feed = CalendarFeed.objects.create(
            house_id=house,
            hall_id=hall,
            name=name[:80],
            digest=sha256(token.encode()).digest(),
            created_at=at,
        )
        append(
            kind="venues.feed.opened",
            house_id=house,
            subject=str(feed.pk),
            payload={"by": by, "hall": hall},
            at=at,
        )
    return NewFeed(feed.pk, token)


def revoke_feed(*, scope: Scope, house: int, feed: int, by: int, at: datetime) -> None:
    """End a feed at once. Revoked twice stays revoked at the first moment. Raises NotFound, NotPlanner."""
    act = Act(scope, house, "revoked", by, at)
    with planning(act):
        found = CalendarFeed.objects.filter(pk=feed, house=house)
        if not found.exists():
            raise NotFound(feed)
        if found.filter(revoked_at__isnull=True).update(revoked_at=at):
            append(kind="venues.feed.revoked", house_id=house, subject=str(feed), payload={"by": by}, at=at)
