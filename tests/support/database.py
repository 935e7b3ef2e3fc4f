"""The databases of a test run: one migrated template, a copy of it for every worker, the application role in front.

The server is the embedded one, of its own under `.dev/test`, or the one that DATABASE_OWNER_URL and DATABASE_URL name. The
template is migrated once per state of the migrations, as the owner, and kept between runs. Tests log in as the application
role, so row-level security is as real as in production.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from samenspel.config import embedded, schema
from samenspel.config.database_url import DatabaseUrl

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "samenspel_test"
# fsync off: a test run may lose its rows in a power cut, never in a kill -9 (the system still holds the pages).
TUNING = embedded.Tuning(shared_buffers_mb=128, max_connections=200, fsync=False)


@dataclass(frozen=True, slots=True)
class TestDatabase:
    """One database of this run. `owner` cleans and migrates, `app` is what the code under test uses."""

    __test__ = False

    app: DatabaseUrl
    owner: DatabaseUrl
    cleaner: DatabaseUrl

    def environ(self) -> dict[str, str]:
        """Variables with which another process (web, worker, command) uses this database."""
        return {
            "DATABASE_URL": self.app.url,
            "DATABASE_OWNER_URL": self.owner.url,
            "DJANGO_SETTINGS_MODULE": "samenspel.config.settings",
            "SECRET_KEY": "only-for-tests-" + "x" * 50,
            "SAMENSPEL_DEMO": "1",
            "ALLOWED_HOSTS": "*",
        }


@contextlib.contextmanager
def open_database(worker: str) -> Iterator[TestDatabase]:
    """A fresh database with all migrations, for pytest worker `worker`; dropped afterwards."""
    app, owner, cleaner = _server()
    name = f"{PREFIX}_{os.getpid()}_{worker}"
    with psycopg.connect(cleaner.url, autocommit=True) as connection:
        # Held as long as the run: the server is not idle, so nobody else stops it.
        _drop_left_behind(connection)
        template = _template(connection, app=app, owner=owner, cleaner=cleaner)
        connection.execute(
            sql.SQL("create database {} template {} owner {}").format(
                sql.Identifier(name), sql.Identifier(template), sql.Identifier(owner.user)
            )
        )
        try:
            yield TestDatabase(app=app.named(name), owner=owner.named(name), cleaner=cleaner.named(name))
        finally:
            connection.execute(
                sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
            )


def _server() -> tuple[DatabaseUrl, DatabaseUrl, DatabaseUrl]:
    """Application role, owner, and the role that cleans up (a superuser where we have one)."""
    if os.environ.get("DATABASE_URL"):
        app = DatabaseUrl.parse(os.environ["DATABASE_URL"])
        if not os.environ.get("DATABASE_OWNER_URL"):
            raise RuntimeError(
                "DATABASE_URL is set: set DATABASE_OWNER_URL too, a role that may create databases."
            )
        owner = DatabaseUrl.parse(os.environ["DATABASE_OWNER_URL"])
        return app, owner, owner
    data = Path(os.environ.get("SAMENSPEL_DATA") or ROOT / ".dev").resolve()
    server = embedded.start(data / "test", tuning=TUNING)
    return server.app_url, server.owner_url, server.admin_url


def _template(
    connection: psycopg.Connection, *, app: DatabaseUrl, owner: DatabaseUrl, cleaner: DatabaseUrl
) -> str:
    """The name of the migrated template for the migrations as they are now; made by the first worker that asks."""
    name = f"{PREFIX}_template_{schema.fingerprint()}"
    building = f"{name}_building"
    identifier = sql.Identifier(building)
    connection.execute("select pg_advisory_lock(hashtext(%s))", [name])
    try:
        if connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
            return name
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(identifier))
        connection.execute(
            sql.SQL("create database {} owner {}").format(identifier, sql.Identifier(owner.user))
        )
        fresh = TestDatabase(
            app=app.named(building), owner=owner.named(building), cleaner=cleaner.named(building)
        )
        migrate(fresh)
        _remember_reference_rows(fresh)
        connection.execute(
            sql.SQL("alter database {} rename to {}").format(identifier, sql.Identifier(name)),
        )
        return name
    finally:
        connection.execute("select pg_advisory_unlock(hashtext(%s))", [name])


def migrate(database: TestDatabase) -> None:
    """Run all migrations, as the owner, in a process of their own."""
    done = subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env=os.environ | database.environ() | {"SAMENSPEL_AS_OWNER": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"The migrations failed on an empty database:\n{done.stdout}{done.stderr}")


def _drop_left_behind(connection: psycopg.Connection) -> None:
    """Drop databases of test runs that died, and templates but the latest few."""
    names = [row[0] for row in connection.execute("select datname from pg_database order by oid").fetchall()]
    templates = [
        name for name in names if name.startswith(f"{PREFIX}_template_") and not name.endswith("_building")
    ]
    left = templates[:-4]
    for name in names:
        parts = name.removeprefix(f"{PREFIX}_").split("_")
        if name.startswith(PREFIX) and parts[0].isdigit() and not _alive(int(parts[0])):
            left.append(name)
    for name in left:
        # Another run may use or drop it this moment: then it is not ours to drop.
        with contextlib.suppress(psycopg.Error):
            connection.execute(sql.SQL("drop database {}").format(sql.Identifier(name)))


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _remember_reference_rows(database: TestDatabase) -> None:
    """Copy the rows that migrations wrote to a schema beside, from which `clean` brings them back."""
    with psycopg.connect(database.cleaner.url, autocommit=True) as connection:
        connection.execute("create schema reference")
        for table in _filled_tables(connection):
            connection.execute(
                sql.SQL("create table reference.{0} as table public.{0}").format(sql.Identifier(table))
            )


def _filled_tables(connection: psycopg.Connection) -> list[str]:
    """Tables that hold pages: those written to since they were made or truncated. Sees past row-level security."""
    return [
        row[0]
        for row in connection.execute(
            "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"
            " and relname <> 'django_migrations' and pg_relation_size(oid) > 0 order by relname"
        ).fetchall()
    ]


def clean(database: TestDatabase) -> None:
    """Empty every table that a test committed to, and bring back the rows that migrations wrote."""
    with psycopg.connect(database.cleaner.url) as connection:
        reference = [
            row[0]
            for row in connection.execute(
                "select relname from pg_class where relnamespace = 'reference'::regnamespace and relkind = 'r'"
            ).fetchall()
        ]
        dirty = [table for table in _filled_tables(connection) if table not in reference]
        if dirty:
            tables = sql.SQL(", ").join(sql.Identifier("public", table) for table in dirty)
            connection.execute(sql.SQL("truncate {} restart identity cascade").format(tables))
        changed = [table for table in reference if _differs(connection, table)]
        if changed and database.cleaner.user != database.owner.user:
            # Foreign keys and triggers rest meanwhile, so the order of the tables does not matter.
            connection.execute("set local session_replication_role = replica")
        for table in changed:
            identifier = sql.Identifier(table)
            connection.execute(sql.SQL("delete from public.{}").format(identifier))
            connection.execute(
                sql.SQL("insert into public.{0} overriding system value table reference.{0}").format(
                    identifier
                )
            )


def _differs(connection: psycopg.Connection, table: str) -> bool:
    statement = sql.SQL(
        "select (select md5(string_agg(t::text, '' order by t::text)) from public.{0} t)"
        " is distinct from (select md5(string_agg(t::text, '' order by t::text)) from reference.{0} t)"
    ).format(sql.Identifier(table))
    row = connection.execute(statement).fetchone()
    return bool(row and row[0])
