"""A performance as a card of the agenda: every text ready, so that a page of cards costs the template little."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from samenspel.catalogue.queries.agenda import Entry
from samenspel.catalogue.queries.places_left import Fill, fill
from samenspel.catalogue.rules.facts import Show
from samenspel.catalogue.rules.phases import is_closed, opens_at
from samenspel.houses.queries.directory import HouseFacts, RegionFacts
from samenspel.web.design import formats

GENRES: Mapping[str, Promise] = {
    "theatre": gettext_lazy("Theatre"),
    "dance": gettext_lazy("Dance"),
    "music": gettext_lazy("Music"),
    "classical": gettext_lazy("Classical"),
    "comedy": gettext_lazy("Comedy"),
    "circus": gettext_lazy("Circus"),
    "film": gettext_lazy("Film"),
    "family": gettext_lazy("Family"),
    "exhibition": gettext_lazy("Exhibition"),
    "literature": gettext_lazy("Literature"),
}
FILL_WORDS: Mapping[Fill, Promise] = {
    Fill.PLENTY: gettext_lazy("Plenty of places"),
    Fill.FEW: gettext_lazy("Few places left"),
    Fill.LAST: gettext_lazy("Last places"),
    Fill.SOLD_OUT: gettext_lazy("Sold out"),
    Fill.SOON: gettext_lazy("On sale later"),
    Fill.CLOSED: pgettext_lazy("sale of tickets", "Sale closed"),
    Fill.CANCELLED: pgettext_lazy("performance", "Cancelled"),
    Fill.FREE_ENTRY: gettext_lazy("No ticket needed"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """What `design/components/card_performance.html` shows."""

    production_id: int
    url: str
    title: str
    company: str
    genre: str
    house_name: str
    house_slug: str
    town: str
    venue: str
    when: str
    starts_at: datetime
    price_text: str
    fee_text: str
    fill: str
    fill_text: str


def genre_name(genre: str) -> str:
    return str(GENRES.get(genre, genre))


def price_text(*, lowest_cents: int | None, highest_cents: int | None, language: str) -> str:
    """`vanaf € 12,00`, `€ 12,00` when there is one price, `gratis` when there is nothing to pay."""
    if lowest_cents is None:
        return ""
    if highest_cents == 0:
        return _("free of charge")
    price = formats.euro(cents=lowest_cents, language=language)
    return price if lowest_cents == highest_cents else _("from %(price)s") % {"price": price}


ON_SALE = frozenset({Fill.PLENTY, Fill.FEW, Fill.LAST})


def entry_sale(*, entry: Entry, gone: Mapping[int, int], at: datetime) -> tuple[Fill, datetime]:
    """The word for it, sale phases counted, and when its sale starts in the shop."""
    word = fill(
        state=entry.state,
        sale_starts_at=entry.sale_starts_at,
        sale_ends_at=entry.sale_ends_at,
        offered=entry.lowest_cents is not None,
        capacity=entry.capacity,
        gone=gone.get(entry.id, 0),
        at=at,
    )
    if entry.phases:
        return by_phases(word=word, show=entry.show, sale_starts_at=entry.sale_starts_at, at=at)
    return word, entry.sale_starts_at


def fee_text(*, cents: int, language: str) -> str:
    """What comes on top once an order, said with the first price."""
    return (
        _("+ %(amount)s an order") % {"amount": formats.euro(cents=cents, language=language)} if cents else ""
    )


def by_phases(*, word: Fill, show: Show, sale_starts_at: datetime, at: datetime) -> tuple[Fill, datetime]:
    """Before its first phase opens a show is still to come, after its last one it is closed."""
    if word not in ON_SALE or not is_closed(show=show, at=at):
        return word, sale_starts_at
    opens = opens_at(show=show, at=at)
    return (Fill.CLOSED, sale_starts_at) if opens is None else (Fill.SOON, opens)


def fill_text(*, word: Fill, sale_starts_at: datetime, language: str) -> str:
    if word is Fill.SOON:
        return _("On sale from %(moment)s") % {"moment": formats.moment(at=sale_starts_at, language=language)}
    return str(FILL_WORDS[word])


def cards(
    *,
    entries: Sequence[Entry],
    slots: Mapping[int, Sequence[Entry]],
    region: RegionFacts,
    houses: Mapping[int, HouseFacts],
    gone: Mapping[int, int],
    language: str,
    at: datetime,
) -> list[Card]:
    """One card an entry; `gone` is how many places of each performance cannot be had.

    `slots` are the timeslots of the entries that stand for several, in order, the first ones when there are many.
    """
    shop = reverse("shop:agenda", args=[region.slug])
    return [
        _card(entry, slots.get(entry.id, ()), shop, houses[entry.house_id], gone, language, at)
        for entry in entries
    ]


def _several(
    entry: Entry, slots: Sequence[Entry], gone: Mapping[int, int], language: str, at: datetime
) -> tuple[str, Fill]:
    """When an exhibition is on, with the first slot that has a place when that is a later one; and how full it is as a whole."""
    count = ngettext("%(count)d timeslot", "%(count)d timeslots", entry.slots) % {"count": entry.slots}
    day = formats.day(on=entry.starts_at, language=language)
    when = _("from %(day)s, %(slots)s") % {"day": day, "slots": count}
    fills = [entry_sale(entry=slot, gone=gone, at=at)[0] for slot in slots]
    free = [number for number, word in enumerate(fills) if word in ON_SALE]
    if not free:
        # Further than these slots nobody looked: there may be a place.
        unknown = fills[0] in (Fill.SOLD_OUT, Fill.CLOSED) and len(slots) < entry.slots
        sold_out = Fill.SOLD_OUT in fills and Fill.SOON not in fills
        return when, Fill.PLENTY if unknown else Fill.SOLD_OUT if sold_out else fills[0]
    if free[0]:
        moment = formats.moment(at=slots[free[0]].starts_at, language=language)
        when = _("%(when)s, first free place %(moment)s") % {"when": when, "moment": moment}
    return when, fills[free[0]] if len(free) == 1 and len(slots) == entry.slots else Fill.PLENTY


def _card(
    entry: Entry,
    slots: Sequence[Entry],
    shop: str,
    house: HouseFacts,
    gone: Mapping[int, int],
    language: str,
    at: datetime,
) -> Card:
    word, sale_starts_at = entry_sale(entry=entry, gone=gone, at=at)
    when = formats.moment(at=entry.starts_at, language=language)
    if slots:
        when, word = _several(entry, slots, gone, language, at)
    return Card(
        production_id=entry.production_id,
        url=(
            f"{shop}tentoonstelling/{entry.production_id}/"
            if entry.is_timeslot
            else f"{shop}voorstelling/{entry.id}/"
        ),
        title=entry.title,
        company=entry.company,
        genre=genre_name(entry.genre),
        house_name=house.name,
        house_slug=house.slug,
        town=entry.town,
        venue=entry.venue,
        when=when,
        starts_at=entry.starts_at,
        price_text=price_text(
            lowest_cents=entry.lowest_cents, highest_cents=entry.highest_cents, language=language
        ),
        fee_text=fee_text(cents=entry.order_fee_cents, language=language),
        fill=word.value,
        fill_text=fill_text(word=word, sale_starts_at=sale_starts_at, language=language),
    )
