"""The mails about an order: that they left and when, not what they say."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class OrderMail:
    kind: str
    state: str
    recipient: str
    created_at: datetime
    sent_at: datetime | None


MAILS = load(__file__, "order_mails", OrderMail)


def mails_of_order(*, order: UUID) -> list[OrderMail]:
    """Oldest first. One statement, in the scope of the order itself: the caller has checked that the asker may see the order.

    A mail about two houses belongs to the buyer, so no house reads its words; that it left is part of the order's history.
    """
    return MAILS.rows(scope=Scope.of_order(order), order=order)
