"""The region Lo as it is sold today, and its houses at work."""

import pytest

from samenspel.kernel import clock
from tests.support.region import Fixture, build


@pytest.fixture
def lo(db: None) -> Fixture:
    return build(now=clock.now())
