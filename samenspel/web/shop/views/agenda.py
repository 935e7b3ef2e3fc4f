"""The agenda of a region, and of one house in its own brand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from samenspel.catalogue.queries.agenda import Agenda, Page, Wanted
from samenspel.catalogue.queries.agenda import agenda as read_agenda
from samenspel.catalogue.queries.places_left import places_gone
from samenspel.houses.queries.directory import HouseFacts, directory
from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.errors import NotFound
from samenspel.kernel.remember import Memory
from samenspel.web.design import formats
from samenspel.web.design.words import words
from samenspel.web.shop.cards import cards, genre_name
from samenspel.web.shop.room import Room, in_region, same_for_strangers

DAYS_IN_STRIP = 14
_lists: Memory[SafeString] = Memory(ttl_s=10, size=512)


@dataclass(frozen=True, slots=True)
class Question:
    """The filters of the address bar, as they were asked: a value that is not understood asks nothing."""

    wanted: Wanted
    when: str
    house: str
    page: int

    @property
    def narrowed(self) -> bool:
        """Asked through the form, which then stays open."""
        return bool(self.house or self.wanted.genre or self.wanted.town or self.wanted.text)

    def query(self, **changes: str | int) -> str:
        """The same question with something changed, as a query string."""
        first = self.wanted.first
        asked: dict[str, str | int] = {
            "wanneer": self.when,
            "datum": first.isoformat() if first and not self.when else "",
            "huis": self.house,
            "genre": self.wanted.genre,
            "gemeente": self.wanted.town,
            "q": self.wanted.text,
        }
        asked.update(changes)
        return urlencode({key: value for key, value in asked.items() if value})


@in_region
@same_for_strangers
def agenda(room: Room) -> HttpResponse:
    """Everything of the region that is to come."""
    programme = read_agenda(houses=[house.id for house in room.region.houses], at=room.at)
    question = _question(room, programme, house=None)
    page = programme.page(wanted=question.wanted, number=question.page)
    return room.render(
        "shop/agenda.html",
        {
            "list": _list(room, question, page, house=None),
            "question": question,
            "tonight_query": question.query(wanneer="vanavond", datum=""),
            "weekend_query": question.query(wanneer="weekend", datum=""),
            **_filters(room, programme, question),
        },
    )


@in_region
@same_for_strangers
def house(room: Room, house: str) -> HttpResponse:
    """One house: who it is and what it shows, in its own colours."""
    facts = directory().house(house)
    if facts not in room.region.houses:
        raise NotFound(house)
    programme = read_agenda(houses=[facts.id], at=room.at)
    question = _question(room, programme, house=facts)
    page = programme.page(wanted=question.wanted, number=question.page)
    return room.render(
        "shop/house.html",
        {
            "about": words(facts.about, room.language),
            "list": _list(room, question, page, house=facts),
        },
        house=facts,
    )


def _question(room: Room, programme: Agenda, *, house: HouseFacts | None) -> Question:
    asked: QueryDict = room.request.GET
    today = room.at.astimezone(BRUSSELS).date()
    when = asked.get("wanneer", "")
    first, last = _period(when, today)
    if first is None:
        when = ""
        first = last = _date(asked.get("datum", ""))
    slug = asked.get("huis", "")
    by_slug = {facts.slug: facts.id for facts in room.region.houses}
    wanted = Wanted(
        first=first,
        last=last,
        house=house.id if house else by_slug.get(slug),
        genre=_one_of(asked.get("genre", ""), programme.genres),
        town=_one_of(asked.get("gemeente", ""), programme.towns),
        text=asked.get("q", "").strip()[:80],
    )
    number = asked.get("pagina", "1")
    return Question(
        wanted,
        when,
        slug if slug in by_slug else "",
        int(number) if number.isdecimal() and len(number) < 5 else 1,
    )


def _period(when: str, today: date) -> tuple[date | None, date | None]:
    if when == "vanavond":
        return today, today
    if when == "weekend":
        friday = today + timedelta(days=(4 - today.weekday()) % 7) if today.weekday() < 4 else today
        return friday, friday + timedelta(days=6 - friday.weekday())
    return None, None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _one_of(text: str, known: Sequence[str]) -> str:
    return text if text in known else ""


def _filters(room: Room, programme: Agenda, question: Question) -> dict[str, object]:
    today = room.at.astimezone(BRUSSELS).date()
    first = question.wanted.first if question.wanted.first == question.wanted.last else None
    return {
        "days": [
            {
                "url": f"?{question.query(wanneer='', datum=day.isoformat())}",
                "weekday": formats.WEEKDAYS[room.language][day.weekday()],
                "number": day.day,
                "month": formats.MONTHS[room.language][day.month - 1],
                "count": 1,
                "current": not question.when and day == first,
            }
            for day in programme.days[:DAYS_IN_STRIP]
        ],
        "today": today,
        "genres": [{"value": genre, "label": genre_name(genre)} for genre in programme.genres],
        "towns": [{"value": town, "label": town} for town in programme.towns],
        "houses": [
            {"value": facts.slug, "label": facts.name}
            for facts in room.region.houses
            if facts.id in programme.house_ids
        ],
        "is_filtered": not question.wanted.asks_nothing,
    }


def _list(room: Room, question: Question, page: Page, *, house: HouseFacts | None) -> SafeString:
    """The cards of a page and its pager. The same for every visitor, so it is kept for ten seconds."""
    key = (room.region.id, room.language, question, house.id if house else None, page.number)
    return _lists.get(key, lambda: _render_list(room, question, page, house))


def _render_list(room: Room, question: Question, page: Page, house: HouseFacts | None) -> SafeString:
    slots = [slot.id for each in page.slots.values() for slot in each]
    shown = dict.fromkeys([entry.id for entry in page.entries] + slots)
    gone = places_gone(performances=list(shown), seller=room.region.seller_id, at=room.at)
    base = room.url("house", house.slug) if house else room.url("agenda")
    html = render_to_string(
        "shop/parts/agenda_list.html",
        {
            "cards": cards(
                entries=page.entries,
                slots=page.slots,
                region=room.region,
                houses=directory().by_id,
                gone=gone,
                language=room.language,
                at=room.at,
            ),
            "page": page,
            "base": base,
            "previous_url": f"{base}?{question.query(pagina=page.number - 1)}" if page.number > 1 else "",
            "next_url": f"{base}?{question.query(pagina=page.number + 1)}"
            if page.number < page.pages
            else "",
            "summary": _("Page %(number)d of %(pages)d") % {"number": page.number, "pages": page.pages},
            "is_filtered": question.wanted != Wanted(house=house.id if house else None),
        },
    )
    return mark_safe(html)  # noqa: S308 - a template rendered it
