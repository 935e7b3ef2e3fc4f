"""Cancel a confirmed order as a whole, with full refund."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.statement import Refused, load
from samenspel.kernel.tenancy import Scope
from samenspel.sales.models import Order, Ticket


@dataclass(frozen=True, slots=True)
class Cancelled:
    """`refund_cents` goes back the way it came; 0 when it was free or refunded before."""

    refund_cents: int
    lines: int


class NotCancellable(DomainError):
    """Never confirmed, or a performance of it has begun, or somebody came in with it."""


CANCEL = load(__file__, "cancel_order", Cancelled)
CANCELLED = load(__file__, "cancelled_order", Cancelled)


def cancel_order(*, scope: Scope, order: UUID, at: datetime) -> Cancelled:
    """Free its places, void its tickets, reverse its postings and ask its money back, in one statement.

    The whole order: a house may do so only when every line is its own, so that nobody cancels a neighbour's sale.
    Asked again, it answers the same.

    Raises NotFound, NotCancellable.
    """
    _check_authority(scope, order)
    if before := _cancelled_before(order):
        return before
    with Scope.of_system().open():
        if Ticket.objects.filter(order_id=order, performance__starts_at__lte=at).exists():
            raise NotCancellable
    try:
        return CANCEL.one(scope=Scope.of_system(actor=scope.actor), order=order, at=at)
    except Refused as refused:
        # The same request a blink earlier: this one waited for it.
        if before := _cancelled_before(order):
            return before
        raise NotCancellable from refused


def _cancelled_before(order: UUID) -> Cancelled | None:
    found = CANCELLED.rows(scope=Scope.of_system(), order=order)
    return found[0] if found else None


def _check_authority(scope: Scope, order: UUID) -> None:
    """The buyer; the house that sold it and holds the money; or a house whose every line it is."""
    with scope.open():
        found = Order.objects.filter(pk=order).first()
    if found is None:
        raise NotFound
    if scope.system or order in scope.orders:
        return
    if scope.contact is not None and scope.contact == found.contact_id:
        return
    if found.seller_id in scope.houses and found.collector_id == found.seller_id:
        return
    with Scope.of_system().open():
        if found.lines.exclude(presenter__in=scope.houses).exists():
            raise NotCancellable
