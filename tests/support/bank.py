"""The real test bank on a free port, without its clockwork: a test says itself when time has passed."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from samenspel.integrations.testbank.client import TestBank
from samenspel.integrations.testbank.server.bank import Bank, Choice
from samenspel.integrations.testbank.server.books import Books
from samenspel.integrations.testbank.server.http import BankServer

KEY = "test_for_tests"
HOUR_S = 3600


@dataclass
class RunningBank:
    """`told` are the (url, reference) of the webhooks sent; `answers` is what the shop says to the next ones (default True)."""

    url: str
    bank: Bank
    told: list[tuple[str, str]] = field(default_factory=list)
    answers: list[bool] = field(default_factory=list)

    @property
    def client(self) -> TestBank:
        return TestBank(url=self.url, key=KEY)

    def choose(self, reference: str, outcome: str = "paid", **switches: str) -> httpx.Response:
        """Fill in the form of the checkout page, as a visitor does."""
        return httpx.post(
            f"{self.url}/checkout/{reference}", data={"outcome": outcome, "method": "bancontact", **switches}
        )

    def pay_late(self, reference: str) -> None:
        """Money that comes after all, when the bank had already said it would not."""
        self.bank.choose(id=reference, choice=Choice("paid"), at=time.time(), even_if_over=True)

    def let_pass(self, seconds: float) -> list[tuple[str, str]]:
        """Do what is due within that time, and answer the webhooks it sent."""
        before, until = len(self.told), time.time() + seconds
        while jobs := self.bank.books.take_due(until):
            for job in jobs:
                self.bank.do(job, at=job.due)
        return self.told[before:]

    def deliver(self, url: str, reference: str) -> bool:
        self.told.append((url, reference))
        return self.answers.pop(0) if self.answers else True


@contextmanager
def running_bank(folder: Path | None = None) -> Iterator[RunningBank]:
    """A bank for as long as the block lasts; with `folder` it keeps its books there."""
    books = Books(folder / "books.sqlite3" if folder else None)
    running = RunningBank(url="", bank=Bank(books=books, public_url="", deliver=lambda url, reference: False))
    running.bank.deliver = running.deliver
    server = BankServer(("127.0.0.1", 0), bank=running.bank, key=KEY)
    running.url = running.bank.public_url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        books.close()
