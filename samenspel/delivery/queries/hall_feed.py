"""The hall calendar of a house as a calendar program subscribes to it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenspel.delivery.rules import wording
from samenspel.delivery.rules.calendar import Evening, calendar_file
from samenspel.kernel.tenancy import Scope
from samenspel.programme.queries.hall_calendar import Planned, hall_calendar
from samenspel.venues.models import HallBooking
from samenspel.venues.queries.calendar_feeds import feed_of
from samenspel.venues.words import KINDS

PAST = timedelta(days=31)
AHEAD = timedelta(days=550)


@dataclass(frozen=True, slots=True)
class HallFeed:
    """`body` is `text/calendar`, or None when the program has this `etag` already."""

    etag: str
    body: bytes | None


def hall_feed(*, token: str, known_etag: str, at: datetime) -> HallFeed:
    """The bookings behind a feed's token, from a month ago until a season and a half ahead, in the active language.

    Title, kind, hall and notes for staff and equipment; never who to contact. Two statements. Raises NotFound for a token that is
    unknown or revoked.
    """
    feed = feed_of(token=token, at=at)
    rows = hall_calendar(
        scope=Scope.of_houses(feed.house_id),
        house=feed.house_id,
        hall=feed.hall_id,
        starts_at=at - PAST,
        ends_at=at + AHEAD,
    )
    language = wording.language_known(get_language() or "")
    name = " · ".join(part for part in (feed.house_name, feed.hall_name) if part)
    evenings = [_evening(row) for row in rows]
    etag = f'"{sha256(repr((language, name, evenings)).encode()).hexdigest()[:32]}"'
    if etag == known_etag:
        return HallFeed(etag, None)
    body = calendar_file(evenings=evenings, language=language, at=at, product="Halls", name=name)
    return HallFeed(etag, body)


def _evening(row: Planned) -> Evening:
    kind = str(KINDS[HallBooking.Kind(row.kind)])
    option = row.state == HallBooking.State.OPTION
    title = row.shown_title or kind
    if option:
        title = _("Option %(rank)d: %(title)s") % {"rank": row.rank or 1, "title": title}
    return Evening(
        uid=f"booking-{row.id}@samenspel",
        title=title,
        place=f"{row.hall_name}, {row.venue_name}",
        notes="\n".join(part for part in (kind, row.note, row.staff_notes, row.equipment_notes) if part),
        url="",
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        status="TENTATIVE" if option else "CONFIRMED",
        sequence=row.revision,
    )
