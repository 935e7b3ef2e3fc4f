"""A real shop with a real bank beside it, for journeys in a real browser."""

from dataclasses import dataclass

import pytest

from samenspel.kernel import clock
from tests.support.processes import Processes
from tests.support.region import Fixture, build


@dataclass(frozen=True)
class Shop:
    """`url` without a slash at the end; `lo` is what is sold there."""

    url: str
    lo: Fixture


@pytest.fixture
def shop(processes: Processes) -> Shop:
    lo = build(now=clock.now())
    processes.testbank()
    web = processes.web(environ={"SAMENSPEL_DEMO": "1"})
    return Shop(web.url, lo)
