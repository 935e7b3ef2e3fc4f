"""What was mailed, newest first: the demo's outbox, and the operator's view of what could not leave."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel.delivery.models import Mail
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope

PAGE = 50


@dataclass(frozen=True, slots=True)
class MailFacts:
    """One mail. `subject`, `text` and `html` are empty until it left; `problem` says why it did not."""

    id: int
    kind: str
    order_id: UUID | None
    recipient: str
    subject: str
    text: str
    html: str
    has_tickets: bool
    state: str
    problem: str
    created_at: datetime
    sent_at: datetime | None


def latest_mails(*, scope: Scope, state: str = "", limit: int = PAGE) -> tuple[MailFacts, ...]:
    """The newest mails this scope may see, at most 500; `state` narrows to queued, sent or failed."""
    with scope.open():
        rows = Mail.objects.order_by("-pk")
        if state:
            rows = rows.filter(state=state)
        return tuple(_facts(row) for row in rows[: min(limit, 500)])


def mail_of(*, scope: Scope, mail: int) -> MailFacts:
    """One mail. Raises NotFound."""
    with scope.open():
        row = Mail.objects.filter(pk=mail).first()
    if row is None:
        raise NotFound
    return _facts(row)


def _facts(row: Mail) -> MailFacts:
    return MailFacts(
        id=row.pk,
        kind=row.kind,
        order_id=row.order_id,
        recipient=row.recipient,
        subject=row.subject,
        text=row.text,
        html=row.html,
        has_tickets=row.attach_tickets,
        state=row.state,
        problem=row.problem,
        created_at=row.created_at,
        sent_at=row.sent_at,
    )
