"""Background work of payments: refunds on their way."""

import logging

from procrastinate.contrib.django import app

from samenspel.kernel.clock import now
from samenspel.kernel.tenancy import Scope
from samenspel.payments.commands.send_refund import send_refund
from samenspel.payments.models import Refund

log = logging.getLogger(__name__)

BATCH = 100


@app.periodic(cron="* * * * *")
@app.task(
    name="payments.send_requested_refunds",
    queueing_lock="payments.send_requested_refunds",
    pass_context=False,
)
def send_requested_refunds(timestamp: int) -> int:
    """Send what was requested and ask after what is pending, least tried first; answers how many it looked at."""
    at = now()
    with Scope.of_system().open():
        open_refunds = Refund.objects.filter(state__in=[Refund.State.REQUESTED, Refund.State.PENDING])
        refunds = list(open_refunds.order_by("attempts", "created_at").values_list("pk", flat=True)[:BATCH])
    for refund in refunds:
        state = send_refund(refund=refund, at=at)
        log.info("refund %s is %s", refund, state)
    return len(refunds)
