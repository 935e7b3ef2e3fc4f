"""The ground that other tests stand on: roles, rollback, real commits, real processes, a real browser."""

import httpx
import psycopg
import pytest
from django.db import connection
from playwright.sync_api import Page

from samenspel.config.database_roles import APP, OWNER
from tests.support.database import TestDatabase
from tests.support.processes import Processes


def test_role_of_the_tests_cannot_bypass_row_security(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_user, rolsuper, rolbypassrls from pg_roles where rolname = current_user"
        )
        found = cursor.fetchone()
    assert found == (APP, False, False)


def test_application_role_owns_no_table(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select distinct tableowner from pg_tables where schemaname = 'public'")
        found = cursor.fetchall()
    assert found == [(OWNER,)]


@pytest.mark.parametrize("time", ["first", "second"])
def test_committed_db_is_empty_again_for_the_next(committed_db: TestDatabase, time: str) -> None:
    with psycopg.connect(committed_db.app.url) as other:
        before = other.execute("select count(*) from django_session").fetchone()
        other.execute("insert into django_session values (%s, '', now())", [time])
    with connection.cursor() as cursor:
        cursor.execute("select session_key from django_session")
        found = cursor.fetchall()
    assert (before, found) == ((0,), [(time,)])


def test_web_process_answers_after_kill_9(processes: Processes) -> None:
    web = processes.web()
    web.kill9()
    web.start_again()
    assert httpx.get(web.url + "/robots.txt").status_code in (200, 404)


def test_chromium_opens_a_page(page: Page) -> None:
    page.set_content("<html lang='nl'><title>Samenspel</title>")
    assert page.title() == "Samenspel"
