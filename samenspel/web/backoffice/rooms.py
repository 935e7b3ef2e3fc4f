"""Which rooms there are, and which role enters which. The one table of the back office's rights."""

from collections.abc import Iterable
from enum import StrEnum

from samenspel.houses.models import Role


class Room(StrEnum):
    OVERVIEW = "overview"
    START = "start"
    COUNTER = "counter"
    PERFORMANCES = "performances"
    PLANNER = "planner"
    PRODUCTIONS = "productions"
    SEASONS = "seasons"
    HALLS = "halls"
    PRICES = "prices"
    CARDS = "cards"
    ORDERS = "orders"
    AGREEMENTS = "agreements"
    LEDGER = "ledger"
    PAYMENTS = "payments"
    SETTINGS = "settings"
    STAFF = "staff"
    KEYS = "keys"
    LOG = "log"
    VISITS = "visits"
    SCANNER = "scanner"


ROOMS_OF: dict[str, frozenset[Room]] = {
    Role.HOUSE_ADMIN: frozenset(Room),
    Role.FINANCE: frozenset(
        {
            Room.OVERVIEW,
            Room.PERFORMANCES,
            Room.PRICES,
            Room.ORDERS,
            Room.AGREEMENTS,
            Room.LEDGER,
            Room.PAYMENTS,
        }
    ),
    Role.BOX_OFFICE: frozenset(
        {Room.OVERVIEW, Room.COUNTER, Room.PERFORMANCES, Room.ORDERS, Room.CARDS, Room.SCANNER}
    ),
    Role.PROGRAMMER: frozenset(
        {
            Room.OVERVIEW,
            Room.PERFORMANCES,
            Room.PLANNER,
            Room.PRODUCTIONS,
            Room.SEASONS,
            Room.PRICES,
            Room.HALLS,
        }
    ),
    Role.MARKETING: frozenset({Room.OVERVIEW, Room.PERFORMANCES}),
    Role.USHER: frozenset({Room.SCANNER}),
}
"""A role that is not here enters nothing: the service desk has no room of its own, it visits."""

VISITED = frozenset(Room) - {Room.START, Room.KEYS, Room.SCANNER}
"""Where the service desk looks during a visit, and only looks."""


def rooms_of(*, roles: Iterable[str]) -> frozenset[Room]:
    """Every room that one of these roles enters."""
    return frozenset(room for role in roles for room in ROOMS_OF.get(role, frozenset()))
