"""The calendar file of an order."""

from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from samenspel.delivery.queries.papers import PaperLine, language_of, papers
from samenspel.delivery.rules.calendar import Evening, calendar_file
from samenspel.delivery.rules.links import order_url
from samenspel.kernel.tenancy import Scope
from samenspel.sales.rules.number import order_number


def order_calendar(*, scope: Scope, order: UUID, at: datetime) -> bytes:
    """`text/calendar`, one event a performance with valid tickets, in the language of the order. Raises NotFound."""
    lines = [line for line in papers(scope=scope, order=order) if line.ticket_state == "valid"]
    language = language_of(lines=lines, asked=lines[0].language) if lines else "nl"
    with override(language):
        evenings = [
            _evening(list(group), language)
            for _key, group in groupby(lines, key=lambda line: line.performance_id)
        ]
    return calendar_file(evenings=evenings, language=language, at=at)


def _evening(lines: list[PaperLine], language: str) -> Evening:
    first = lines[0]
    url = order_url(
        site_url=settings.SITE_URL, language=language, region_slug=first.region_slug, order=first.order_id
    )
    count = ngettext("%(count)s ticket", "%(count)s tickets", len(lines)) % {"count": len(lines)}
    places = ", ".join(dict.fromkeys(place_words(line) for line in lines))
    return Evening(
        uid=f"{first.order_id}-{first.performance_id}@samenspel",
        title=first.title,
        place=", ".join(
            part
            for part in (
                first.hall_name,
                first.venue_name,
                first.venue_street,
                f"{first.venue_postcode} {first.venue_town}".strip(),
            )
            if part
        ),
        notes=f"{first.house_name}\n{count}: {places}\n"
        + _("Order %(number)s") % {"number": order_number(first.order_id)}
        + f"\n{url}",
        url=url,
        starts_at=first.starts_at,
        ends_at=first.ends_at,
    )


def place_words(line: PaperLine) -> str:
    """`Parterre, row A, seat 3` in the active language; the section only where nobody chooses a seat."""
    section, row, seat = line.place
    if not seat:
        return section
    if not row:
        return _("%(section)s, seat %(seat)s") % {"section": section, "seat": seat}
    return _("%(section)s, row %(row)s, seat %(seat)s") % {"section": section, "row": row, "seat": seat}
