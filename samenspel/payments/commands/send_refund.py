"""Send a requested refund to its provider, or ask how it stands."""

from datetime import datetime
from uuid import UUID

from django.db.models import Sum

from samenspel.kernel import events
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.ledger.commands.post_transfer import post_transfer
from samenspel.payments.commands.stop_refund import PROBLEM_LENGTH, stop_refund
from samenspel.payments.models import Refund
from samenspel.payments.ports import Provider, ProviderDown, ProviderRefused, RefundStatus
from samenspel.payments.providers import BY_HAND, NoProvider, provider

BOOKED_BEFORE = frozenset({Refund.Reason.CANCELLED, Refund.Reason.OUTSIDE})
"""A cancelled order's postings were reversed at once. All others stand on `unallocated` until they are done."""

FINISHED = frozenset({Refund.State.DONE, Refund.State.FAILED})

WRONG_KEY = frozenset({401, 403, 404})
"""The provider does not know us, or nothing of ours: a key that was rotated, or of another account."""

NOTHING_LEFT = "the payment has less left than this refund: charged back, or refunded outside"


class _NothingLeft(Exception):
    """Somebody was earlier: the buyer's bank, or a person at the provider's dashboard."""


def send_refund(*, refund: UUID, at: datetime) -> str:
    """Bring one refund a step further and answer its state; idempotent by the refund's id, here and at the provider.

    A provider that does not answer leaves it as it was for the next round. So does a refusal that says nothing about the
    refund: a wrong key, or any no to a mere question; that is kept as its `problem` and told once to finance as
    `payments.refund.stuck`. A provider that will not make the refund makes it `failed`, told as `payments.refund.failed`.
    Runs outside any transaction: the call to the provider takes seconds.

    Raises NotFound.
    """
    row = _taken(refund)
    if row.state in FINISHED:
        return row.state
    try:
        return _keep(row, _ask(row), at=at)
    except ProviderDown:
        return row.state
    except NoProvider:
        return _wait(row, problem=f"no account at {row.payment.provider}", at=at)
    except _NothingLeft:
        return _fail(row, problem=NOTHING_LEFT, at=at)
    except ProviderRefused as refused:
        if row.reference or refused.status in WRONG_KEY:
            return _wait(row, problem=f"{refused.status} {refused.detail}", at=at)
        return _fail(row, problem=refused.detail, at=at)


def _taken(refund: UUID) -> Refund:
    """Counts the attempt before it is made: at 0 nothing ever left, which a chargeback must know."""
    with Scope.of_system().open():
        found = Refund.objects.select_related("payment").select_for_update(of=("self",))
        row = found.filter(pk=refund).first()
        if row is None:
            raise NotFound
        if row.state not in FINISHED:
            row.attempts = min(row.attempts + 1, 32767)
            row.save(update_fields=["attempts"])
        return row


def _ask(row: Refund) -> RefundStatus:
    if row.payment.provider in BY_HAND:
        # The desk that took the money gives it back over the counter.
        return RefundStatus(reference="", state="done")
    adapter = provider(row.payment.provider, collector=row.collector_id)
    if row.reference:
        return adapter.fetch_refund(reference=row.payment.reference, refund_reference=row.reference)
    _check_left(adapter, row)
    return adapter.refund(
        refund=row.id,
        reference=row.payment.reference,
        amount_cents=row.amount_cents,
        description=str(row.order_id),
    )


def _check_left(adapter: Provider, row: Refund) -> None:
    """Not every provider refuses to pay twice what its buyer's bank took back already."""
    status = adapter.fetch(reference=row.payment.reference)
    if status.amount_cents - status.refunded_cents - status.charged_back_cents >= row.amount_cents:
        return
    with Scope.of_system().open():
        others = Refund.objects.filter(payment=row.payment_id, state__in=["pending", "done"])
        known_cents = others.aggregate(cents=Sum("amount_cents"))["cents"] or 0
    # More went back than we know, after an attempt whose answer may be lost: asked again, the provider says which it is.
    if row.attempts == 1 or status.refunded_cents <= known_cents:
        raise _NothingLeft


def _keep(row: Refund, status: RefundStatus, *, at: datetime) -> str:
    if status.state == "failed":
        return _fail(row, problem="the provider could not pay it out", at=at, reference=status.reference)
    with Scope.of_system().open():
        now = Refund.objects.select_for_update().get(pk=row.pk)
        if now.state in FINISHED:
            return now.state
        now.reference, now.state, now.problem = status.reference, Refund.State(status.state), ""
        now.done_at = at if now.state is Refund.State.DONE else None
        now.save(update_fields=["reference", "state", "problem", "done_at"])
        if now.state == Refund.State.DONE and now.reason not in BOOKED_BEFORE:
            _post(row, at=at)
        return now.state


def _wait(row: Refund, *, problem: str, at: datetime) -> str:
    with Scope.of_system().open():
        now = Refund.objects.select_for_update().get(pk=row.pk)
        if now.state not in FINISHED:
            is_new, now.problem = not now.problem, problem[:PROBLEM_LENGTH]
            now.save(update_fields=["problem"])
            if is_new:
                _tell("payments.refund.stuck", now, at=at)
        return now.state


def _fail(row: Refund, *, problem: str, at: datetime, reference: str = "") -> str:
    with Scope.of_system().open():
        now = Refund.objects.select_related("payment").select_for_update(of=("self",)).get(pk=row.pk)
        if now.state not in FINISHED:
            now.reference = reference or now.reference
            now.save(update_fields=["reference"])
            stop_refund(refund=now, problem=problem, at=at)
            _tell("payments.refund.failed", now, at=at)
        return now.state


def _tell(kind: str, refund: Refund, *, at: datetime) -> None:
    events.append(
        kind=kind,
        subject=str(refund.order_id),
        house_id=refund.collector_id,
        payload={
            "refund": str(refund.pk),
            "payment": str(refund.payment_id),
            "amount_cents": refund.amount_cents,
            "problem": refund.problem,
        },
        at=at,
    )


def _post(row: Refund, *, at: datetime) -> None:
    post_transfer(
        scope=Scope.of_system(),
        house=row.collector_id,
        debit="unallocated",
        credit="clearing",
        amount_cents=row.amount_cents,
        currency=row.payment.received_currency or row.payment.currency,
        kind="unsold_refund",
        key=f"unsold_refund:{row.pk}",
        order=row.order_id,
        payment=row.payment_id,
        at=at,
    )
