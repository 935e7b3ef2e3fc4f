"""All tickets of an order in one PDF."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from samenspel.delivery.keyring import short_code_secret, signer_of
from samenspel.delivery.print.press import press
from samenspel.delivery.print.sheet import sheet
from samenspel.delivery.queries.papers import PaperLine, papers
from samenspel.delivery.rules.code import TicketCode, write_code, write_short_code
from samenspel.houses.queries.logo import logo_contents
from samenspel.kernel.errors import DomainError
from samenspel.kernel.tenancy import Scope
from samenspel.sales.rules.number import order_number

LEEWAY = timedelta(days=1)
"""A code is good a day before and after: doors without a network trust it, and a show may start late or be moved a little."""


class NoTickets(DomainError):
    """The order has no valid ticket: not confirmed, or cancelled."""


@dataclass(frozen=True, slots=True)
class TicketsPdf:
    name: str
    content: bytes
    tickets: int


@dataclass(frozen=True, slots=True)
class TicketCodes:
    """The two codes of one ticket: for a lens, and for fingers."""

    ticket: int
    code: str
    short_code: str


def print_tickets(*, scope: Scope, order: UUID, at: datetime) -> TicketsPdf:
    """One A4 page a ticket, at most 40, in the language of the order. The same order gives the same codes each time.

    About 10 ms a ticket (see `print/press.py`). Raises NotFound (no such order for this scope) and NoTickets.
    """
    lines = [line for line in papers(scope=scope, order=order) if line.ticket_state == "valid"]
    if not lines:
        raise NoTickets
    codes = [ticket_codes(line=line, at=at) for line in lines]
    with_logo = {line.house_id for line in lines if line.logo}
    data = sheet(
        lines=lines,
        codes=[code.code for code in codes],
        short_codes=[code.short_code for code in codes],
        logos=logo_contents(houses=with_logo) if with_logo else {},
    )
    return TicketsPdf(
        name=f"tickets-{order_number(order)}.pdf",
        content=press(template="ticket.typ", data=data),
        tickets=len(lines),
    )


def ticket_codes(*, line: PaperLine, at: datetime) -> TicketCodes:
    """The codes of a line's ticket, signed by the region's key. Raises NoTickets for a line without a valid one."""
    if line.ticket_id is None or line.generation is None or line.ticket_state != "valid":
        raise NoTickets
    signer = signer_of(region=line.region_id, at=at)
    code = TicketCode(
        key=signer.key,
        performance=line.performance_id,
        ticket=line.ticket_id,
        generation=line.generation,
        valid_from=line.starts_at - LEEWAY,
        valid_until=line.ends_at + LEEWAY,
    )
    return TicketCodes(
        ticket=line.ticket_id,
        code=write_code(code=code, key=signer.private_key),
        short_code=write_short_code(
            ticket=line.ticket_id, generation=line.generation, secret=short_code_secret()
        ),
    )
