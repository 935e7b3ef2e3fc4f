"""Background work of sales: payments nobody told us about."""

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
    settled, silent = 0, set()
    for payment, provider in _open_payments(at):
        if provider in silent:
            continue
        try:
            settled += settle_payment(payment=payment, at=at) != Payment.State.OPEN
        except PaymentUnavailable as error:
            silent.add(error.provider)
        except NotFound:
            continue
    return settled


def _open_payments(at: datetime) -> list[tuple[UUID, str]]:
    with Scope.of_system().open():
        forgotten = Payment.objects.filter(
            state=Payment.State.CREATED, reference="", created_at__lt=at - timedelta(seconds=FORGOTTEN_S)
        )
        forgotten.update(state=Payment.State.EXPIRED)
        open_ones = Payment.objects.filter(
            state__in=[Payment.State.CREATED, Payment.State.OPEN],
            created_at__lt=at - timedelta(seconds=AGE_S),
        ).exclude(reference="")
        return list(open_ones.order_by("created_at").values_list("pk", "provider")[:BATCH])
