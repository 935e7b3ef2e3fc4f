"""What delivery does when something happened below. Called by the event pump, inside its transaction, with scope system."""

from uuid import UUID

from samenspel.delivery.commands.queue_mail import MailKind, queue_mail
from samenspel.kernel.events import Fact
from samenspel.payments.models import Refund

# Why money that bought nothing goes back, and the mail that says so.
MAIL_OF_REASON = {
    Refund.Reason.TOO_LATE: MailKind.PAID_TOO_LATE,
    Refund.Reason.DUPLICATE: MailKind.PAID_TWICE,
    Refund.Reason.CART_CHANGED: MailKind.CART_CHANGED,
    Refund.Reason.MISMATCH: MailKind.PAID_OTHER_AMOUNT,
}
MAIL_OF_NEWS = {
    "sales.order.performance_moved": MailKind.PERFORMANCE_MOVED,
    "sales.order.performance_cancelled": MailKind.PERFORMANCE_CANCELLED,
}
KINDS = (
    "sales.order.confirmed",
    "sales.order.cancelled",
    "sales.order.reseated",
    "sales.order.exchanged",
    "payments.payment.unplaced",
    *MAIL_OF_NEWS,
)


def on_fact(fact: Fact) -> None:
    """Queue the mail that belongs to a fact. An order over three houses tells its fact three times: the key mails it once."""
    if fact.kind == "sales.order.confirmed":
        queue_mail(kind=MailKind.CONFIRMED, order=UUID(fact.subject), at=fact.at)
    elif fact.kind == "sales.order.cancelled":
        queue_mail(kind=MailKind.CANCELLED, order=UUID(fact.subject), at=fact.at)
    elif fact.kind == "sales.order.reseated":
        queue_mail(
            kind=MailKind.RESEATED,
            order=UUID(fact.subject),
            at=fact.at,
            key=f"reseated:{fact.id}:{fact.subject}",
            context={"places": fact.payload["places"]},
        )
    elif fact.kind == "sales.order.exchanged":
        queue_mail(
            kind=MailKind.SLOT_EXCHANGED,
            order=UUID(fact.subject),
            at=fact.at,
            # Between two houses it is told to both: the new ticket names it once.
            key=f"slot_exchanged:{fact.payload.get('ticket', fact.id)}:{fact.subject}",
        )
    elif fact.kind in MAIL_OF_NEWS:
        kind = MAIL_OF_NEWS[fact.kind]
        queue_mail(
            kind=kind,
            order=UUID(fact.subject),
            at=fact.at,
            key=f"{fact.payload['follow_up']}:{fact.subject}",
            context={
                "performance": fact.payload["performance"],
                "amount_cents": fact.payload["refund_cents"],
            },
        )
    elif fact.kind == "payments.payment.unplaced":
        kind = MAIL_OF_REASON[Refund.Reason(fact.payload["reason"])]
        queue_mail(
            kind=kind,
            order=UUID(fact.subject),
            at=fact.at,
            key=f"{kind}:{fact.payload['payment']}",
            context={"amount_cents": fact.payload["received_cents"]},
        )
