from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from samenspel.access.commands import admit
from samenspel.kernel.statement import Statement
from tests.support import region
from tests.support.database import TestDatabase


@pytest.fixture
def lo(db: None) -> region.Fixture:
    """Region Lo, written in the transaction of the test."""
    return region.build()


@pytest.fixture
def without_index(
    committed_db: TestDatabase, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Callable[[], None]]:
    """Takes `ticket_opens_once` away for one test, and the `on conflict` that cannot be without it."""
    guarded = admit.ADMIT.path.read_text()
    unguarded = guarded.replace("on conflict (ticket_id) where outcome = 'admitted' do nothing", "")
    assert unguarded != guarded

    def run(statement: str) -> None:
        with psycopg.connect(committed_db.owner.url, autocommit=True) as owner:
            owner.execute(statement)

    def drop() -> None:
        run("drop index ticket_opens_once")
        path = tmp_path / "admit_ticket.sql"
        path.write_text(unguarded)
        monkeypatch.setattr(admit, "ADMIT", Statement(path=path, row=admit.ADMIT.row))

    yield drop
    run("truncate access_scan")
    run(
        "create unique index if not exists ticket_opens_once on access_scan (ticket_id) where outcome = 'admitted'"
    )
