"""Carry out what a moved or cancelled performance asks: each order in a transaction of its own, and exactly once.

Killed anywhere, it goes on with what still waits. A voucher instead of money is a third thing an order may get: its place is
`_handle`, beside the refund.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.events import append
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.refund_lines import NothingToRefund, refund_lines
from samenspel.sales.models import FollowUp, FollowUpStep
from samenspel.sales.rules.limits import HOLD_WITH_PAYING_S

ATTEMPTS = 5
LATE_BUYERS = timedelta(seconds=HOLD_WITH_PAYING_S)
"""So long a cart that was open before may still be paid and confirmed: until then new orders are looked for."""


@dataclass(frozen=True, slots=True)
class _Added:
    added: int


COLLECT = load(__file__, "follow_up_orders", _Added)


def collect(*, follow_up: int) -> int:
    """Put the orders in it that are not yet; answers how many."""
    return COLLECT.one(scope=Scope.of_system(), follow_up=follow_up).added


def carry_out(*, follow_up: int, at: datetime) -> int:
    """Handle every order that waits; answers how many. A refused one is tried again by the next call, five times in all.

    Two workers may do so at once: an order that one of them holds is left to it.
    """
    system = Scope.of_system()
    collect(follow_up=follow_up)
    with system.open():
        waiting = list(
            FollowUpStep.objects.filter(follow_up=follow_up, state=FollowUpStep.State.WAITING)
            .order_by("pk")
            .values_list("pk", flat=True)
        )
    handled = sum(handle_order(step=step, at=at) for step in waiting)
    with system.open():
        open_steps = FollowUpStep.objects.filter(follow_up=follow_up, state=FollowUpStep.State.WAITING)
        FollowUp.objects.filter(pk=follow_up, finished_at__isnull=True, at__lte=at - LATE_BUYERS).exclude(
            pk__in=open_steps.values("follow_up")
        ).update(finished_at=at)
    return handled


def handle_order(*, step: int, at: datetime) -> bool:
    """Handle one order; False when another worker does, when it was done before, or when it was refused (see `problem`)."""
    system = Scope.of_system()
    try:
        with system.open():
            row = (
                FollowUpStep.objects.select_for_update(skip_locked=True, of=("self",))
                .select_related("follow_up", "follow_up__performance")
                .filter(pk=step, state=FollowUpStep.State.WAITING)
                .first()
            )
            if row is None:
                return False
            _handle(row, at)
            row.state, row.done_at, row.problem = FollowUpStep.State.DONE, at, ""
            row.save()
            return True
    except DomainError as error:
        with system.open():
            row = FollowUpStep.objects.select_for_update().get(pk=step)
            row.attempts += 1
            row.problem = type(error).__name__
            if row.attempts >= ATTEMPTS:
                row.state = FollowUpStep.State.FAILED
            row.save()
        return False


def try_again(*, scope: Scope, house: int, follow_up: int) -> int:
    """Let the orders that failed wait once more; answers how many. Raises NotFound for a follow-up of another house."""
    with scope.open():
        if not FollowUp.objects.filter(pk=follow_up, house=house).exists():
            raise NotFound(follow_up)
        again = FollowUpStep.objects.filter(follow_up=follow_up, state=FollowUpStep.State.FAILED).update(
            state=FollowUpStep.State.WAITING, attempts=0
        )
        FollowUp.objects.filter(pk=follow_up).update(finished_at=None)
    return again


def _handle(row: FollowUpStep, at: datetime) -> None:
    follow_up = row.follow_up
    if FollowUp.objects.filter(performance=follow_up.performance_id, pk__gt=follow_up.pk).exists():
        return  # It was moved again, or cancelled since: only the last news is told.
    if follow_up.kind == FollowUp.Kind.CANCELLED:
        try:
            refunded = refund_lines(
                order=row.order_id, performance=follow_up.performance_id, at=at, admitted_too=True
            )
        except NothingToRefund:
            return  # Cancelled by itself in the meantime.
        row.refund_cents = refunded.refund_cents
    append(
        kind=f"sales.order.performance_{follow_up.kind}",
        house_id=row.house_id,
        subject=str(row.order_id),
        payload={
            "follow_up": follow_up.pk,
            "performance": follow_up.performance_id,
            "refund_cents": row.refund_cents,
        },
        at=at,
    )
