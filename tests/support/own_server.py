"""A database server of one test alone, which may be killed: fsync on, as in production."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL

from django.conf import settings
from django.db import connection, connections

from samenspel.config import embedded
from tests.support.database import TestDatabase, migrate

TUNING = embedded.Tuning(shared_buffers_mb=64, max_connections=60)


@dataclass(frozen=True)
class OwnServer:
    """`folder` is where its rows live."""

    database: TestDatabase
    folder: Path

    def kill9(self) -> None:
        """End it this instant; what it had not written to its log is gone."""
        pid = embedded.postmaster_pid(self.folder)
        assert pid is not None, "the database does not run"
        os.kill(pid, SIGKILL)

    def start_again(self) -> None:
        """Returns when it has recovered and answers, on the port it had."""
        embedded.start(self.folder, tuning=TUNING)


@contextmanager
def own_server(folder: Path) -> Iterator[OwnServer]:
    """A fresh server with all migrations; Django points at it meanwhile. The caller has unblocked the database."""
    started = embedded.start(folder, tuning=TUNING)
    database = TestDatabase(app=started.app_url, owner=started.owner_url, cleaner=started.admin_url)
    try:
        migrate(database)
        with _pointed_at(database):
            yield OwnServer(database, folder)
    finally:
        embedded.stop(folder)


@contextmanager
def _pointed_at(database: TestDatabase) -> Iterator[None]:
    app = database.app
    login = {"HOST": app.host, "PORT": app.port, "NAME": app.name, "USER": app.user, "PASSWORD": app.password}
    known = connections["default"].settings_dict
    before = {name: known[name] for name in login}
    connection.close()
    for target in (settings.DATABASES["default"], known):
        target.update(login)
    try:
        yield
    finally:
        connection.close()
        for target in (settings.DATABASES["default"], known):
            target.update(before)
