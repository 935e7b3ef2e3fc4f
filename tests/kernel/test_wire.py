"""A statement and its scope in one packet: what fails is undone, what was prepared stays, and the connection stays good."""

import psycopg
import pytest
from django.db import connection

from samenspel.kernel.wire import wire_of


@pytest.fixture
def raw(db: None) -> psycopg.Connection[tuple[object, ...]]:
    connection.ensure_connection()
    found: psycopg.Connection[tuple[object, ...]] = connection.connection
    return found


def test_answers_the_last_step_and_prepares_each_text_once(
    raw: psycopg.Connection[tuple[object, ...]],
) -> None:
    wire = wire_of(raw)
    steps = [
        ("select set_config('wire.test', $1, true)", ["a"]),
        ("select current_setting('wire.test'), $1::int", [7]),
    ]
    assert wire.ask(raw, steps).rows == [("a", 7)]
    names = dict(wire.prepared)
    assert wire.ask(raw, steps).columns() == ["current_setting", "int4"]
    assert wire.prepared == names


def test_values_travel_there_and_back(raw: psycopg.Connection[tuple[object, ...]]) -> None:
    text = "select $1::bytea, $2::int[], $3::text, $4::bigint, $5::text[]"
    values = [b"\x00\xff'\\", [1, None, 3], "d'Orsay \\ 😀", None, ["a,b", '"', ""]]
    assert wire_of(raw).ask(raw, [(text, values)]).rows == [tuple(values)]


def test_step_that_fails_says_so_and_leaves_the_connection_good() -> None:
    with psycopg.connect(**connection.get_connection_params() | {"autocommit": True}) as raw:
        wire = wire_of(raw)
        wire.ask(raw, [("create temp table wire_test (n int)", [])])
        steps = [("insert into wire_test values ($1)", [1]), ("select 1 / $1::int", [0])]
        for _ in range(2):
            with pytest.raises(psycopg.errors.DivisionByZero):
                wire.ask(raw, steps)
        with pytest.raises(psycopg.errors.UndefinedColumn):
            wire.ask(raw, [("select nothing", [])])
        assert wire.ask(raw, [("select count(*) from wire_test", [])]).rows == [(0,)]


def test_server_that_went_away_is_an_operational_error() -> None:
    with psycopg.connect(**connection.get_connection_params() | {"autocommit": True}) as raw:
        wire = wire_of(raw)
        with pytest.raises(psycopg.OperationalError):
            wire.ask(raw, [("select pg_terminate_backend(pg_backend_pid())", [])])
        assert raw.closed


def test_text_behind_one_that_cannot_be_prepared_is_prepared_later() -> None:
    with psycopg.connect(**connection.get_connection_params() | {"autocommit": True}) as raw:
        wire = wire_of(raw)
        with pytest.raises(psycopg.errors.UndefinedColumn):
            wire.ask(raw, [("select nothing", []), ("select 1", [])])
        assert wire.prepared == {}
        assert wire.ask(raw, [("select 2", []), ("select 1", [])]).rows == [(1,)]
