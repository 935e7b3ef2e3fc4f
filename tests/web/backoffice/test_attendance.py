"""Who came, as the office sees it: by day and slot, and as a file."""

from datetime import timedelta
from uuid import uuid4

import pytest

from samenspel.access.commands.count_passage import Kind, count_passage
from samenspel.kernel import clock
from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.tenancy import Scope
from tests.support.counting import counted
from tests.support.region import Fixture
from tests.support.staff import admin_of
from tests.web.shop.visitor import text

COST = 6


def walk_in(lo: Fixture, times: int) -> None:
    house = lo.east.pk
    for _each in range(times):
        count_passage(
            scope=Scope.of_houses(house),
            house=house,
            performance=lo.slot.pk,
            key=uuid4(),
            kind=Kind.IN,
            user=None,
            at=clock.now(),
        )


def url(lo: Fixture, name: str = "bezoekers/") -> str:
    day = lo.slot.starts_at.astimezone(BRUSSELS).date()
    return f"/beheer/{lo.east.slug}/{name}?van={day}&tot={day + timedelta(days=1)}"


@pytest.mark.parametrize("people", [1, 3])
def test_days_and_slots_add_up(lo: Fixture, people: int) -> None:
    walk_in(lo, people)
    lo.sell(lo.wish(lo.slot, 1), at=clock.now())
    client = admin_of(lo.east)
    with counted() as sent:
        page = text(client.get(url(lo)))
    assert len(sent) == COST
    assert f"Verkocht 1 Gescand 0 Zonder ticket {people} Bezoekers {people}" in page
    assert "Licht" in page


def test_file_has_a_row_for_each_performance(lo: Fixture) -> None:
    walk_in(lo, 2)
    answer = admin_of(lo.east).get(url(lo, "bezoekers.csv"))
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert (
        lines[0] == "Begint;Voorstelling;Zaal;Plaatsen;Verkocht;Gescand;Zonder ticket;Bezoekers;Naar buiten"
    )
    (row,) = [line for line in lines if ";Licht;" in line]
    assert row.endswith(";25;0;0;2;2;0")


@pytest.mark.parametrize(
    "asked", ["", "?van=x&tot=y", "?van=2026-02-01&tot=2026-01-01", "?van=0001-01-01&tot=9999-12-31"]
)
def test_nonsense_is_the_usual_period_and_empty_says_so(lo: Fixture, asked: str) -> None:
    answer = admin_of(lo.north).get(f"/beheer/{lo.north.slug}/bezoekers/{asked}")
    assert answer.status_code == 200
    assert "In deze dagen was er niets" in text(answer)
