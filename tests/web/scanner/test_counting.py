"""The page that counts who comes in without a ticket."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from samenspel.houses.models import Role
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from tests.support import region
from tests.support.counting import counted
from tests.support.region import Fixture
from tests.web.scanner.test_doors import staff

NOW = timezone.now() - timedelta(days=30, hours=1)
COST, COST_OF_COUNTING = 14, 16


@pytest.fixture
def lo(db: None) -> Fixture:
    return region.build(now=NOW)


def page_of(lo: Fixture) -> str:
    return f"/scan/oosterlo/{lo.slot.pk}/tellen/"


def inside(client: Client, lo: Fixture) -> int:
    found = re.search(r'data-inside="(\d+)"', client.get(page_of(lo)).content.decode())
    assert found
    return int(found[1])


def test_buttons_work_without_a_script(client: Client, lo: Fixture) -> None:
    staff(client, Role.USHER, lo.east)
    with counted() as sent:
        page = client.get(page_of(lo)).content.decode()
    assert len(sent) == COST
    assert "disabled" in page
    for kind, people in (("in", 1), ("in", 2), ("out", 1)):
        answer = client.post(page_of(lo), {"kind": kind, "key": str(uuid4()), "undoes": ""})
        assert (answer.status_code, answer["Location"]) == (303, page_of(lo))
        assert inside(client, lo) == people
    undoes = re.search(r'name="undoes" value="([\w-]+)"', client.get(page_of(lo)).content.decode())
    assert undoes
    client.post(page_of(lo), {"kind": "undo", "key": str(uuid4()), "undoes": undoes[1]})
    assert inside(client, lo) == 2


def test_script_gets_the_numbers_and_the_same_press_counts_once(client: Client, lo: Fixture) -> None:
    staff(client, Role.USHER, lo.east)
    sent = {"kind": "in", "key": str(uuid4()), "undoes": ""}
    with counted() as statements:
        client.post(page_of(lo), sent, headers={"X-Scanner": "1"})
    assert len(statements) == COST_OF_COUNTING
    answer = client.post(page_of(lo), sent, headers={"X-Scanner": "1"})
    assert answer.status_code == 200
    assert 'data-inside="1"' in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_full_says_so_and_counts_nobody(client: Client, lo: Fixture) -> None:
    staff(client, Role.USHER, lo.east)
    with Scope.of_system().open():
        Performance.objects.filter(pk=lo.slot.pk).update(walk_ins_take_places=True)
    lo.sell(*[lo.wish(lo.slot, no) for no in range(1, 26)], at=NOW)
    answer = client.post(page_of(lo), {"kind": "in", "key": str(uuid4())}, headers={"X-Scanner": "1"})
    assert answer.status_code == 409
    assert "Vol: er is geen vrije plaats" in answer.content.decode()
    assert "Kunnen nog binnen" in answer.content.decode()


@pytest.mark.parametrize(
    "bad", [{"kind": "in"}, {"kind": "door", "key": str(uuid4())}, {"kind": "undo", "key": str(uuid4())}]
)
def test_nonsense_is_told(client: Client, lo: Fixture, bad: dict[str, str]) -> None:
    staff(client, Role.USHER, lo.east)
    assert client.post(page_of(lo), bad).status_code == 409
    assert inside(client, lo) == 0


def test_usher_of_another_house_counts_nothing_here(client: Client, lo: Fixture) -> None:
    staff(client, Role.USHER, lo.west)
    assert client.get(page_of(lo)).status_code == 404
    for house in ("oosterlo", "westerlo"):
        path = f"/scan/{house}/{lo.slot.pk}/tellen/"
        assert client.post(path, {"kind": "in", "key": str(uuid4())}).status_code == 404
