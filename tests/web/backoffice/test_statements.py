"""What each page asks of the database: a literal number, the same with one thing in it and with three."""

import pytest

from tests.support.counting import counted
from tests.support.region import Fixture
from tests.support.staff import admin_of, employ, signed_in

# Session, login, the posts with their scope: four of each. The rest is the page's own, each statement with its scope.
COST = {
    "/beheer/westerlo/": 10,
    "/beheer/westerlo/voorstellingen/": 6,
    "/beheer/westerlo/voorstellingen/{performance}/": 12,
    "/beheer/westerlo/voorstellingen/{performance}/zaal/": 8,
    "/beheer/westerlo/voorstellingen.csv": 6,
    "/beheer/westerlo/bestellingen/": 6,
    "/beheer/westerlo/bestellingen/{order}/": 14,
    "/beheer/westerlo/bestellingen.csv": 6,
    "/beheer/westerlo/kaarten/": 6,
    "/beheer/westerlo/rekeningen/": 6,
    "/beheer/westerlo/rekeningen/revenue:600/": 10,
    "/beheer/westerlo/medewerkers/": 9,
    "/beheer/westerlo/sleutels/": 8,
    "/beheer/westerlo/logboek/": 8,
    "/beheer/westerlo/meekijken/": 8,
    "/beheer/westerlo/logboek.csv": 6,
    "/beheer/westerlo/instellingen/": 5,
    "/beheer/westerlo/instellingen/merk/": 6,
    "/beheer/westerlo/instellingen/gegevens/": 5,
}


@pytest.mark.parametrize("sold", [1, 3])
def test_each_page_asks_a_known_number_of_statements(lo: Fixture, sold: int) -> None:
    orders = [lo.sell(lo.wish(lo.theatre, 10 * number + 5)) for number in range(sold)]
    client = admin_of(lo.west)
    for number in range(sold - 1):
        employ(f"extra{number}@westerlo.example", "usher", house=lo.west)
    client.get(f"/beheer/westerlo/voorstellingen/{lo.theatre.pk}/")  # the plan is remembered for good
    client.get(f"/beheer/westerlo/bestellingen/{orders[0]}/")  # and the directory for half a minute
    spent = {}
    for path in COST:
        with counted() as sent:
            answer = client.get(path.format(performance=lo.theatre.pk, order=orders[0]))
            assert b"".join(answer) if answer.streaming else answer.content
        assert answer.status_code == 200
        spent[path] = len(sent)
    assert spent == COST


@pytest.mark.parametrize("sold", [1, 3])
def test_the_region_asks_a_known_number_of_statements(lo: Fixture, sold: int) -> None:
    for number in range(sold):
        lo.sell(lo.wish(lo.theatre, 10 * number + 5))
    client = signed_in(employ("coordinator@lo.example", "coordinator", region=lo.region))
    client.get("/beheer/regio/lo/")
    with counted() as sent:
        client.get("/beheer/regio/lo/")
    assert len(sent) == 8
