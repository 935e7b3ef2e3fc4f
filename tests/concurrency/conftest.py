"""What only tests need that kill things."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.support import own_server as support
from tests.support.own_server import OwnServer


@pytest.fixture
def own_server(
    tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[OwnServer]:
    """A database server of this test alone, that may be killed; Django points at it meanwhile."""
    with django_db_blocker.unblock(), support.own_server(tmp_path / "pg") as server:
        yield server
