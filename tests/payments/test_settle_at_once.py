"""Webhook, return page and worker at the same moment, each on its own connection; and the bank as a process of its own."""

import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from uuid import uuid4

import httpx
import pytest
from django.db import connection

from samenspel.integrations.testbank.client import DEFAULT_KEY, TestBank
from samenspel.kernel.models import Event
from samenspel.kernel.tenancy import Scope
from samenspel.payments.models import Refund
from samenspel.payments.ports import NewPayment
from samenspel.sales.commands.release_expired import release_expired
from samenspel.sales.commands.settle_payment import settle_payment
from samenspel.sales.models import Ticket
from tests.payments.test_settle_payment import LATER, attempt
from tests.support.bank import RunningBank
from tests.support.database import TestDatabase
from tests.support.processes import Processes, free_port
from tests.support.region import NOW, build

CALLERS = 6


def at_once(call: Callable[[], str]) -> list[str]:
    """The answers of `CALLERS` callers that start together."""
    ready = threading.Barrier(CALLERS)

    def caller(_: int) -> str:
        try:
            ready.wait(timeout=20)
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(CALLERS) as pool:
        return list(pool.map(caller, range(CALLERS)))


def counts() -> tuple[int, int, int]:
    """Tickets, refunds, and facts that money came without buying anything."""
    with Scope.of_system().open():
        unplaced = Event.objects.filter(kind="payments.payment.unplaced").count()
        return Ticket.objects.count(), Refund.objects.count(), unplaced


def test_many_tell_at_once_and_it_is_sold_once(committed_db: TestDatabase, bank: RunningBank) -> None:
    visit = attempt(build())
    bank.choose(visit.reference, webhook="twice")
    assert at_once(lambda: settle_payment(payment=visit.payment, at=NOW)) == ["paid"] * CALLERS
    assert counts() == (2, 0, 0)


def test_many_tell_at_once_and_it_is_refunded_once(committed_db: TestDatabase, bank: RunningBank) -> None:
    lo = build()
    visit = attempt(lo)
    release_expired(at=LATER)
    lo.sell(lo.wish(lo.theatre, 1), at=LATER)
    bank.choose(visit.reference)
    assert at_once(lambda: settle_payment(payment=visit.payment, at=LATER)) == ["unplaced"] * CALLERS
    assert counts() == (1, 1, 1)


def test_two_payments_of_one_order_at_once_and_one_goes_back(
    committed_db: TestDatabase, bank: RunningBank
) -> None:
    lo = build()
    first = attempt(lo)
    second = attempt(lo, order=first.order)
    for visit in (first, second):
        bank.choose(visit.reference)
    turns = iter([first.payment, second.payment] * CALLERS)
    lock = threading.Lock()

    def settle_one() -> str:
        with lock:
            payment = next(turns)
        return settle_payment(payment=payment, at=NOW)

    assert sorted(at_once(settle_one)) == ["paid"] * (CALLERS // 2) + ["unplaced"] * (CALLERS // 2)
    assert counts() == (2, 1, 1)


@pytest.fixture
def shop() -> Iterator[tuple[str, "Queue[str]"]]:
    """An address that hears webhooks, and what it heard."""
    heard: Queue[str] = Queue()

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.put(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Ear)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/webhooks/test/", heard
    server.shutdown()
    server.server_close()
    thread.join()


def test_bank_of_the_demo_tells_twice_and_survives_kill_9(
    processes: Processes, shop: tuple[str, "Queue[str]"], tmp_path: Path
) -> None:
    webhook_url, heard = shop
    port = free_port()
    command = [sys.executable, "-m", "django", "testbank", "--port", str(port), "--folder", str(tmp_path)]
    running = processes._start("testbank", command, port=port, environ={})
    client = TestBank(url=running.url, key=DEFAULT_KEY)
    created = client.create(
        payment=NewPayment(uuid4(), 3600, "EUR"),
        description="S-0000-0000",
        redirect_url="http://shop.example/",
        webhook_url=webhook_url,
        lines=[],
        locale="nl",
    )
    assert created.checkout_url == f"http://localhost:{port}/checkout/{created.reference}"
    httpx.post(f"{running.url}/checkout/{created.reference}", data={"outcome": "paid", "webhook": "twice"})
    assert [heard.get(timeout=20) for _ in range(2)] == [f"id={created.reference}"] * 2
    running.kill9()
    running.start_again()
    assert client.fetch(reference=created.reference).state == "paid"
