"""Background work of sales: payments nobody told us about, and what became of those that were settled."""

import logging
from collections import Counter
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from procrastinate.contrib.django import app

from samenspel.kernel.clock import now
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.payments.models import Payment
from samenspel.sales.commands.earn_packages import earn_packages
from samenspel.sales.commands.follow_up import carry_out
from samenspel.sales.commands.settle_payment import SETTLED, settle_payment
from samenspel.sales.commands.start_payment import PaymentUnavailable
from samenspel.sales.models import FollowUp

log = logging.getLogger(__name__)

BATCH = 500
PATIENCE = 3
AGE_S = 20
"""The webhook of a payment comes within seconds; younger payments are left to it."""
FORGOTTEN_S = 2 * 3600
"""A payment that never reached its provider: the visitor left, or the provider was down."""
LOOKS_AFTER = (timedelta(days=1), timedelta(days=7), timedelta(days=30), timedelta(days=90))
"""When a settled payment is looked at again, for a refund outside or a chargeback of which the webhook never came."""
LOOKS_AT_MOST = 5000


@app.periodic(cron="* * * * *")
@app.task(name="sales.settle_open_payments", queueing_lock="sales.settle_open_payments", pass_context=False)
def settle_open_payments(timestamp: int) -> int:
    """Ask after each open payment, for the webhooks that never come; answers how many were settled."""
    return settle_open(at=now())


def settle_open(*, at: datetime) -> int:
    """Settle open payments older than `AGE_S`; a provider that does not answer is left alone until the next round."""
    return sum(state != Payment.State.OPEN for state in _settle_all(_open_payments(at), at))


@app.periodic(cron="7 * * * *")
@app.task(name="sales.earn_packages", queueing_lock="sales.earn_packages", pass_context=False)
def earn_packages_hourly(timestamp: int) -> int:
    """Give the houses their part of packages of which a performance is over; answers how many tickets."""
    return earn_packages(at=now())


@app.periodic(cron="17 * * * *")
@app.task(name="sales.look_again", queueing_lock="sales.look_again", pass_context=False)
def look_again_hourly(timestamp: int) -> int:
    """Ask after settled payments that are a day, a week, a month and three months old; answers how many."""
    return look_again(at=now())


def look_again(*, at: datetime) -> int:
    """Settle once more what was made in the hours `LOOKS_AFTER` before the last full one, at most 5,000 payments.

    Nothing is kept of it: a look missed while the worker stood still is made up by the next one.
    """
    return len(_settle_all(_settled_payments(at), at))


def _settle_all(payments: list[tuple[UUID, str, int]], at: datetime) -> list[str]:
    """The states of those that could be asked after."""
    states = []
    failed: Counter[tuple[str, int]] = Counter()
    for payment, provider, collector in payments:
        # One payment that a provider does not know says nothing about the next; a few in a row say it is down.
        if failed[provider, collector] >= PATIENCE:
            continue
        try:
            states.append(settle_payment(payment=payment, at=at))
            failed[provider, collector] = 0
        except PaymentUnavailable:
            failed[provider, collector] += 1
        except NotFound:
            continue
    return states


def _settled_payments(at: datetime) -> list[tuple[UUID, str, int]]:
    hour = at.replace(minute=0, second=0, microsecond=0)
    made = Q()
    for age in LOOKS_AFTER:
        made |= Q(created_at__gte=hour - age - timedelta(hours=1), created_at__lt=hour - age)
    with Scope.of_system().open():
        found = Payment.objects.filter(made, state__in=SETTLED).exclude(reference="").order_by("created_at")
        payments = list(found.values_list("pk", "provider", "collector_id")[:LOOKS_AT_MOST])
    if len(payments) == LOOKS_AT_MOST:
        log.warning("more than %s payments to look at again, the rest waits for its next look", LOOKS_AT_MOST)
    return payments


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


@app.task(name="sales.follow_up", queue="follow_up")
def follow_up_job(*, follow_up: int) -> int:
    """Begin at once to tell and refund everybody of a moved or cancelled performance."""
    return carry_out(follow_up=follow_up, at=now())


@app.periodic(cron="* * * * *")
@app.task(name="sales.go_on_following_up", queueing_lock="sales.go_on_following_up", pass_context=False)
def go_on_following_up(timestamp: int) -> int:
    """Go on with what a worker that died left, with what was refused, and with buyers who paid late."""
    with Scope.of_system().open():
        unfinished = list(FollowUp.objects.filter(finished_at__isnull=True).values_list("pk", flat=True))
    return sum(carry_out(follow_up=each, at=now()) for each in unfinished)
