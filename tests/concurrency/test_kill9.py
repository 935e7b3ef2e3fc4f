"""`nothing_confirmed_is_lost` at a desk: kill -9 of web or database, and every answer that said confirmed still holds.

The short form runs a few kills; `./dev campaign crashes --kills N` runs N.
"""

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from samenspel.sales.models import Order
from tests.invariants.ledger_checks import broken
from tests.support.api_buyer import Answer, ApiBuyer, key_of_desk
from tests.support.own_server import OwnServer
from tests.support.processes import Processes
from tests.support.region import Fixture, build, open_plan

KILLS = int(os.environ.get("SAMENSPEL_KILLS", "4"))
BUYERS = 4
BETWEEN_KILLS = 6
PLACES = 40_000
REPAIR_WITHIN_S = 60


@dataclass
class Rush:
    """Buyers who never stop: each order is asked again under its own key until it is answered."""

    lo: Fixture
    performance: int
    buyer: ApiBuyer
    confirmed: list[str] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)
    news: threading.Condition = field(default_factory=threading.Condition)
    places: Iterator[int] = field(default_factory=lambda: count(1))

    def shop(self) -> None:
        while not self.stopped.is_set():
            with self.news:
                place = next(self.places)
            order = self._buy(place)
            if order is None:
                return
            with self.news:
                self.confirmed.append(order["id"])
                self.news.notify_all()

    def _buy(self, place: int) -> dict[str, Any] | None:
        key = f"place-{place}"
        cart = self._until_answered(
            lambda: self.buyer.cart(self.lo, self.performance, [place], idempotency_key=key)
        )
        if cart is None:
            return None
        return self._until_answered(lambda: self.buyer.order(cart["id"], idempotency_key=f"order-{key}"))

    def _until_answered(self, ask: Callable[[], Answer]) -> dict[str, Any] | None:
        while not self.stopped.is_set():
            try:
                answer = ask()
            except (OSError, ValueError):
                continue  # the server is gone, or broke off in the middle: ask again
            if answer.status < 300:
                return answer.body
            assert answer.status >= 500, answer
        return None

    def wait_for(self, more: int) -> None:
        with self.news:
            goal = len(self.confirmed) + more
            assert self.news.wait_for(lambda: len(self.confirmed) >= goal, timeout=REPAIR_WITHIN_S), (
                "sales did not resume"
            )


@pytest.mark.slow
def test_nothing_confirmed_is_lost(own_server: OwnServer, tmp_path: Path) -> None:
    processes = Processes(database=own_server.database, folder=tmp_path)
    lo = build(now=clock.now())
    hall = _endless_hall(lo)
    web = processes.web(workers=1)
    rush = Rush(lo, hall, ApiBuyer(web.url, key_of_desk(lo)))
    threads = [threading.Thread(target=rush.shop) for _ in range(BUYERS)]
    try:
        for thread in threads:
            thread.start()
        for number in range(KILLS):
            rush.wait_for(BETWEEN_KILLS + number % 3)
            victim = (web, own_server)[number % 2]
            victim.kill9()
            victim.start_again()
        rush.wait_for(BETWEEN_KILLS)
    finally:
        rush.stopped.set()
        for thread in threads:
            thread.join()
        processes.stop_all()
    connection.close()
    with Scope.of_system().open():
        sold = {str(order) for order in Order.objects.filter(state="confirmed").values_list("pk", flat=True)}
    assert set(rush.confirmed) <= sold
    assert broken() == {}


@pytest.mark.slow
def test_control_an_answer_before_the_commit_is_lost(own_server: OwnServer) -> None:
    """What the test above is for: who answers before the commit loses orders when the server is killed."""
    lo = build(now=clock.now())
    order, _ = lo.take(lo.wish(lo.theatre, 1), lo.wish(lo.theatre, 2), at=clock.now())
    connection.set_autocommit(False)
    lo.check_out(order, provider="seller", at=clock.now())
    answered = {str(order)}  # said to the buyer, not yet committed
    own_server.kill9()
    own_server.start_again()
    connection.close()
    with Scope.of_system().open():
        sold = {str(each) for each in Order.objects.filter(state="confirmed").values_list("pk", flat=True)}
    assert not answered <= sold


def _endless_hall(lo: Fixture) -> int:
    """A standing hall so large that the rush never sells it out."""
    plan = open_plan(lo.west, PLACES)
    with Scope.of_system().open():
        lo.theatre.plan = plan
        lo.theatre.save()
    return int(lo.theatre.pk)
