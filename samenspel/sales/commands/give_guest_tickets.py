"""Give guest tickets: free, with a reason, in the name of who gives them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel.catalogue.rules.facts import Show
from samenspel.catalogue.rules.terms import ReasonGiven
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.check_out import Buyer, check_out
from samenspel.sales.commands.take_best import take_best
from samenspel.sales.models import Order

MOST_NOTE = 200


@dataclass(frozen=True, slots=True)
class Guest:
    """A price of nothing that asks a reason: `reasons` are those the house allows."""

    ticket_type: int
    rank: int
    reasons: frozenset[str]


def guests_of(*, show: Show) -> tuple[Guest, ...]:
    """The guest tickets of a performance, by rank and place in the order. Pure."""
    found = [
        Guest(option.ticket_type, option.rank, term.any)
        for option in sorted(show.options, key=lambda each: (each.rank, each.position, each.ticket_type))
        for term in option.terms
        if option.cents == 0 and isinstance(term, ReasonGiven)
    ]
    return tuple(found)


def give_guest_tickets(
    *,
    scope: Scope,
    house: int,
    region: int,
    order: UUID,
    performance: int,
    ticket_types: list[int],
    rank: int,
    reason: str,
    note: str,
    guest: Buyer,
    by: int,
    at: datetime,
) -> None:
    """Give the best places of `rank`, one for each of `ticket_types` (1-40), or none; the guest gets them by mail.

    The house sells them itself, at its desk; a `reason` that the ticket type does not allow is refused by its condition. `note`
    is at most 200 characters; `by` the login that gives. `order` is new. One transaction.

    Raises NotFound (no house of this scope), BadBuyer, and what take_best raises.
    """
    if house not in scope.houses:
        raise NotFound(house)
    own = Scope.of_order(order)
    with own.open():
        take_best(
            scope=own,
            order=order,
            region=region,
            seller=house,
            language=guest.language,
            performance=performance,
            ticket_types=ticket_types,
            rank=rank,
            reason=reason,
            at=at,
        )
        with Scope.of_system().open():
            Order.objects.filter(pk=order).update(given_by=by, given_note=note.strip()[:MOST_NOTE])
        check_out(scope=own, order=order, buyer=guest, provider="seller", seller=house, at=at)
