"""The two roles of Samenspel and what they may do, the same on the embedded server and on your own.

`samenspel_owner` owns the tables and migrates; `samenspel_app` serves visitors: it owns nothing, cannot bypass row-level
security, and may only read and write rows. What it may do with each table is written in the migrations.
"""

from __future__ import annotations

import psycopg
from psycopg import sql

from samenspel.config.database_url import DatabaseUrl

OWNER = "samenspel_owner"
APP = "samenspel_app"
DATABASE = "samenspel"


def ensure_roles(*, admin: DatabaseUrl, owner_password: str, app_password: str) -> None:
    """Create both roles on a server of which `admin` is the superuser, or set them right again. Idempotent."""
    wanted = (
        (OWNER, owner_password, "createdb"),
        (APP, app_password, "nocreatedb"),
    )
    with psycopg.connect(admin.url, autocommit=True) as connection:
        for role, password, createdb in wanted:
            exists = connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone()
            verb = "alter" if exists else "create"
            connection.execute(
                sql.SQL(
                    "{verb} role {role} login nosuperuser nobypassrls nocreaterole noreplication {createdb} password {password}"
                ).format(
                    verb=sql.SQL(verb),
                    role=sql.Identifier(role),
                    createdb=sql.SQL(createdb),
                    password=sql.Literal(password),
                )
            )


def ensure_database(*, admin: DatabaseUrl, name: str = DATABASE, owner: str = OWNER) -> None:
    """Create database `name`, owned by `owner`, when it is missing."""
    with psycopg.connect(admin.url, autocommit=True) as connection:
        if connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone() is None:
            connection.execute(
                sql.SQL("create database {} owner {}").format(sql.Identifier(name), sql.Identifier(owner))
            )
