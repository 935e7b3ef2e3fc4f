"""Fixtures every test may ask for. What each gives is listed in docs/reference/commands.md."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from samenspel.kernel import remember
from tests.support import browser
from tests.support.database import TestDatabase, clean, open_database
from tests.support.processes import Processes, Running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.plugin import DjangoDbBlocker

# Playwright's own loop runs in the thread of the test; Django would refuse the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests in a browser run one after the other, on one worker: two at once starve each other on a small machine."""
    for item in items:
        names = getattr(item, "fixturenames", ())
        if "chromium" in names:
            item.add_marker(pytest.mark.browser)
        if "chromium" in names or "processes" in names:
            item.add_marker(pytest.mark.xdist_group("processes"))


@pytest.fixture(scope="session")
def test_database() -> Iterator[TestDatabase]:
    """The database of this pytest worker: migrated, empty but for what the migrations write."""
    with open_database(os.environ.get("PYTEST_XDIST_WORKER", "main")) as database:
        yield database


@pytest.fixture(scope="session")
def django_db_setup(test_database: TestDatabase) -> Iterator[None]:
    """Takes the place of pytest-django's own: points Django at the test database, as the application role."""
    from django.conf import settings  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    connections.close_all()
    app = test_database.app
    login = {"HOST": app.host, "PORT": app.port, "NAME": app.name, "USER": app.user, "PASSWORD": app.password}
    settings.DATABASES["default"].update(login)
    connections["default"].settings_dict.update(login)
    yield
    connections.close_all()


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """No test sees what another one read, or goes on in its language."""
    from django.utils import translation  # noqa: PLC0415

    remember.forget_everything()
    translation.activate("nl")


@pytest.fixture
def committed_db(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    test_database: TestDatabase,
) -> Iterator[TestDatabase]:
    """The database with real commits, for tests with more than one connection. Emptied afterwards."""
    from django.db import connections  # noqa: PLC0415

    with django_db_blocker.unblock():
        try:
            yield test_database
        finally:
            connections.close_all()
            clean(test_database)


@pytest.fixture
def processes(committed_db: TestDatabase, tmp_path: Path) -> Iterator[Processes]:
    """Starts real web servers and workers on `committed_db`: `processes.web()`, `processes.worker()`."""
    started = Processes(database=committed_db, folder=tmp_path)
    try:
        yield started
    finally:
        started.stop_all()


@pytest.fixture
def live_web(processes: Processes) -> Running:
    """One real web server; its address is `live_web.url`."""
    return processes.web()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real Chromium for the whole run. Fails, and says what to do, when the machine has none."""
    with browser.launched() as launched:
        yield launched


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh window of 390 by 844 (a phone), Dutch, with no memory of other tests."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, locale="nl-BE", timezone_id="Europe/Brussels"
    )
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()
