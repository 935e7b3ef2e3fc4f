"""The orders of a house: the list, and what it may do with one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope
from samenspel.sales.rules.number import number_suffix, order_number

PAGE_SIZE = 25
SORTS = ("-date", "date", "name", "-name", "amount", "-amount")


@dataclass(frozen=True, slots=True)
class HouseOrder:
    """One order as far as the house sees it: `places` and `amount_cents` (cancelled lines left out) are of its own lines.

    `title` and `starts_at` are of one performance, `performances` how many there are; `total` is the length of the list.
    """

    order_id: UUID
    state: str
    buyer_name: str
    buyer_email: str
    confirmed_at: datetime
    seller: str
    places: int
    amount_cents: int
    title: str
    starts_at: datetime
    performances: int
    total: int

    @property
    def number(self) -> str:
        return order_number(self.order_id)

    @property
    def other_performances(self) -> int:
        return self.performances - 1


@dataclass(frozen=True, slots=True)
class OrdersWanted:
    """What to list. `text` is an order number, or a part of a name or an address; `sort` one of SORTS."""

    text: str = ""
    state: str = ""
    performance: int | None = None
    sort: str = "-date"

    def __post_init__(self) -> None:
        if self.sort not in SORTS:
            raise ValueError(self.sort)


@dataclass(frozen=True, slots=True)
class _Whole:
    all_mine: bool


@dataclass(frozen=True, slots=True)
class LineTitle:
    """What a sold line was for."""

    line_id: int
    title: str
    starts_at: datetime
    section: str
    row: str
    seat: str

    @property
    def place(self) -> str:
        return " ".join(part for part in (self.section, self.row, self.seat) if part)


@dataclass(frozen=True, slots=True)
class HouseBuyer:
    """Who bought: `orders` of theirs in which the house has a part, the last at `last_at`; `total` is how many people."""

    email: str
    name: str
    orders: int
    last_at: datetime
    total: int


ORDERS = load(__file__, "house_orders", HouseOrder)
BUYERS = load(__file__, "buyers_of_house", HouseBuyer)
WHOLE = load(__file__, "order_whole", _Whole)
TITLES = load(__file__, "line_titles", LineTitle)


def orders_of_house(
    *, scope: Scope, house: int, wanted: OrdersWanted, page: int = 1, size: int = PAGE_SIZE
) -> list[HouseOrder]:
    """One page (from 1) of the sold orders in which `house` has a part, `size` (1-100,000) a page. One statement."""
    text = wanted.text.strip()
    return ORDERS.rows(
        scope=scope,
        house=house,
        text=text.casefold(),
        suffix=number_suffix(text) or "",
        state=wanted.state,
        performance=wanted.performance,
        sort=wanted.sort,
        limit=size,
        offset=(page - 1) * size,
    )


def buyers_of_house(*, scope: Scope, house: int, text: str, size: int = PAGE_SIZE) -> list[HouseBuyer]:
    """People of the orders of `house` whose name or address holds `text`, by address, the last buyer first. One statement."""
    return BUYERS.rows(scope=scope, house=house, text=text.strip().casefold(), limit=size)


def is_all_of(*, house: int, order: UUID) -> bool:
    """Whether every sold line of an order is presented by `house`.

    Asked as the product itself, and it answers yes or no only: a house must not see its neighbour's lines, yet has to know
    whether it may undo the whole.
    """
    return WHOLE.one(scope=Scope.of_system(), house=house, order=order).all_mine


def line_titles(*, scope: Scope, lines: Iterable[int]) -> dict[int, LineTitle]:
    """What these lines were for, by line id; those that `scope` may not see are absent. One statement."""
    return {row.line_id: row for row in TITLES.rows(scope=scope, lines=sorted(set(lines)))}
