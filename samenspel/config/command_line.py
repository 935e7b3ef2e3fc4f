"""`samenspel`: the commands of an installation. `./dev` calls them after it has brought what they need."""

from __future__ import annotations

import argparse
import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import psycopg
from psycopg import sql

from samenspel.config import database_roles, embedded, embedded_user, env, schema, supervisor
from samenspel.config.database_url import BadDatabaseUrl, DatabaseUrl

DJANGO = (sys.executable, "-m", "django")
ANSWER_WITHIN_S = 60
SCALES = (20, 248)
EVERY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104


class Failed(RuntimeError):
    """A step failed; the text says what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it succeeded."""
    options = _parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samenspel.config.settings")
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except supervisor.Stopping:
        return 0
    except (
        Failed,
        env.BadEnvironment,
        BadDatabaseUrl,
        embedded.ServerFailed,
        embedded_user.NoUnprivilegedUser,
        psycopg.OperationalError,
    ) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="samenspel", description="Ticketing shared by culture houses.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    demo_ = commands.add_parser("demo", help="a whole region on this machine: database, shop, worker")
    demo_.add_argument("--fresh", action="store_true", help="throw the demo's data away and begin again")
    demo_.add_argument("--scale", type=int, default=SCALES[0], help="number of houses: 20 (default) to 248")
    demo_.add_argument("--port", type=int, default=8000, help="first port to try (default 8000)")
    demo_.set_defaults(command=demo)
    serve_ = commands.add_parser("serve", help="web and worker on a database that DATABASE_URL names")
    serve_.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    serve_.add_argument("--port", type=int, default=8000)
    serve_.add_argument("--workers", type=int, default=2, help="web processes (default 2)")
    serve_.set_defaults(command=serve)
    stop_ = commands.add_parser("stop", help="stop the demo and the embedded databases")
    stop_.add_argument(
        "--idle-tests", action="store_true", help="only the tests' database, when nobody uses it"
    )
    stop_.set_defaults(command=stop)
    commands.add_parser("migrate", help="bring the tables up to date, as the owner").set_defaults(
        command=migrate
    )
    manage_ = commands.add_parser("manage", help="a Django command, with the database running")
    manage_.add_argument("arguments", nargs=argparse.REMAINDER)
    manage_.set_defaults(command=manage)
    load_ = commands.add_parser("load", help="houses, halls, programme and prices from a folder of CSV files")
    load_.add_argument("arguments", nargs=argparse.REMAINDER)
    load_.set_defaults(command=load)
    return parser


def demo(options: argparse.Namespace) -> int:
    """Start everything on this machine and stay until Ctrl-C. Data is kept; the second start is quick."""
    record = _record()
    if (url := supervisor.running_url(record)) and not options.fresh:
        print(f"The demo runs already: {url}  (./dev stop ends it)")
        return 0
    # What a demo that was killed left behind, or the one that --fresh replaces.
    supervisor.end_recorded(record)
    os.environ.setdefault("SAMENSPEL_DEMO", "1")
    # As in production: the demo is what visitors get to see, error pages too.
    os.environ.setdefault("DEBUG", "0")
    with supervisor.asked_to_stop(), _database():
        if options.fresh:
            _begin_again()
        _migrate_when_changed()
        _load_demo(options.scale)
        port = _free_port_from(options.port)
        bank_port = _free_port_from(port + 8)
        site = f"http://localhost:{port}"
        return _supervise(host="127.0.0.1", port=port, workers=2, site=site, bank_port=bank_port)


def serve(options: argparse.Namespace) -> int:
    """Web and worker under supervision, on a server: migrations are a step of their own (`samenspel migrate`)."""
    site = env.load().site_url
    with supervisor.asked_to_stop(), _database():
        return _supervise(host=options.host, port=options.port, workers=options.workers, site=site)


def stop(options: argparse.Namespace) -> int:
    """Stop what this project started on this machine."""
    data = env.data_folder()
    if options.idle_tests:
        embedded.stop(data / "test", only_when_idle=True)
        return 0
    stopped = [supervisor.end_recorded(_record()), embedded.stop(data), embedded.stop(data / "test")]
    print("Stopped." if any(stopped) else "Nothing was running.")
    return 0


def migrate(_options: argparse.Namespace) -> int:
    """All migrations, as the owner of the tables."""
    with _database():
        _django("migrate", as_owner=True)
    return 0


def manage(options: argparse.Namespace) -> int:
    """Any Django command, as the application role."""
    with _database():
        return subprocess.run([*DJANGO, *options.arguments], check=False).returncode  # noqa: S603


def load(options: argparse.Namespace) -> int:
    """The command `load` of integrations.files, on a database whose tables are up to date."""
    with _database():
        _django("migrate", "--verbosity", "0", as_owner=True)
        return subprocess.run([*DJANGO, "load", *options.arguments], check=False).returncode  # noqa: S603


@contextlib.contextmanager
def _database() -> Iterator[None]:
    """A database that answers; the embedded server is stopped at the end by the process that started it."""
    settings = env.load()
    if not settings.embedded:
        yield
        return
    ran_before = embedded.status(settings.data) is not None
    try:
        with _step("Database"):
            embedded.start(settings.data)
        yield
    finally:
        # One that ran before may be in use by others; one left by a killed demo is not.
        embedded.stop(settings.data, only_when_idle=ran_before)


def _begin_again() -> None:
    """Drop the embedded database. A database on a server of yours is never dropped from here."""
    settings = env.load()
    if not settings.embedded:
        raise Failed(
            "--fresh is for the demo's own database. DATABASE_URL is set: empty that database yourself."
        )
    server = embedded.start(settings.data)
    with _step("Old data thrown away"), psycopg.connect(server.admin_url.url, autocommit=True) as connection:
        name = sql.Identifier(database_roles.DATABASE)
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(name))
        database_roles.ensure_database(admin=server.admin_url)


def _migrate_when_changed() -> None:
    """Migrate, unless the database says that this very state of the migrations is in it: that saves two seconds a start."""
    owner = env.load().owner_database
    shape = schema.fingerprint()
    if schema.applied(owner) == shape:
        return
    with _step("Tables"):
        _django("migrate", "--verbosity", "0", as_owner=True)
    schema.remember(owner, shape)


def _load_demo(scale: int) -> None:
    """Fill an empty database. A remark on the database says how far it came, so a load that was broken off goes on."""
    owner = env.load().owner_database
    loaded, has_houses = _what_is_there(owner)
    if loaded.startswith("demo") and not loaded.endswith("loading"):
        if loaded != f"demo {scale}" and scale != SCALES[0]:
            print(f"  The data is {loaded!r}. For another size: ./dev demo --fresh --scale {scale}")
        return
    if has_houses and not loaded:
        print("  The database holds houses already and is left as it is. To begin again: ./dev demo --fresh")
        return
    if not _knows("load_demo"):
        print("  There is no demo data yet in this version.")
        return
    _remark(owner, f"demo {scale} loading")
    with _step(f"Demo regions with {scale} houses"):
        _django("load_demo", "--scale", str(scale))
    _remark(owner, f"demo {scale}")


def _remark(owner: DatabaseUrl, text: str) -> None:
    with psycopg.connect(owner.url, autocommit=True) as connection:
        name = sql.Identifier(owner.name)
        connection.execute(sql.SQL("comment on database {} is {}").format(name, sql.Literal(text)))


def _what_is_there(owner: DatabaseUrl) -> tuple[str, bool]:
    with psycopg.connect(owner.url, autocommit=True) as connection:
        remark = connection.execute(
            "select coalesce(shobj_description(oid, 'pg_database'), '') from pg_database where datname = %s",
            [owner.name],
        ).fetchone()
        houses = connection.execute("select exists (select 1 from houses_house)").fetchone()
    return (str(remark[0]) if remark else "", bool(houses and houses[0]))


def _knows(command: str) -> bool:
    """Whether this version has a Django command of that name."""
    return any(Path(env.ROOT / "samenspel").rglob(f"management/commands/{command}.py"))


def _supervise(*, host: str, port: int, workers: int, site: str, bank_port: int | None = None) -> int:
    """Start web and worker, and the test bank of a demo; say where when they answer; keep them running until asked to stop."""
    data = env.data_folder()
    environ = os.environ | {"SITE_URL": site}
    for folder in ("log", "static"):
        (data / folder).mkdir(parents=True, exist_ok=True)
    web = supervisor.Child("web", _web_command(host, port, workers), environ, data / "log/web.log")
    children = [web, supervisor.Child("worker", (*DJANGO, "work"), environ, data / "log/worker.log")]
    if bank_port is not None:
        environ["TESTBANK_URL"] = f"http://localhost:{bank_port}"
        bank = (*DJANGO, "testbank", "--port", str(bank_port))
        children.append(supervisor.Child("test bank", bank, environ, data / "log/testbank.log"))
    try:
        with _step("Web and worker"):
            for child in children:
                child.start(at=time.monotonic())
            supervisor.remember(children, _record(), url=site)
            logins = _ask_logins(site)
            # A server that listens on every address answers on this one too.
            _wait_for_answer(web, "127.0.0.1" if host in EVERY_ADDRESS else host, port)
        _greet(site, data, logins)
        supervisor.keep_running(children, record=_record(), heal=_heal_database, say=_say)
    finally:
        print("\nStopping ...", flush=True)
        supervisor.stop_all(children, record=_record())
    return 0


def _heal_database() -> None:
    """Start the embedded server again when somebody killed it; web and worker connect again by themselves."""
    settings = env.load()
    if settings.embedded and embedded.postmaster_pid(settings.data) is None:
        _say("The database fell; starts again.")
        embedded.start(settings.data)


def _say(text: str) -> None:
    print(f"  {text}", flush=True)


def _web_command(host: str, port: int, workers: int) -> tuple[str, ...]:
    return (
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", "4"),
        *("--respawn-failed-workers", "--log-level", "warning"),
        "samenspel.config.wsgi:application",
    )


def _wait_for_answer(web: supervisor.Child, host: str, port: int) -> None:
    deadline = time.monotonic() + ANSWER_WITHIN_S
    while web.runs and time.monotonic() < deadline:
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection(host, port, timeout=10)
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        time.sleep(0.05)
    raise Failed(f"The web server does not answer. The end of {web.log}:\n{web.last_words()}")


def _ask_logins(site: str) -> subprocess.Popen[bytes] | None:
    """The demo's own command knows its houses and logins; it runs while web and worker start."""
    if not (env.load().demo and _knows("show_logins")):
        return None
    environ = os.environ | {"SITE_URL": site}
    return subprocess.Popen([*DJANGO, "show_logins"], stdout=subprocess.PIPE, env=environ)  # noqa: S603


def _greet(site: str, data: Path, logins: subprocess.Popen[bytes] | None) -> None:
    print(f"\n  Samenspel  {site}\n")
    if logins is not None:
        print(logins.communicate()[0].decode(errors="replace"))
    print(f"  Logs: {data / 'log'}    Stop: Ctrl-C", flush=True)


def _record() -> Path:
    return env.data_folder() / "running.json"


def _django(*words: str, as_owner: bool = False) -> None:
    """Run a Django command to its end. Raises Failed with what it said."""
    environ = os.environ | ({"SAMENSPEL_AS_OWNER": "1"} if as_owner else {})
    if subprocess.run([*DJANGO, *words], check=False, env=environ).returncode:  # noqa: S603
        raise Failed(
            f"`{words[0]}` failed; the lines above say why. If the demo's data is old: ./dev demo --fresh"
        )


def _free_port_from(first: int) -> int:
    """The first port from `first` on that nobody listens on; says so when it is another one."""
    for port in range(first, first + 50):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                if port != first:
                    print(f"  Port {first} is in use; {port} instead.")
                return port
    raise Failed(
        f"Ports {first} to {first + 49} are all in use. Choose another: ./dev demo --port {first + 1000}"
    )


@contextlib.contextmanager
def _step(name: str) -> Iterator[None]:
    """Say what is being done, and afterwards how long it took."""
    print(f"  {name} ...", flush=True)
    started = time.monotonic()
    yield
    print(f"  {name}: {time.monotonic() - started:.1f} s", flush=True)
