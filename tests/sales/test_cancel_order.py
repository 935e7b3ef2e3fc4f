"""Cancelling asked again, after the answer was lost."""

from threading import Barrier, Thread

import pytest
from django.db import connections

from samenspel.kernel.tenancy import Scope
from samenspel.payments.models import Refund
from samenspel.sales.commands.cancel_order import Cancelled, NotCancellable, cancel_order
from tests.support.database import TestDatabase
from tests.support.region import NOW, Fixture, build


@pytest.fixture
def lo(db: None) -> Fixture:
    return build()


def refunds() -> list[int]:
    with Scope.of_system().open():
        return list(Refund.objects.values_list("amount_cents", flat=True))


def test_cancelled_again_answers_the_same_and_refunds_once(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6))
    cancel = [
        cancel_order(scope=scope, order=order, at=at)
        for scope in (Scope.of_order(order), Scope.of_houses(lo.west.pk))
        # Also when the performance has begun since.
        for at in (NOW, lo.theatre.starts_at)
    ]
    assert cancel == [Cancelled(refund_cents=4000, lines=2)] * 4
    assert refunds() == [4000]


def test_who_may_not_cancel_learns_nothing_of_a_cancelled_order(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 5), lo.wish(lo.slot, 1))
    cancel_order(scope=Scope.of_order(order), order=order, at=NOW)
    with pytest.raises(NotCancellable):
        cancel_order(scope=Scope.of_houses(lo.west.pk), order=order, at=NOW)


def test_cart_and_order_that_began_are_still_refused(lo: Fixture) -> None:
    cart, _ = lo.take(lo.wish(lo.theatre, 5))
    begun = lo.sell(lo.wish(lo.theatre, 15))
    for order, at in ((cart, NOW), (begun, lo.theatre.starts_at)):
        with pytest.raises(NotCancellable):
            cancel_order(scope=Scope.of_order(order), order=order, at=at)


def test_two_at_once_get_one_answer(committed_db: TestDatabase) -> None:
    lo = build()
    order = lo.sell(lo.wish(lo.theatre, 5))
    together, told = Barrier(2), []

    def cancel() -> None:
        try:
            together.wait()
            told.append(cancel_order(scope=Scope.of_order(order), order=order, at=NOW))
        finally:
            connections.close_all()

    threads = [Thread(target=cancel) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == [Cancelled(refund_cents=2000, lines=1)] * 2
    assert refunds() == [2000]
