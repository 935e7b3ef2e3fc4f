"""What the bank remembers, in one SQLite file, so that it survives a restart."""

import json
import sqlite3
import threading
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
    """Whoever reads and then writes holds `lock` meanwhile; each write is committed at once."""

    def __init__(self, path: Path | None = None) -> None:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self.lock = threading.RLock()
        self._db = sqlite3.connect(path or ":memory:", check_same_thread=False, isolation_level=None)
        # A killed process loses nothing; a power cut may, and this is test money.
        self._db.executescript("pragma journal_mode = wal; pragma synchronous = off;" + TABLES)

    def close(self) -> None:
        with self.lock:
            self._db.close()

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
        """Everything due, oldest first; it is taken out: a bank that is killed now has forgotten it, as banks do."""
        with self.lock:
            rows = self._db.execute(
                "delete from job where due <= ? returning id, due, kind, payment, data, attempt", [at]
            ).fetchall()
        jobs = [Job(row[0], row[1], row[2], row[3], json.loads(row[4]), row[5]) for row in rows]
        return sorted(jobs, key=lambda job: (job.due, job.id))

    def next_due(self) -> float | None:
        with self.lock:
            row = self._db.execute("select min(due) from job").fetchone()
        return None if row[0] is None else float(row[0])
