"""The region Lo as it is sold today, and a bank that says what the test tells it."""

import pytest

from samenspel.kernel import clock
from samenspel.payments import providers
from tests.support.region import Fixture, build
from tests.support.scripted_bank import ScriptedBank


@pytest.fixture
def lo(db: None) -> Fixture:
    return build(now=clock.now())


@pytest.fixture
def bank(monkeypatch: pytest.MonkeyPatch) -> ScriptedBank:
    scripted = ScriptedBank()
    monkeypatch.setattr(providers, "_factories", {"test": lambda collector: scripted})
    return scripted
