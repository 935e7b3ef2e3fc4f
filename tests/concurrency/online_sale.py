"""A whole shop of real processes, with a gate on every way between them, and buyers who pay online.

buyer --take, check_out, return, order--> [gate] --> web --create, fetch--> [gate] --> bank
buyer --pay--> [gate] --> bank --webhook--> [gate] --> web
worker --ask_after, refund, ask_after_refund--> [gate] --> bank;  worker --mail--> mail server
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Literal

from django.db import DatabaseError, connection
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.tasks import Task

from samenspel.config.tasks import rescue_jobs
from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from samenspel.payments.tasks import send_requested_refunds
from samenspel.sales.tasks import settle_open_payments
from tests.invariants.online_checks import open_ends
from tests.support.database import TestDatabase
from tests.support.gate import Barrier, Gate
from tests.support.mail_server import MailServer
from tests.support.page_buyer import PageBuyer
from tests.support.processes import Processes, Running
from tests.support.region import Fixture, build, open_plan

SHOP_STEPS = (
    ("POST", r"/lo/voorstelling/\d+/plaatsen/", "take"),
    ("POST", r"/lo/afrekenen/", "check_out"),
    ("POST", r"/webhooks/test/", "webhook"),
    ("GET", r"/lo/betaling/[^/]+/", "return"),
    ("GET", r"/lo/bestelling/[^/]+/[^/]+/", "order"),
)
BANK_STEPS = (
    ("POST", r"/v1/payments", "create"),
    ("GET", r"/v1/payments/\w+", "fetch"),
    ("POST", r"/checkout/\w+", "pay"),
)
WORKER_STEPS = (
    ("GET", r"/v1/payments/\w+", "ask_after"),
    ("POST", r"/v1/payments/\w+/refunds", "refund"),
    ("GET", r"/v1/payments/\w+/refunds/\w+", "ask_after_refund"),
)
PLACES = 4_000
LOOK_EVERY_S = 0.2

Way = Literal["returns", "leaves", "leaves_untold", "pays_twice"]
"""After paying: comes back; closes the browser; the same and the bank never tells; paid in two windows at once."""


@dataclass
class OnlineSale:
    """`books` is the file of the bank, `buyers` everybody who ever came."""

    lo: Fixture
    processes: Processes
    barrier: Barrier
    mails: MailServer
    shop: Gate
    bank_gate: Gate
    worker_gate: Gate
    web: Running
    bank: Running
    books: Path
    buyers: list[PageBuyer] = field(default_factory=list)
    _places: Iterator[int] = field(default_factory=lambda: count(1))
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def worker(self) -> Running:
        environ = {
            "TESTBANK_URL": self.worker_gate.url,
            "EMAIL_URL": self.mails.url,
            "SITE_URL": self.shop.url,
        }
        return self.processes.worker(environ=environ)

    def purchase(self, way: Way, *, webhook: str = "once") -> PageBuyer:
        """One buyer, from the first page to the tickets or to closing the browser. Raises WaitsForEver."""
        with self._guard:
            place = next(self._places)
            buyer = PageBuyer(f"{self.shop.url}/lo/", f"ada{place}@example.org")
            self.buyers.append(buyer)
        try:
            buyer.fill_cart([self.lo.theatre.pk, self.lo.slot.pk], place)
            urls = [buyer.check_out() for _ in range(2 if way == "pays_twice" else 1)]
            webhook = "never" if way == "leaves_untold" else webhook
            backs = [buyer.pay(url, webhook=webhook) for url in urls]
            if way in ("returns", "pays_twice"):
                buyer.come_back(backs[0])
        finally:
            buyer.close()
        return buyer

    def nudge(self) -> None:
        """Ask the worker for its jobs of each minute, now."""
        each_minute: list[Task[Any, Any, Any]] = [settle_open_payments, send_requested_refunds, rescue_jobs]
        for task in each_minute:
            with contextlib.suppress(AlreadyEnqueued):
                task.defer(timestamp=0)

    def open_ends(self) -> dict[str, list[str]]:
        return open_ends(bank=self.books, received=self.mails.received)

    def wait_until(self, true: Callable[[], bool], *, within_s: float, hurry: bool) -> bool:
        """Look again and again; False when time is over. A database that was just killed is asked once more.

        `hurry`: ask the worker for the jobs of each minute meanwhile, instead of waiting for their minute.
        """
        end, pause = time.monotonic() + within_s, threading.Event()
        while time.monotonic() < end:
            try:
                if true():
                    return True
                if hurry:
                    self.nudge()
            except (DatabaseError, ConnectorException):
                connection.close()
            pause.wait(LOOK_EVERY_S)
        return False


@contextmanager
def online_sale(*, database: TestDatabase, folder: Path) -> Iterator[OnlineSale]:
    """All of it running but the worker: that is for the test to start."""
    lo = build(now=clock.now())
    with Scope.of_system().open():
        for performance in (lo.theatre, lo.slot):
            performance.plan = open_plan(performance.house, PLACES)
            performance.save()
    barrier = Barrier()
    shop, bank_gate, worker_gate = (
        Gate(barrier=barrier, steps=steps) for steps in (SHOP_STEPS, BANK_STEPS, WORKER_STEPS)
    )
    mails = MailServer(barrier=barrier)
    processes = Processes(database=database, folder=folder)
    try:
        bank = processes.testbank(public_url=bank_gate.url)
        bank_gate.target = worker_gate.target = bank.port
        web = processes.web(environ={"TESTBANK_URL": bank_gate.url, "SITE_URL": shop.url})
        shop.target = web.port
        yield OnlineSale(
            lo=lo, processes=processes, barrier=barrier, mails=mails, shop=shop, bank_gate=bank_gate,
            worker_gate=worker_gate, web=web, bank=bank, books=folder / "books.sqlite3",
        )  # fmt: skip
    finally:
        processes.stop_all()
        for server in (shop, bank_gate, worker_gate, mails):
            server.close()
