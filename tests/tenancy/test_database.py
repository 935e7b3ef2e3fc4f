"""The second wall: what the application role sees when nobody said who asks. Nothing."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from tests.support.database import TestDatabase
from tests.tenancy.foreign import establish

PRIVATE_PART = {"programme_performance": "published_at is null"}
"""Tables of which a part is everybody's: only the other part must stay hidden."""

POINTERS = (
    *("house_id", "order_id", "contact_id", "user_id", "payment_id", "line_id", "ticket_id", "holder"),
    *("presenter_id", "seller_id", "collector_id", "owner_id", "recipient"),
)
"""Columns that tie a row to a house or a person."""

PUBLIC = {
    "houses_region": "who sells and collects in a region is printed on every ticket",
    "houses_houselogo": "a logo is shown to everybody, as the name of the house is",
    "houses_membership": "which houses take part is on every page of the shop",
    "venues_venue": "where a house plays is public",
    "programme_season": "names and dates of seasons; what is in them is behind the wall of performances",
    "programme_production": "titles and texts without a date: a show is known long before it is programmed",
    "catalogue_tickettype": "the names of ticket types stand beside every price",
    "catalogue_pricelist": "prices are public; a list of a performance that is not published names no performance",
    "catalogue_reduction": "reductions that give themselves are advertised beside the prices",
    "catalogue_fee": "fees are shown before anybody pays",
    "catalogue_salephase": "who may buy when is announced; a phase of a hidden performance names its number only",
    "agreements_grant": "whose shows a house sells stands in its shop; what it earns by them does not stand here",
    "inventory_claim": "what is free is everybody's to know; `holder` is an order's id, which opens nothing",
    "inventory_allotment": "which places are set apart decides what is free; its name is shown to the house only",
    "account_emailaddress": "allauth's, for a login; read by address or login only",
    "socialaccount_socialaccount": "allauth's, for a login; read by the subject of its provider or by login only",
    "mfa_authenticator": "allauth's, for a login; secrets are sealed",
    "catalogue_vatrule": "the law",
}
"""Tables with such a column and without a wall, each with its reason."""


@pytest.fixture
def full(committed_db: TestDatabase) -> TestDatabase:
    establish()
    return committed_db


@pytest.fixture
def owner(full: TestDatabase) -> Iterator[psycopg.Connection]:
    """The owner is held to the policies too (forced): it sees rows only in a scope."""
    with psycopg.connect(full.owner.url) as connection:
        yield connection
        connection.rollback()


def private_tables(connection: psycopg.Connection) -> list[str]:
    rows = connection.execute(
        "select relname from pg_class where relkind = 'r' and relrowsecurity and relnamespace = 'public'::regnamespace"
        " order by relname"
    )
    return [row[0] for row in rows]


def count(connection: psycopg.Connection, table: str) -> int:
    statement = sql.SQL("select count(*) from {} where {}").format(
        sql.Identifier(table), sql.SQL(PRIVATE_PART.get(table, "true"))
    )
    row = connection.execute(statement).fetchone()
    assert row is not None
    return int(row[0])


def test_application_without_a_scope_sees_no_private_row(
    full: TestDatabase, owner: psycopg.Connection
) -> None:
    tables = private_tables(owner)
    owner.execute("set local samenspel.system = 'on'")
    there = {table: count(owner, table) for table in tables}
    assert [table for table, rows in there.items() if rows == 0] == [], (
        "put a row of these in tests/tenancy/foreign.py"
    )
    with psycopg.connect(full.app.url) as app:
        assert {table: count(app, table) for table in tables} == dict.fromkeys(tables, 0)


def test_application_in_the_scope_of_a_neighbour_sees_only_what_is_the_neighbours(full: TestDatabase) -> None:
    with psycopg.connect(full.app.url) as app:
        row = app.execute("select id from houses_house where slug = 'oosterlo'").fetchone()
        assert row is not None
        app.execute("select set_config('samenspel.houses', %s, true)", [f"{{{row[0]}}}"])
        seen = {table: count(app, table) for table in private_tables(app)}
    assert {table for table, rows in seen.items() if rows} == {"ledger_account"}


def test_application_cannot_write_without_a_scope(full: TestDatabase) -> None:
    with psycopg.connect(full.app.url) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(
            "insert into houses_staffrole (user_id, role, house_id, since)"
            " select u.id, 'house_admin', h.id, now() from identity_user u, houses_house h limit 1"
        )


def test_application_owns_nothing_and_passes_no_wall(full: TestDatabase) -> None:
    with psycopg.connect(full.app.url) as app:
        row = app.execute(
            "select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user"
        ).fetchone()
        owned = app.execute(
            "select count(*) from pg_class where pg_get_userbyid(relowner) = current_user"
        ).fetchone()
    assert row == (False, False, False)
    assert owned == (0,)


def test_every_wall_is_forced(owner: psycopg.Connection) -> None:
    soft = owner.execute(
        "select relname from pg_class where relrowsecurity and not relforcerowsecurity"
    ).fetchall()
    assert soft == []


def test_every_table_about_a_house_or_a_person_has_a_wall_or_a_reason(owner: psycopg.Connection) -> None:
    rows = owner.execute(
        "select distinct table_name from information_schema.columns"
        " where table_schema = 'public' and column_name = any(%s) order by 1",
        [list(POINTERS)],
    ).fetchall()
    pointing = {row[0] for row in rows}
    walled = set(private_tables(owner))
    assert pointing - walled - set(PUBLIC) == set(), (
        "protect these, or say in PUBLIC why everybody may read them"
    )
    assert set(PUBLIC) & walled == set(), "these have a wall now: take their reasons away"


def test_a_wall_that_is_open_is_seen(owner: psycopg.Connection) -> None:
    """The control, one table after the other: with its policy open, the same question finds rows."""
    for table in private_tables(owner):
        assert count(owner, table) == 0
        owner.execute(sql.SQL("create policy a_hole on {} using (true)").format(sql.Identifier(table)))
        assert count(owner, table) > 0
        owner.execute(sql.SQL("drop policy a_hole on {}").format(sql.Identifier(table)))
