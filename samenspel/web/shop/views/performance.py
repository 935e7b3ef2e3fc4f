"""The page of a performance, and of an exhibition with its timeslots."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from samenspel.catalogue.queries.agenda import Entry, agenda
from samenspel.catalogue.queries.offers import Offered, offered
from samenspel.catalogue.queries.places_left import Fill, fill, places_gone
from samenspel.houses.queries.directory import HouseFacts, directory
from samenspel.inventory.queries.plans import plan_of
from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.errors import NotFound
from samenspel.sales.rules.limits import PLACES_IN_CART
from samenspel.web.design import formats
from samenspel.web.design.words import words
from samenspel.web.groups import group_text
from samenspel.web.shop.cards import by_phases, entry_sale, fill_text, genre_name, price_text
from samenspel.web.shop.cookies import offer_cart
from samenspel.web.shop.phases import ended, to_come
from samenspel.web.shop.room import Room, in_region, same_for_strangers
from samenspel.web.shop.structured_data import event_script

OTHER_DATES = 12
SLOTS_IN_STRIP = 21
TO_BUY = (Fill.PLENTY, Fill.FEW, Fill.LAST)


@in_region
@same_for_strangers
def performance(room: Room, performance: int) -> HttpResponse:
    """One performance. A timeslot shows its exhibition, with that slot chosen."""
    offer, house = find(room, performance)
    if offer.facts.is_timeslot:
        return _exhibition(room, production=offer.facts.production_id, chosen=offer)
    return room.render("shop/performance.html", page_of(room, offer, house), house=house)


@in_region
def exhibition(room: Room, production: int) -> HttpResponse:
    return _exhibition(room, production=production, chosen=None)


def find(room: Room, performance: int) -> tuple[Offered, HouseFacts]:
    """A performance of this region. Raises NotFound, also for a performance of another region."""
    offer = offered(performance=performance, at=room.at)
    for house in room.region.houses:
        if house.id == offer.facts.house_id:
            return offer, house
    raise NotFound(performance)


def hall_of(room: Room, offer: Offered, gone: int) -> dict[str, Any]:
    """What the pages that sell its places say about a performance of which `gone` places are gone."""
    facts = offer.facts
    word = word_of(offer, gone, room.at)
    over = ended(offer=offer, at=room.at) if word in TO_BUY else None
    word, sale_starts_at = by_phases(
        word=word, show=offer.show, sale_starts_at=facts.sale_starts_at, at=room.at
    )
    return {
        "facts": facts,
        "picture_alt": words(facts.picture_alt, room.language),
        "over": over,
        "order_fees": order_fees(offer, room.language),
        "word": word.value,
        "word_text": fill_text(word=word, sale_starts_at=sale_starts_at, language=room.language),
        "new_cart": "" if room.cart else offer_cart(),
        "can_buy": word in TO_BUY,
        "places_url": room.url("places", facts.id),
        "group": group_text(smallest=facts.group_min or 0, largest=facts.group_max or 0),
        "most": facts.group_max or PLACES_IN_CART,
    }


def page_of(room: Room, offer: Offered, house: HouseFacts) -> dict[str, Any]:
    """Everything there is to say about it."""
    facts = offer.facts
    others = _others(room, offer)
    shown = [facts.id, *(entry.id for entry in others)]
    gone = places_gone(performances=shown, seller=room.region.seller_id, at=room.at)
    texts = words(facts.texts, room.language) or {}
    hall = hall_of(room, offer, gone.get(facts.id, 0))
    return {
        **hall,
        "offer": offer,
        "summary": texts.get("summary", ""),
        "text": texts.get("text", ""),
        "genre": genre_name(facts.genre),
        "price_text": price_text(
            lowest_cents=offer.prices.lowest_cents,
            highest_cents=offer.prices.highest_cents,
            language=room.language,
        ),
        "price_rows": price_rows(offer, room.language),
        "phases": to_come(offer=offer, at=room.at, language=room.language),
        "numbered": plan_of(facts.plan_id).is_numbered,
        "spoken_language": facts.language,
        "other_dates": _other_dates(room, others, gone),
        "structured_data": event_script(room=room, offer=offer, house=house, word=Fill(hall["word"])),
    }


def word_of(offer: Offered, gone: int, at: datetime) -> Fill:
    facts = offer.facts
    return fill(
        state=facts.state,
        sale_starts_at=facts.sale_starts_at,
        sale_ends_at=facts.sale_ends_at,
        offered=bool(offer.prices.cents),
        capacity=facts.capacity,
        gone=gone,
        at=at,
    )


def price_rows(
    offer: Offered, language: str, numbers: Mapping[int, int] | None = None
) -> list[dict[str, Any]]:
    """One row a ticket type: name, note, price in each rank (None when it is not sold there), and how many were asked."""
    table = offer.prices
    return [
        {
            "id": type_.id,
            "name": words(type_.name, language),
            "note": words(type_.note, language),
            # One ticket of the first type is proposed; what was asked before stays.
            "chosen": int(position == 0) if numbers is None else numbers.get(type_.id, 0),
            "cents": [table.asked_cents(rank=rank, ticket_type=type_.id) for rank in table.ranks],
        }
        for position, type_ in enumerate(table.types)
    ]


def order_fees(offer: Offered, language: str) -> list[dict[str, Any]]:
    """What the house asks once an order: the law wants it said with the first price."""
    return [{"name": words(dict(fee.name), language), "cents": fee.cents} for fee in offer.prices.order_fees]


def rank_names(offer: Offered, language: str) -> list[dict[str, Any]]:
    """The ranks that are sold, with the price a place of it gets when nobody says which ticket type; what the sale compares,
    `seen_cents`, is without fees.
    """
    table = offer.prices
    names = []
    for rank in table.ranks:
        first = table.first_type(rank=rank)
        names.append(
            {
                "rank": rank,
                "name": words(offer.facts.rank_names.get(str(rank)), language)
                or _("Price zone %(rank)d") % {"rank": rank},
                "price_cents": None if first is None else table.asked_cents(rank=rank, ticket_type=first),
                "seen_cents": None if first is None else table.cents_of(rank=rank, ticket_type=first),
            }
        )
    return names


def _others(room: Room, offer: Offered) -> list[Entry]:
    """The same production on other days, also in other houses of the region."""
    programme = agenda(houses=[house.id for house in room.region.houses], at=room.at)
    return [
        entry
        for entry in programme.by_production.get(offer.facts.production_id, ())
        if entry.id != offer.facts.id and not entry.is_timeslot
    ][:OTHER_DATES]


def _other_dates(room: Room, others: Sequence[Entry], gone: dict[int, int]) -> list[dict[str, Any]]:
    houses = directory().by_id
    return [
        {
            "url": room.url("performance", entry.id),
            "when": formats.moment(at=entry.starts_at, language=room.language),
            "house": houses[entry.house_id].name,
            "town": entry.town,
            **_word(room, entry, gone),
        }
        for entry in others
    ]


def _word(room: Room, entry: Entry, gone: dict[int, int]) -> dict[str, str]:
    word, sale_starts_at = entry_sale(entry=entry, gone=gone, at=room.at)
    return {
        "fill": word.value,
        "fill_text": fill_text(word=word, sale_starts_at=sale_starts_at, language=room.language),
    }


def _exhibition(room: Room, *, production: int, chosen: Offered | None) -> HttpResponse:
    programme = agenda(houses=[house.id for house in room.region.houses], at=room.at)
    slots = [entry for entry in programme.by_production.get(production, ()) if entry.is_timeslot]
    if chosen is None:
        if not slots:
            raise NotFound(production)
        shown, house = find(room, slots[0].id)
    else:
        shown, house = find(room, chosen.facts.id)
    slots = [entry for entry in slots if entry.house_id == house.id]
    days = sorted({entry.day for entry in slots})
    day = _day_asked(room, days, chosen)
    return room.render(
        "shop/exhibition.html",
        {
            **page_of(room, shown, house),
            **slots_context(room, slots, day, chosen),
            "days": day_links(room, days, day, room.url("exhibition", production)),
            "chosen": chosen,
            "exhibition_url": room.url("exhibition", production),
            "until": days[-1] if days else shown.day,
        },
        house=house,
    )


def _day_asked(room: Room, days: Sequence[date], chosen: Offered | None) -> date | None:
    try:
        asked = date.fromisoformat(room.request.GET.get("dag", ""))
    except ValueError:
        asked = None
    if asked in days:
        return asked
    if chosen is not None:
        return chosen.day
    return days[0] if days else None


def slots_context(
    room: Room, slots: Sequence[Entry], day: date | None, chosen: Offered | None
) -> dict[str, Any]:
    """The timeslots of one day with a word on how full each is."""
    shown = [entry for entry in slots if entry.day == day]
    gone = places_gone(performances=[entry.id for entry in shown], seller=room.region.seller_id, at=room.at)
    return {
        "day": day,
        "slots": [
            {
                "id": entry.id,
                "url": f"{room.url('performance', entry.id)}#kies",
                "from": formats.clock(at=entry.starts_at),
                "to": formats.clock(at=entry.ends_at),
                "left": max(0, entry.capacity - gone.get(entry.id, 0)),
                "current": chosen is not None and entry.id == chosen.facts.id,
                "open": entry_sale(entry=entry, gone=gone, at=room.at)[0] in TO_BUY,
                **_word(room, entry, gone),
            }
            for entry in shown
        ],
        "today": room.at.astimezone(BRUSSELS).date(),
    }


def day_links(room: Room, days: Sequence[date], day: date | None, base: str) -> list[dict[str, Any]]:
    """A strip of the days around `day`, each a link to the page `base` with `?dag=`."""
    position = days.index(day) if day in days else 0
    start = max(0, min(position - 7, len(days) - SLOTS_IN_STRIP))
    return [
        {
            "url": f"{base}?dag={each.isoformat()}#kies",
            "weekday": formats.WEEKDAYS[room.language][each.weekday()],
            "number": each.day,
            "month": formats.MONTHS[room.language][each.month - 1],
            "count": 1,
            "current": each == day,
        }
        for each in days[start : start + SLOTS_IN_STRIP]
    ]
