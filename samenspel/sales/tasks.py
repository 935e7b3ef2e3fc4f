"""Background work of sales: payments nobody told us about."""

from collections import Counter
from datetime import datetime, timedelta
from uuid import UUID

from procrastinate.contrib.django import app

from samenspel.kernel.clock import now
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.payments.models import Payment
from samenspel.sales.commands.settle_payment import settle_payment
from samenspel.sales.commands.start_payment import PaymentUnavailable

BATCH = 500
PATIENCE = 3
AGE_S = 20
"""The webhook of a payment comes within seconds; younger payments are left to it."""
FORGOTTEN_S = 2 * 3600
"""A payment that never reached its provider: the visitor left, or the provider was down."""


@app.periodic(cron="* * * * *")
@app.task(name="sales.settle_open_payments", queueing_lock="sales.settle_open_payments", pass_context=False)
def settle_open_payments(timestamp: int) -> int:
    """Ask after each open payment, for the webhooks that never come; answers how many were settled."""
    return settle_open(at=now())


def settle_open(*, at: datetime) -> int:
    """Settle open payments older than `AGE_S`; a provider that does not answer is left alone until the next round."""
    settled = 0
    failed: Counter[tuple[str, int]] = Counter()
    for payment, provider, collector in _open_payments(at):
        # One payment that a provider does not know says nothing about the next; a few in a row say it is down.
        if failed[provider, collector] >= PATIENCE:
            continue
        try:
            settled += settle_payment(payment=payment, at=at) != Payment.State.OPEN
            failed[provider, collector] = 0
        except PaymentUnavailable:
            failed[provider, collector] += 1
        except NotFound:
            continue
    return settled


def _open_payments(at: datetime) -> list[tuple[UUID, str, int]]:
    with Scope.of_system().open():
        forgotten = Payment.objects.filter(
            state=Payment.State.CREATED, reference="", created_at__lt=at - timedelta(seconds=FORGOTTEN_S)
        )
        forgotten.update(state=Payment.State.EXPIRED)
        open_ones = Payment.objects.filter(
            state__in=[Payment.State.CREATED, Payment.State.OPEN],
            created_at__lt=at - timedelta(seconds=AGE_S),
        ).exclude(reference="")
        # Youngest first: an old one that nobody answers for never stands in front of those that matter.
        return list(open_ones.order_by("-created_at").values_list("pk", "provider", "collector_id")[:BATCH])
