"""The background process, for real: a sale becomes a mail; it survives its own death and the database's."""

import time
from collections.abc import Callable

import psycopg
import pytest
from django.db import connections

from samenspel.config import pump
from samenspel.delivery.models import Mail
from samenspel.kernel import events
from samenspel.kernel.tenancy import Scope
from tests.support import region
from tests.support.database import TestDatabase
from tests.support.event_log import until_readable
from tests.support.processes import Processes, Running
from tests.support.region import NOW


def until(true: Callable[[], bool], worker: Running, within_s: float = 60) -> None:
    """Look every tenth of a second, until it is true."""
    end = time.monotonic() + within_s
    while not true():
        assert time.monotonic() < end, worker.said()[-4000:]
        time.sleep(0.1)


def states() -> list[str]:
    with Scope.of_system().open():
        return list(Mail.objects.order_by("pk").values_list("state", flat=True))


def test_worker_mails_a_sale_and_survives_kill_9_and_stops_cleanly(processes: Processes) -> None:
    lo = region.build()
    worker = processes.worker()
    lo.sell(lo.wish(lo.theatre, 3))
    until(lambda: states() == ["sent"], worker)

    worker.kill9()
    lo.sell(lo.wish(lo.theatre, 4))
    worker.start_again()
    until(lambda: states() == ["sent", "sent"], worker)

    worker.stop()
    assert worker.process.returncode == 0


def test_worker_comes_back_when_the_database_cut_it_off(
    processes: Processes, committed_db: TestDatabase
) -> None:
    lo = region.build()
    worker = processes.worker()
    lo.sell(lo.wish(lo.theatre, 3))
    until(lambda: states() == ["sent"], worker)

    connections.close_all()
    with psycopg.connect(committed_db.cleaner.url, autocommit=True) as cleaner:
        cleaner.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )
    lo.sell(lo.wish(lo.theatre, 4))
    until(lambda: states() == ["sent", "sent"], worker)
    assert worker.process.poll() is None


def test_fact_whose_subscriber_fails_holds_up_no_other(
    committed_db: TestDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []

    def deaf(fact: events.Fact) -> None:
        if fact.subject == "1":
            raise RuntimeError("not this one")
        heard.append(fact.subject)

    monkeypatch.setitem(pump.subscribers, "test.fact", [deaf])
    with Scope.of_system().open():
        for subject in ("1", "2"):
            events.append(kind="test.fact", subject=subject, payload={}, at=NOW)

    until_readable()
    assert pump.pump_once() == 2
    assert pump.pump_once() == 0

    with connections["default"].cursor() as cursor:
        cursor.execute("select task_name, status from procrastinate_jobs")
        jobs = cursor.fetchall()
    assert (heard, jobs) == (["2"], [("config.tell_again", "todo")])
