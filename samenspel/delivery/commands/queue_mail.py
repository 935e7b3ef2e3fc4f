"""A mail on its way: queued in the transaction that knows the fact, sent by the worker."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from samenspel.delivery.models import Mail
from samenspel.delivery.tasks import send_mail_job
from samenspel.kernel.errors import DomainError
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope

RESENDS = 5


class MailKind(StrEnum):
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    PAID_TOO_LATE = "paid_too_late"
    PAID_TWICE = "paid_twice"
    PAID_OTHER_AMOUNT = "paid_other_amount"
    CART_CHANGED = "cart_changed"
    PERFORMANCE_MOVED = "performance_moved"
    PERFORMANCE_CANCELLED = "performance_cancelled"
    RESEATED = "reseated"
    SLOT_EXCHANGED = "slot_exchanged"


WITH_TICKETS = (MailKind.CONFIRMED, MailKind.PERFORMANCE_MOVED, MailKind.RESEATED, MailKind.SLOT_EXCHANGED)
"""A moved performance, another seat or another timeslot brings its tickets anew, with what is now on them."""


class TooManyResends(DomainError):
    """This order's mail was asked for again often enough (5 times)."""


@dataclass(frozen=True, slots=True)
class QueuedMail:
    id: int


INSERT = load(__file__, "queue_mail", QueuedMail)


def queue_mail(
    *, kind: MailKind, order: UUID, at: datetime, key: str = "", context: Mapping[str, object] | None = None
) -> bool:
    """Queue a mail to the buyer of an order; False when it was queued before or the buyer left no address.

    `key` (at most 80 characters, default `<kind>:<order>`) makes it leave once. `context` holds what the order's lines do not
    tell: amounts in cents, the performance that was moved or cancelled, the seats that changed. Its words are written when it
    is sent.
    """
    with Scope.of_system().open():
        queued = INSERT.rows(
            scope=Scope.of_system(),
            key=key or f"{kind}:{order}",
            kind=kind.value,
            order=order,
            attach=kind in WITH_TICKETS,
            context=json.dumps(context or {}),
            at=at,
        )
        for mail in queued:
            send_mail_job.defer(mail=mail.id)
    return bool(queued)


def resend_tickets(*, scope: Scope, order: UUID, at: datetime) -> bool:
    """Mail the tickets of an order again, on request of who holds its link. Raises TooManyResends after five.

    Answers False when `scope` has no such mail to repeat.
    """
    with scope.open():
        sent = Mail.objects.filter(order_id=order, kind=MailKind.CONFIRMED).count()
    if not sent:
        return False
    if sent > RESENDS:
        raise TooManyResends
    return queue_mail(kind=MailKind.CONFIRMED, order=order, at=at, key=f"{MailKind.CONFIRMED}:{order}:{sent}")
