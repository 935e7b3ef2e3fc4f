"""What the bank remembers, in one SQLite file, so that it survives a restart."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class BankPayment:
    """`amount_cents` and `currency` are what was asked; `paid_*` what the visitor really paid."""

    id: str
    amount_cents: int
    currency: str
    description: str
    redirect_url: str
    webhook_url: str
    locale: str
    method: str
    lines: list[dict[str, Any]]
    created_at: float
    state: str = "open"
    paid_cents: int = 0
    paid_currency: str = ""
    charged_back_cents: int = 0


@dataclass
class BankRefund:
    id: str
    payment: str
    amount_cents: int
    description: str
    state: str = "pending"


@dataclass(frozen=True)
class Job:
    """Something to do at `due` (seconds since 1970): webhook, state, charge_back, refund_done."""

    id: int
    due: float
    kind: str
    payment: str
    data: dict[str, Any] = field(default_factory=dict)
    attempt: int = 0


FORGOTTEN = "webhook"
"""The kind of job that a bank which is killed does not come back to."""

TABLES = """
create table if not exists payment (id text primary key, at real not null, doc text not null);
create table if not exists refund (id text primary key, payment text not null, doc text not null);
create table if not exists idempotency (key text primary key, request text not null, id text not null);
create table if not exists job (
    id integer primary key, due real not null, kind text not null, payment text not null,
    data text not null, attempt integer not null
);
create index if not exists job_due on job (due);
create index if not exists payment_at on payment (at);
"""


class Books:
    """Whoever reads and then writes holds `lock` meanwhile; each write is committed at once, or all of `together`."""

    def __init__(self, path: Path | None = None) -> None:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self.lock = threading.RLock()
        self._in_hand: set[int] = set()
        self._db = sqlite3.connect(path or ":memory:", check_same_thread=False, isolation_level=None)
        # A killed process loses nothing; a power cut may, and this is test money.
        self._db.executescript("pragma journal_mode = wal; pragma synchronous = off;" + TABLES)

    def close(self) -> None:
        with self.lock:
            self._db.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Hold the lock; what is written meanwhile is kept as a whole or not at all. Not to be nested."""
        with self.lock:
            self._db.execute("begin")
            try:
                yield
            except BaseException:
                self._db.execute("rollback")
                raise
            self._db.execute("commit")

    def keep_payment(self, payment: BankPayment) -> None:
        with self.lock:
            self._db.execute(
                "insert or replace into payment values (?, ?, ?)",
                [payment.id, payment.created_at, json.dumps(asdict(payment))],
            )

    def payment(self, id: str) -> BankPayment | None:
        with self.lock:
            row = self._db.execute("select doc from payment where id = ?", [id]).fetchone()
        return BankPayment(**json.loads(row[0])) if row else None

    def latest(self, limit: int = 50) -> list[BankPayment]:
        with self.lock:
            rows = self._db.execute("select doc from payment order by at desc limit ?", [limit]).fetchall()
        return [BankPayment(**json.loads(row[0])) for row in rows]

    def keep_refund(self, refund: BankRefund) -> None:
        with self.lock:
            self._db.execute(
                "insert or replace into refund values (?, ?, ?)",
                [refund.id, refund.payment, json.dumps(asdict(refund))],
            )

    def refunds(self, payment: str) -> list[BankRefund]:
        with self.lock:
            rows = self._db.execute(
                "select doc from refund where payment = ? order by rowid", [payment]
            ).fetchall()
        return [BankRefund(**json.loads(row[0])) for row in rows]

    def seen(self, key: str) -> tuple[str, str] | None:
        """The request and the id that this idempotency key stands for."""
        with self.lock:
            row = self._db.execute("select request, id from idempotency where key = ?", [key]).fetchone()
        return (row[0], row[1]) if row else None

    def remember(self, key: str, request: str, id: str) -> None:
        with self.lock:
            self._db.execute("insert into idempotency values (?, ?, ?)", [key, request, id])

    def plan(self, *, due: float, kind: str, payment: str, data: dict[str, Any], attempt: int = 0) -> None:
        with self.lock:
            self._db.execute(
                "insert into job (due, kind, payment, data, attempt) values (?, ?, ?, ?, ?)",
                [due, kind, payment, json.dumps(data), attempt],
            )

    def take_due(self, at: float) -> list[Job]:
        """Everything due that nobody has in hand, oldest first. A webhook is taken out: a bank that is killed now has forgotten
        it, as banks do. What moves money stays until `done`: no bank forgets that.
        """
        with self.lock:
            rows = self._db.execute(
                "select id, due, kind, payment, data, attempt from job where due <= ? order by due, id", [at]
            ).fetchall()
            jobs = [Job(row[0], row[1], row[2], row[3], json.loads(row[4]), row[5]) for row in rows]
            jobs = [job for job in jobs if job.id not in self._in_hand]
            for job in jobs:
                if job.kind == FORGOTTEN:
                    self._db.execute("delete from job where id = ?", [job.id])
                else:
                    self._in_hand.add(job.id)
        return jobs

    def done(self, job: Job) -> None:
        if job.kind == FORGOTTEN:
            return  # taken out before, and its number may be another's by now
        with self.lock:
            self._db.execute("delete from job where id = ?", [job.id])
            self._in_hand.discard(job.id)

    def next_due(self) -> float | None:
        with self.lock:
            rows = self._db.execute("select id, due from job order by due limit ?", [len(self._in_hand) + 1])
            return next((float(due) for id, due in rows if id not in self._in_hand), None)
