"""The agenda of a shop: what is to come, found by date, house, genre and town."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from samenspel.catalogue.queries.fees import asked_for, fees_asked
from samenspel.catalogue.queries.price_rules import nearest_phases
from samenspel.catalogue.rules.facts import Asking, Option, Per, Show
from samenspel.catalogue.rules.pricing import open_to_all
from samenspel.catalogue.rules.terms import Channel, parse_terms
from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.remember import Memory
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope

PAGE_SIZE = 24
SLOTS_LOOKED_AT = 60
"""A week of an exhibition: further than that a card does not look for a free slot."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One performance in an agenda. Prices are what anybody pays, None when nothing is offered; times are aware UTC.

    `fees` and `phases` are what its house has of them: [id, name, per, cents, [terms]] and [performance, production, season, id,
    position, [terms]]. The prices contain fees of a ticket; `order_fee_cents` comes once an order on top.
    `conditional` are the prices that ask something, as [cents, [terms]]; they count in the lowest and highest while anybody
    may have them (a price until a week before, say).
    `day` is the date in Brussels. `slots` is how many timeslots this entry stands for: 0 for an ordinary performance.
    """

    id: int
    production_id: int
    title: str
    company: str
    genre: str
    texts: dict[str, Any]
    house_id: int
    venue: str
    hall: str
    town: str
    starts_at: datetime
    ends_at: datetime
    state: str
    sale_starts_at: datetime
    sale_ends_at: datetime
    is_timeslot: bool
    group_min: int | None
    group_max: int | None
    plan_id: int
    capacity: int
    lowest_cents: int | None
    highest_cents: int | None
    conditional: list[list[Any]] | None
    season_id: int | None
    fees: list[list[Any]] | None
    phases: list[list[Any]] | None
    slots: int
    order_fee_cents: int

    @property
    def day(self) -> date:
        return self.starts_at.astimezone(BRUSSELS).date()

    @property
    def show(self) -> Show:
        """As rules see it, with the phases that count and without prices."""
        phases = nearest_phases(data=[_near(*of) for of in self.phases or () if self._is_of(*of[:3])])
        return Show(
            self.id, self.house_id, self.production_id, self.season_id, self.genre, self.starts_at, (), phases
        )

    def _is_of(self, performance: int | None, production: int | None, season: int | None) -> bool:
        return (
            performance in (None, self.id)
            and production in (None, self.production_id)
            and season in (None, self.season_id)
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a visitor asks of the agenda; empty values ask nothing.

    `first` to `last` are dates in Brussels, both included; `text` is searched in titles and companies.
    """

    first: date | None = None
    last: date | None = None
    house: int | None = None
    genre: str = ""
    town: str = ""
    text: str = ""

    @property
    def asks_nothing(self) -> bool:
        return self == Wanted()


@dataclass(frozen=True, slots=True)
class Page:
    """`entries` of this page; `number` and `pages` count from 1; `total` entries over all pages.

    `slots` are the first timeslots, at most `SLOTS_LOOKED_AT`, of the entries that stand for several, by the id of the entry.
    """

    entries: tuple[Entry, ...]
    number: int
    pages: int
    total: int
    slots: Mapping[int, tuple[Entry, ...]]


@dataclass(frozen=True)
class Agenda:
    """Every entry to come, oldest first, and what can be asked of it."""

    all: tuple[Entry, ...]
    genres: tuple[str, ...]
    towns: tuple[str, ...]
    house_ids: frozenset[int]
    days: tuple[date, ...]
    by_production: Mapping[int, tuple[Entry, ...]]

    def page(self, *, wanted: Wanted, number: int = 1) -> Page:
        """The entries that answer `wanted`, `PAGE_SIZE` a page; a number out of range gives the nearest page."""
        found = self.find(wanted=wanted)
        pages = max(1, -(-len(found) // PAGE_SIZE))
        number = min(max(number, 1), pages)
        entries = tuple(found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE])
        slots = {entry.id: self._slots(entry, wanted.last) for entry in entries if entry.slots > 1}
        return Page(entries, number, pages, len(found), slots)

    def _slots(self, first: Entry, last: date | None) -> tuple[Entry, ...]:
        """`first` and the timeslots after it that it stands for."""
        return tuple(
            entry
            for entry in self.by_production[first.production_id]
            if entry.is_timeslot
            and entry.house_id == first.house_id
            and entry.starts_at >= first.starts_at
            and (last is None or entry.day <= last)
        )[:SLOTS_LOOKED_AT]

    def find(self, *, wanted: Wanted) -> list[Entry]:
        """All entries that answer `wanted`. The timeslots of one exhibition are one entry: the first that is asked for."""
        text = wanted.text.casefold()
        found: list[Entry] = []
        slots: dict[tuple[int, int], int] = {}
        counts: dict[int, int] = {}
        for entry in self.all:
            if (
                (wanted.first is not None and entry.day < wanted.first)
                or (wanted.last is not None and entry.day > wanted.last)
                or (wanted.house is not None and entry.house_id != wanted.house)
                or (wanted.genre and entry.genre != wanted.genre)
                or (wanted.town and entry.town != wanted.town)
                or (text and text not in entry.title.casefold() and text not in entry.company.casefold())
            ):
                continue
            if entry.is_timeslot:
                key = (entry.production_id, entry.house_id)
                if key in slots:
                    counts[slots[key]] += 1
                    continue
                slots[key] = len(found)
                counts[len(found)] = 1
            found.append(entry)
        for position, count in counts.items():
            found[position] = replace(found[position], slots=count)
        return found


READ = load(__file__, "agenda", Entry)
_memory: Memory[Agenda] = Memory(ttl_s=60, size=128)


def agenda(*, houses: Sequence[int], at: datetime) -> Agenda:
    """What these houses show from `at` on; at most a minute old. One statement when it is not remembered."""
    key = tuple(sorted(houses))
    return _memory.get(key, lambda: _read(houses=key, at=at))


def _read(*, houses: Sequence[int], at: datetime) -> Agenda:
    # A show that began is still found for half an hour: people stand at the door with the page open.
    found = READ.rows(scope=Scope.nobody(), houses=list(houses), at=at - timedelta(minutes=30))
    entries = tuple(
        entry if (entry.conditional or entry.fees) is None else _promised(entry, at) for entry in found
    )
    by_production: dict[int, list[Entry]] = {}
    for entry in entries:
        by_production.setdefault(entry.production_id, []).append(entry)
    return Agenda(
        all=entries,
        genres=tuple(sorted({entry.genre for entry in entries})),
        towns=tuple(sorted({entry.town for entry in entries})),
        house_ids=frozenset(entry.house_id for entry in entries),
        days=tuple(sorted({entry.day for entry in entries})),
        by_production={production: tuple(found) for production, found in by_production.items()},
    )


def _promised(entry: Entry, at: datetime) -> Entry:
    """The entry with what anybody may pay in the shop now; when nobody may without a condition, all of its prices."""
    prices = entry.conditional or []
    options = tuple(
        Option(0, n, 0, cents, parse_terms(data=terms)) for n, (cents, terms) in enumerate(prices)
    )
    show = replace(entry.show, options=options)
    open_ = open_to_all(show=show, asking=Asking(at=at, channel=Channel.SHOP)).values()
    promised = [cents for cents in (entry.lowest_cents, entry.highest_cents, *open_) if cents is not None]
    promised = promised or [option.cents for option in options]
    fees = fees_asked(data=entry.fees or (), show=show, at=at)
    asked = [asked_for(cents=cents, fees=fees) for cents in promised]
    once = sum(fee.cents for fee in fees if fee.per is Per.ORDER)
    return replace(
        entry,
        lowest_cents=min(asked, default=None),
        highest_cents=max(asked, default=None),
        order_fee_cents=once if any(asked) else 0,
    )


def _near(
    performance: int | None, production: int | None, season: int | None, *phase: Any
) -> tuple[int, Any, Any, Any]:
    """A phase with how near it is: 0 of a performance, 1 of a production, 2 of a season, 3 of the house."""
    of = (performance, production, season)
    id_, position, terms = phase
    return (next((level for level, each in enumerate(of) if each is not None), 3), id_, position, terms)
