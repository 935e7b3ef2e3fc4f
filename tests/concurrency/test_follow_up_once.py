"""`every_buyer_is_handled_once`: two workers carry out the same follow-up at once; with a control in which nobody locks."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections

from samenspel.kernel.models import Event
from samenspel.kernel.tenancy import Scope
from samenspel.payments.models import Refund
from samenspel.programme.commands.change_programme import Act
from samenspel.sales.commands import follow_up as follow_ups
from samenspel.sales.commands.follow_up import carry_out
from samenspel.sales.commands.move_performance import cancel_performance, move_performance
from samenspel.sales.models import FollowUpStep
from tests.invariants.ledger_checks import broken
from tests.support.database import TestDatabase
from tests.support.programme import performance, programmer
from tests.support.region import NOW, Fixture, build

ORDERS = 24
WORKERS = 3


def at_once(job: Callable[[], object]) -> None:
    """The same job by each worker, on a connection of its own, begun together."""
    ready, broke = Barrier(WORKERS), list[BaseException]()

    def work() -> None:
        try:
            ready.wait(20)
            job()
        except BaseException as error:
            broke.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=work) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert broke == []


def sold(lo: Fixture) -> list[str]:
    return sorted(str(lo.sell(lo.wish(lo.free, 1 + number))) for number in range(ORDERS))


def moved(lo: Fixture, act: Act) -> int:
    later = timedelta(days=8)
    return move_performance(
        act=act, performance=lo.free.pk, revision=performance(lo.free.pk).revision,
        starts_at=lo.free.starts_at + later, ends_at=lo.free.ends_at + later, hall=lo.free.hall_id,
        plan=lo.free.plan_id, reason={"nl": "Ziek"}, refund_until=None, sale_goes_on=True,
    )  # fmt: skip


def cancelled(lo: Fixture, act: Act) -> int:
    revision = performance(lo.free.pk).revision
    return cancel_performance(act=act, performance=lo.free.pk, revision=revision, reason={"nl": "Ziek"})


def told() -> Counter[str]:
    with Scope.of_system().open():
        kinds = ("sales.order.performance_moved", "sales.order.performance_cancelled")
        return Counter(Event.objects.filter(kind__in=kinds).values_list("subject", flat=True))


@pytest.mark.parametrize("begin", [moved, cancelled])
def test_every_buyer_is_handled_once(
    committed_db: TestDatabase, begin: Callable[[Fixture, Act], int]
) -> None:
    lo = build()
    orders = sold(lo)
    follow_up = begin(lo, programmer(lo.west))
    at_once(lambda: carry_out(follow_up=follow_up, at=NOW))
    carry_out(follow_up=follow_up, at=NOW)
    assert told() == Counter(orders)
    with Scope.of_system().open():
        states = FollowUpStep.objects.filter(follow_up=follow_up).values_list("state", flat=True)
        assert Counter(states) == {"done": ORDERS}
        refunded = Counter(str(each) for each in Refund.objects.values_list("order_id", flat=True))
    assert max(refunded.values(), default=1) == 1
    assert broken() == {}


def test_control_without_the_lock_tells_buyers_twice(committed_db: TestDatabase) -> None:
    lo = build()
    sold(lo)
    follow_up = moved(lo, programmer(lo.west))
    with Scope.of_system().open():
        steps = list(
            FollowUpStep.objects.filter(follow_up=follow_up).order_by("pk").values_list("pk", flat=True)
        )
    both_read = Barrier(WORKERS)

    def unlocked() -> None:
        for step in steps:
            with Scope.of_system().open():
                row = FollowUpStep.objects.select_related("follow_up").get(pk=step, state="waiting")
                both_read.wait(20)
                follow_ups._handle(row, NOW)
            both_read.wait(20)

    at_once(unlocked)
    assert set(told().values()) == {WORKERS}
