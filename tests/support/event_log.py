"""The event log in a test run: transactions of other workers on the same server hold its readers back for a moment."""

import threading
import time

from django.db import connection

from samenspel.kernel.tenancy import Scope

PATIENCE_S = 60


def until_readable() -> None:
    """Return when every fact committed so far can be read. A transaction id is the server's, not the database's."""
    deadline = time.monotonic() + PATIENCE_S
    pause = threading.Event()
    while time.monotonic() < deadline:
        with Scope.of_system().open(), connection.cursor() as cursor:
            cursor.execute(
                "select count(*) from kernel_event where xid >= pg_snapshot_xmin(pg_current_snapshot())"
            )
            (hidden,) = cursor.fetchone()
        if not hidden:
            return
        pause.wait(0.05)
    raise AssertionError("the event log stayed unreadable: some transaction never ends")
