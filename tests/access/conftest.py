from collections.abc import Callable, Iterator

import psycopg
import pytest

from tests.support import region
from tests.support.database import TestDatabase


@pytest.fixture
def lo(db: None) -> region.Fixture:
    """Region Lo, written in the transaction of the test."""
    return region.build()


@pytest.fixture
def without_index(committed_db: TestDatabase) -> Iterator[Callable[[], None]]:
    """Takes `ticket_opens_once` away for one test: a plain `insert` stands in for the `on conflict` that needs it."""
    from samenspel.access.commands.admit import ADMIT  # noqa: PLC0415

    unguarded = ADMIT.text.replace("on conflict (ticket_id) where outcome = 'admitted' do nothing", "")
    assert unguarded != ADMIT.text

    def drop() -> None:
        run("drop index ticket_opens_once")
        ADMIT.__dict__["text"] = unguarded

    def run(statement: str) -> None:
        with psycopg.connect(committed_db.owner.url, autocommit=True) as owner:
            owner.execute(statement)

    yield drop
    ADMIT.__dict__.pop("text", None)
    run("truncate access_scan")
    run(
        "create unique index if not exists ticket_opens_once on access_scan (ticket_id) where outcome = 'admitted'"
    )
