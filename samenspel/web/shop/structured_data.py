"""What search engines read: schema.org Event and Offer as JSON-LD.

A script of type `application/ld+json` is data: browsers never run it, and a content security policy without inline script
does not stop it (tests/journeys checks that in Chromium).
"""

import json
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from samenspel.catalogue.queries.offers import Offered
from samenspel.catalogue.queries.places_left import Fill
from samenspel.houses.queries.directory import HouseFacts
from samenspel.kernel.clock import BRUSSELS
from samenspel.web.design.words import words
from samenspel.web.shop.room import Room

TYPES = {
    "theatre": "TheaterEvent",
    "dance": "DanceEvent",
    "music": "MusicEvent",
    "classical": "MusicEvent",
    "comedy": "ComedyEvent",
    "film": "ScreeningEvent",
    "family": "ChildrensEvent",
    "exhibition": "ExhibitionEvent",
    "literature": "LiteraryEvent",
}
AVAILABILITY = {
    Fill.PLENTY: "InStock",
    Fill.FEW: "LimitedAvailability",
    Fill.LAST: "LimitedAvailability",
    Fill.SOLD_OUT: "SoldOut",
    Fill.SOON: "PreOrder",
    Fill.CLOSED: "OutOfStock",
}
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def event(*, room: Room, offer: Offered, house: HouseFacts, word: Fill) -> dict[str, Any]:
    """The performance as an Event with an AggregateOffer; moments carry the offset of Brussels."""
    facts = offer.facts
    url = f"{settings.SITE_URL}{room.url('performance', facts.id)}"
    texts = words(facts.texts, room.language) or {}
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": TYPES.get(facts.genre, "Event"),
        "name": facts.title,
        "description": texts.get("summary", ""),
        "url": url,
        "image": f"{settings.SITE_URL}/poster/{facts.production_id}/",
        "startDate": facts.starts_at.astimezone(BRUSSELS).isoformat(),
        "endDate": facts.ends_at.astimezone(BRUSSELS).isoformat(),
        "eventStatus": "https://schema.org/EventCancelled"
        if word is Fill.CANCELLED
        else "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": f"{facts.venue}, {facts.hall}",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": facts.street,
                "postalCode": facts.postcode,
                "addressLocality": facts.town,
                "addressCountry": "BE",
            },
        },
        "organizer": {"@type": "Organization", "name": house.name, "url": house.website or url},
    }
    if facts.company:
        found["performer"] = {"@type": "PerformingGroup", "name": facts.company}
    if offer.prices.lowest_cents is not None and word in AVAILABILITY:
        found["offers"] = {
            "@type": "AggregateOffer",
            "url": url,
            "priceCurrency": "EUR",
            "lowPrice": f"{offer.prices.lowest_cents / 100:.2f}",
            "highPrice": f"{(offer.prices.highest_cents or 0) / 100:.2f}",
            "availability": f"https://schema.org/{AVAILABILITY[word]}",
            "validFrom": facts.sale_starts_at.astimezone(BRUSSELS).isoformat(),
        }
    return found


def event_script(*, room: Room, offer: Offered, house: HouseFacts, word: Fill) -> SafeString:
    text = json.dumps(event(room=room, offer=offer, house=house, word=word), ensure_ascii=False)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text.translate(ESCAPES)),  # noqa: S308 - escaped
    )
