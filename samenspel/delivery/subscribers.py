"""What delivery does when something happened below. Called by the event pump, inside its transaction, with scope system."""

from uuid import UUID

from samenspel.delivery.commands.queue_mail import MailKind, queue_mail
from samenspel.kernel.events import Fact

KINDS = ("sales.order.confirmed", "sales.order.cancelled", "payments.payment.unplaced")


def on_fact(fact: Fact) -> None:
    """Queue the mail that belongs to a fact. An order over three houses tells its fact three times: the key mails it once."""
    if fact.kind == "sales.order.confirmed":
        queue_mail(kind=MailKind.CONFIRMED, order=UUID(fact.subject), at=fact.at)
    elif fact.kind == "sales.order.cancelled":
        queue_mail(kind=MailKind.CANCELLED, order=UUID(fact.subject), at=fact.at)
    elif fact.kind == "payments.payment.unplaced":
        twice = fact.payload["reason"] == "duplicate"
        kind = MailKind.PAID_TWICE if twice else MailKind.PAID_TOO_LATE
        queue_mail(
            kind=kind,
            order=UUID(fact.subject),
            at=fact.at,
            key=f"{kind}:{fact.payload['payment']}",
            context={"amount_cents": fact.payload["received_cents"]},
        )
