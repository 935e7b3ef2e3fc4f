"""A region, a real test bank, and the bank as the provider `test`."""

from collections.abc import Iterator

import pytest

from samenspel.payments import providers
from tests.support.bank import RunningBank, running_bank
from tests.support.region import Fixture, build


@pytest.fixture
def lo(db: None) -> Fixture:
    return build()


@pytest.fixture
def bank(monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningBank]:
    with running_bank() as running:
        client = running.client
        monkeypatch.setitem(providers._factories, "test", lambda collector: client)
        yield running
