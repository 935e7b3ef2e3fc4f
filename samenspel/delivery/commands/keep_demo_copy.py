"""In a demo no mail leaves: what was sent by another way than the queue is kept for the outbox page."""

from datetime import datetime

from samenspel.delivery.models import Mail
from samenspel.houses.models import Region
from samenspel.kernel.ids import uuid7
from samenspel.kernel.tenancy import Scope


def keep_demo_copy(*, kind: str, recipient: str, subject: str, text: str, html: str, at: datetime) -> None:
    """Show a mail in the outbox of the demo. Never called on an installation with real people: it holds sign-in codes.

    It is filed under the first region, since a sign-in belongs to none. Without a region there is no demo, and no copy.
    """
    with Scope.of_system().open():
        region = Region.objects.order_by("pk").first()
        if region is None:
            return
        Mail.objects.create(
            key=f"{kind}:{uuid7()}"[:80],
            kind=kind[:30],
            region=region,
            recipient=recipient,
            language="nl",
            subject=subject[:200],
            text=text,
            html=html,
            state=Mail.State.SENT,
            created_at=at,
            sent_at=at,
        )
