"""An order with its lines: what the cart, the checkout and the order page show. One statement."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from samenspel.kernel.errors import NotFound
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope
from samenspel.sales.rules.fees import NamedFees, OrderFee, order_fees, order_share
from samenspel.sales.rules.number import order_number


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One row of `sql/read_lines.sql`: the order's columns, then the line's; the line's are None for an empty order.

    The price contains the fees. `conditions_number`: the version of the house's conditions of sale that the buyer accepted.
    """

    order_id: UUID
    state: str
    region_id: int
    seller_id: int
    collector_id: int
    language: str
    contact_id: int | None
    buyer_name: str
    buyer_email: str
    created_at: datetime
    hold_until: datetime
    confirmed_at: datetime | None
    cancelled_at: datetime | None
    line_id: int
    performance_id: int
    place_no: int
    ticket_type_id: int
    ticket_type_names: dict[str, str]
    price_cents: int
    fee_cents: int
    fees: NamedFees
    vat_rate_bp: int
    vat_cents: int
    vat_texts: dict[str, str]
    sold_at: datetime | None
    house_id: int
    house_slug: str
    house_name: str
    house_accent: str
    conditions_number: int | None
    production_id: int
    title: str
    genre: str
    starts_at: datetime
    ends_at: datetime
    is_timeslot: bool
    exchange_until: datetime | None
    sale_ends_at: datetime
    has_news: bool
    venue_name: str
    hall_name: str
    town: str
    plan_id: int
    section: str
    row: str
    seat: str
    rank: int
    place_kind: str
    ticket_id: int | None
    generation: int | None
    ticket_state: str | None
    holds_place: bool
    place_gone: bool

    @property
    def shown_cents(self) -> int:
        """The price with the fees of this ticket; fees of the order stand in a row of their own."""
        return self.price_cents - order_share(fees=self.fees)


@dataclass(frozen=True)
class OrderView:
    """An order as far as a scope sees it. `head` carries the order's own columns."""

    head: OrderLine
    lines: tuple[OrderLine, ...]

    @property
    def id(self) -> UUID:
        return self.head.order_id

    @property
    def number(self) -> str:
        return order_number(self.head.order_id)

    @property
    def state(self) -> str:
        return self.head.state

    @property
    def counted(self) -> tuple[OrderLine, ...]:
        """The lines that make up its amounts: those of which the ticket lives; of a cancelled order all it had."""
        return tuple(line for line in self.lines if line.ticket_state != "void") or self.lines

    @property
    def total_cents(self) -> int:
        return sum(line.price_cents for line in self.counted)

    @property
    def fee_cents(self) -> int:
        return sum(line.fee_cents for line in self.counted)

    @property
    def fees(self) -> tuple[OrderFee, ...]:
        """What houses ask once an order."""
        return order_fees(lines=self.counted)

    @property
    def has_news(self) -> bool:
        """A performance in it was moved or cancelled; `news_of_order` says what its buyer is told."""
        return any(line.has_news for line in self.lines)

    def may_exchange(self, *, performance: int, at: datetime) -> bool:
        """Tickets of this timeslot live, and its house lets visitors choose another one by now."""
        return any(
            line.performance_id == performance
            and line.ticket_state == "valid"
            and line.exchange_until is not None
            and at < line.exchange_until
            for line in self.lines
        )

    @property
    def houses(self) -> list[tuple[int, str, list[OrderLine]]]:
        """(house id, name, its lines), in the order of the lines."""
        return [(house[0], house[1], list(lines)) for house, lines in self._by_house()]

    def _by_house(self) -> Iterator[tuple[tuple[int, str], Iterator[OrderLine]]]:
        return groupby(self.lines, key=lambda line: (line.house_id, line.house_name))

    @property
    def vat_cents_by_rate(self) -> dict[int, int]:
        """VAT contained in the total, by rate in basis points."""
        rates: dict[int, int] = {}
        for line in self.counted:
            rates[line.vat_rate_bp] = rates.get(line.vat_rate_bp, 0) + line.vat_cents
        return rates


READ = load(__file__, "read_lines", OrderLine)


def order_view(*, scope: Scope, order: UUID, at: datetime) -> OrderView:
    """The order with this id. Raises NotFound when there is none for this scope."""
    rows = READ.rows(scope=scope, order=order, at=at)
    if not rows:
        raise NotFound
    return OrderView(head=rows[0], lines=tuple(row for row in rows if row.line_id is not None))
