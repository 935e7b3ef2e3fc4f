"""Which state of the migrations a database holds: so that a start, and a test run, migrate only when something changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import psycopg
from psycopg import sql

from samenspel.config.database_url import DatabaseUrl
from samenspel.config.env import ROOT


def fingerprint() -> str:
    """12 characters for everything that shapes the tables: migrations, SQL they read, and the versions of the libraries."""
    package = ROOT / "samenspel"
    shaping = [
        *package.rglob("migrations/*.py"),
        *package.rglob("sql/*.sql"),
        package / "kernel/row_security.py",
        package / "config/settings.py",
        ROOT / "uv.lock",
    ]
    digest = hashlib.sha256()
    for path in sorted(path for path in shaping if path.exists()):
        digest.update(_entry(path))
    return digest.hexdigest()[:12]


def _entry(path: Path) -> bytes:
    return str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0"


def applied(owner: DatabaseUrl) -> str | None:
    """The fingerprint that was remembered, None when there is none or somebody migrated by hand since."""
    with psycopg.connect(owner.url, autocommit=True) as connection:
        row = connection.execute("select obj_description('public'::regnamespace, 'pg_namespace')").fetchone()
        remark = str(row[0]).split() if row and row[0] else []
        if len(remark) != 3 or remark[0] != "migrated" or remark[2] != _history(connection):
            return None
        return remark[1]


def remember(owner: DatabaseUrl, shape: str) -> None:
    """Write `shape` into the database itself, as a remark on its schema: it goes where the database goes."""
    with psycopg.connect(owner.url, autocommit=True) as connection:
        remark = sql.Literal(f"migrated {shape} {_history(connection)}")
        connection.execute(sql.SQL("comment on schema public is {}").format(remark))


def _history(connection: psycopg.Connection) -> str:
    """Changes with every migration that is applied or undone."""
    if connection.execute("select to_regclass('public.django_migrations')").fetchone() == (None,):
        return "none"
    row = connection.execute("select count(*), coalesce(max(id), 0) from django_migrations").fetchone()
    return f"{row[0]}.{row[1]}" if row else "none"
