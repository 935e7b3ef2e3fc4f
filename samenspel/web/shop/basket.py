"""A cart or an order, ready to show: grouped by house and by performance, every text written out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from samenspel.catalogue.queries.offers import offered
from samenspel.houses.queries.directory import HouseFacts, directory
from samenspel.kernel.errors import NotFound
from samenspel.sales.queries.lines import OrderLine, OrderView
from samenspel.web.design.words import words
from samenspel.web.shop.labels import place_label


@dataclass(frozen=True, slots=True)
class TicketType:
    id: int
    name: str
    price_cents: int
    current: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One place. `undo` is what brings it back after it was taken out: performance, place and ticket type.
    `fee_cents` is the part of the price that is fees of this ticket.
    """

    id: int
    place: str
    ticket_type: str
    price_cents: int
    fee_cents: int
    undo: str
    held: bool
    gone: bool
    void: bool
    types: tuple[TicketType, ...]


@dataclass(frozen=True, slots=True)
class Evening:
    """One performance with the places of it."""

    performance_id: int
    production_id: int
    title: str
    starts_at: datetime
    ends_at: datetime
    is_timeslot: bool
    where: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class FeeRow:
    """What a house asks once an order."""

    name: str
    cents: int


@dataclass(frozen=True, slots=True)
class HousePart:
    """What of the order is one house's. `conditions_number`: the version of its conditions of sale that the buyer accepted."""

    id: int
    slug: str
    name: str
    evenings: tuple[Evening, ...]
    fees: tuple[FeeRow, ...]
    total_cents: int
    conditions_number: int | None

    @property
    def facts(self) -> HouseFacts | None:
        """The house itself, for its address."""
        return directory().by_id.get(self.id)


def by_house(
    *, view: OrderView, language: str, at: datetime, with_types: bool = False
) -> tuple[HousePart, ...]:
    """`with_types`: also the other ticket types each place may have, with their prices."""
    return tuple(
        _house(view, list(lines), language, at, with_types)
        for _id, lines in groupby(view.lines, key=lambda line: line.house_id)
    )


def _house(
    view: OrderView, lines: Sequence[OrderLine], language: str, at: datetime, with_types: bool
) -> HousePart:
    first = lines[0]
    evenings = tuple(
        _evening(list(group), language, at, with_types)
        for _id, group in groupby(lines, key=lambda line: line.performance_id)
    )
    total_cents = sum(line.price_cents for line in view.counted if line.house_id == first.house_id)
    return HousePart(
        first.house_id,
        first.house_slug,
        first.house_name,
        evenings,
        tuple(
            FeeRow(words(dict(fee.names), language), fee.cents)
            for fee in view.fees
            if fee.house == first.house_id
        ),
        total_cents,
        first.conditions_number,
    )


def _evening(lines: Sequence[OrderLine], language: str, at: datetime, with_types: bool) -> Evening:
    first = lines[0]
    where = dict.fromkeys(part for part in (first.venue_name, first.hall_name, first.town) if part)
    return Evening(
        performance_id=first.performance_id,
        production_id=first.production_id,
        title=first.title,
        starts_at=first.starts_at,
        ends_at=first.ends_at,
        is_timeslot=first.is_timeslot,
        where=", ".join(where),
        items=tuple(_item(line, language, at, with_types) for line in lines),
    )


def _item(line: OrderLine, language: str, at: datetime, with_types: bool) -> Item:
    return Item(
        id=line.line_id,
        place=""
        if line.is_timeslot
        else place_label(section=line.section, row=line.row, seat=line.seat, kind=line.place_kind),
        ticket_type=words(line.ticket_type_names, language),
        price_cents=line.shown_cents,
        fee_cents=line.fee_cents - (line.price_cents - line.shown_cents),
        undo=f"{line.performance_id}.{line.place_no}.{line.ticket_type_id}",
        held=line.holds_place,
        gone=line.place_gone,
        void=line.ticket_state == "void",
        types=_types(line, language, at) if with_types else (),
    )


def _types(line: OrderLine, language: str, at: datetime) -> tuple[TicketType, ...]:
    try:
        table = offered(performance=line.performance_id, at=at).prices
    except NotFound:
        return ()
    found = []
    for type_ in table.types:
        cents = table.asked_cents(rank=line.rank, ticket_type=type_.id)
        if cents is not None:
            found.append(
                TicketType(type_.id, words(type_.name, language), cents, type_.id == line.ticket_type_id)
            )
    return tuple(found)
