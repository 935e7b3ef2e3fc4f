"""The embedded server: starts, is reused, stops cleanly, survives kill -9, and never runs as root."""

import os
import signal
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from samenspel.config import embedded

TUNING = embedded.Tuning(shared_buffers_mb=16, max_connections=20)


@pytest.fixture
def data() -> Iterator[Path]:
    """A folder that the server's user can enter too: pytest's own is closed to all but root."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        embedded.stop(folder)


def rows(server: embedded.Server) -> list[tuple[int]]:
    with psycopg.connect(server.owner_url.url) as connection:
        return connection.execute("select n from kept").fetchall()


def keep_a_row(server: embedded.Server) -> None:
    with psycopg.connect(server.owner_url.url) as connection:
        connection.execute("create table kept as select 1 as n")


def test_server_is_reused_and_stops_once(data: Path) -> None:
    first = embedded.start(data, tuning=TUNING)
    pid = embedded.postmaster_pid(data)

    assert (embedded.start(data, tuning=TUNING), embedded.postmaster_pid(data)) == (first, pid)
    assert (embedded.stop(data), embedded.stop(data), embedded.status(data)) == (True, False, None)


def test_server_keeps_committed_rows_after_kill_9(data: Path) -> None:
    keep_a_row(embedded.start(data, tuning=TUNING))
    pid = embedded.postmaster_pid(data)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)

    assert rows(embedded.start(data, tuning=TUNING)) == [(1,)]


def test_server_takes_another_port_when_its_own_is_taken(data: Path) -> None:
    before = embedded.start(data, tuning=TUNING)
    keep_a_row(before)
    embedded.stop(data)
    with socket.socket() as other:
        # A connection that was closed just now holds its port for a while.
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", before.port))
        other.listen()
        after = embedded.start(data, tuning=TUNING)

    assert after.port != before.port
    assert rows(after) == [(1,)]


def test_server_starts_when_its_lock_names_another_program(data: Path) -> None:
    server = embedded.start(data, tuning=TUNING)
    embedded.stop(data)
    (server.folder / "postmaster.pid").write_text(f"{os.getpid()}\n{server.folder}\n")

    assert embedded.start(data, tuning=TUNING).port == server.port


def test_server_does_not_run_as_root_and_keeps_its_secrets(data: Path) -> None:
    server = embedded.start(data, tuning=TUNING)

    assert server.folder.stat().st_uid != 0
    assert (data / "postgres.json").stat().st_mode & 0o077 == 0
    assert server.admin_url.password not in repr(server)


def test_idle_stop_leaves_a_server_in_use_alone(data: Path) -> None:
    server = embedded.start(data, tuning=TUNING)
    with psycopg.connect(server.app_url.url):
        assert embedded.stop(data, only_when_idle=True) is False
    assert embedded.stop(data, only_when_idle=True) is True


def test_wrong_password_is_refused(data: Path) -> None:
    server = embedded.start(data, tuning=TUNING)
    wrong = server.app_url.url.replace(server.app_url.password, "guessed")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)
