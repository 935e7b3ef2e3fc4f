"""Shapes of what is on: regions, houses, productions, performances, plans, prices."""

from datetime import datetime
from typing import Any, Literal

from samenspel.api.shapes.kinds import Answered, Texts


class House(Answered):
    """`languages` are those of its pages, the first one first; `logo` is the address of a PNG, empty without one."""

    slug: str
    name: str
    kind: str
    street: str
    postcode: str
    town: str
    email: str
    website: str
    accent: str
    about: dict[str, Any]
    languages: list[str]
    logo: str


class Houses(Answered):
    items: list[House]


class Region(Answered):
    """`houses` are the slugs of the houses that present in it; `seller` sells in its shop, `collector` gets the money."""

    slug: str
    name: str
    tagline: Texts
    accent: str
    seller: str
    collector: str
    houses: list[str]


class Regions(Answered):
    items: list[Region]


class Production(Answered):
    """`texts` is language -> {summary, text}; `houses` present it, `performances` are those to come."""

    id: int
    title: str
    company: str
    genre: str
    texts: dict[str, Any]
    houses: list[str]
    performances: list[int]


class Productions(Answered):
    items: list[Production]
    next: str | None


class Performance(Answered):
    """Times in UTC. `lowest_cents` and `highest_cents`, with the fees of a ticket, are null when it has no prices yet.

    One order has `group_min` to `group_max` places of it; null says nothing.
    """

    id: int
    production: int
    title: str
    company: str
    genre: str
    house: str
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
    plan: int
    capacity: int
    lowest_cents: int | None
    highest_cents: int | None


class Performances(Answered):
    items: list[Performance]
    next: str | None


class TicketType(Answered):
    """`note` says what to show at the door."""

    id: int
    name: Texts
    note: Texts


class Price(Answered):
    rank: int
    ticket_type: int
    cents: int


class Fee(Answered):
    """What the house asks of anybody in the shop, once an `order` or for each `ticket` that is not free. VAT included."""

    id: int
    name: Texts
    per: Literal["order", "ticket"]
    cents: int


class Prices(Answered):
    """Rank × ticket type, VAT included; a pair that is absent is not sold. `fees` come on top: show them with the price.

    `ranks` is rank -> its name by language."""

    performance: int
    currency: str
    ranks: dict[str, Texts]
    ticket_types: list[TicketType]
    prices: list[Price]
    fees: list[Fee]


class Place(Answered):
    """`left` and `right` are the neighbours without an aisle between; `companion_of` the wheelchair place it goes with."""

    no: int
    section: str
    row: str
    seat: str
    x: float
    y: float
    rank: int
    kind: str
    left: int | None
    right: int | None
    companion_of: int | None


class Plan(Answered):
    """A seat plan. It never changes: another arrangement is another plan. x and y share one unit, `focal` is the stage."""

    id: int
    name: str
    capacity: int
    focal: tuple[float, float]
    ranks: dict[str, Texts]
    is_numbered: bool
    places: list[Place]


class Availability(Answered):
    """`taken`: the places this key cannot sell now (sold, held, blocked, or kept for another seller)."""

    performance: int
    plan: int
    taken: list[int]
    single_seats_allowed: bool
