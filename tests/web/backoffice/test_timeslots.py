"""The page of the timeslots of a production: a grid is shown first, then made whole."""

import re
from datetime import timedelta

from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from tests.support.counting import counted
from tests.support.region import Fixture
from tests.support.staff import admin_of
from tests.web.shop.visitor import text

COST = 18


def filled(lo: Fixture, **values: str) -> dict[str, str]:
    first = clock.now().date() + timedelta(days=60)
    return {
        "first_on": str(first),
        "last_on": str(first + timedelta(days=1)),
        "times": "10:00-12:00/60",
        "duration_min": "60",
        "where": f"{lo.slot.hall_id}:{lo.slot.plan_id}",
        "state": "on_sale",
        "price_list": str(lo.slot.offer.price_list_id),
        "stap": "kijken",
    } | values


def test_grid_is_shown_and_then_made(lo: Fixture) -> None:
    client = admin_of(lo.east)
    url = f"/beheer/{lo.east.slug}/producties/{lo.slot.production_id}/tijdsloten/"
    with counted() as sent:
        assert "Tijden" in text(client.get(url))
    assert len(sent) == COST
    shown = client.post(url, filled(lo))
    assert "Nieuw 6 Blijven 0 Verdwijnen 0" in text(shown)
    seen = re.search(r'name="gezien" value="(\w+)"', shown.content.decode())
    assert seen
    assert client.post(url, filled(lo, stap="schrijven", gezien="x")).status_code == 200
    assert client.post(url, filled(lo, stap="schrijven", gezien=seen[1])).status_code == 302
    assert "Nieuw 0 Blijven 6 Verdwijnen 0" in text(client.post(url, filled(lo)))
    with Scope.of_system().open():
        assert Performance.objects.filter(production=lo.slot.production_id, is_timeslot=True).count() == 7


def test_form_begins_with_the_slots_that_there_are(lo: Fixture) -> None:
    client = admin_of(lo.east)
    url = f"/beheer/{lo.east.slug}/producties/{lo.slot.production_id}/tijdsloten/"
    last = clock.now().date() + timedelta(days=61)
    values = filled(lo, apart=f"{last} 10:00, 15:00")
    seen = re.search(r'name="gezien" value="(\w+)"', client.post(url, values).content.decode())
    assert seen
    assert client.post(url, values | {"stap": "schrijven", "gezien": seen[1]}).status_code == 302
    form = client.get(url).content.decode()
    assert f"{last} 10:00, 15:00" in form
    assert re.search(f'name="last_on"[^>]*value="{last}"|value="{last}"[^>]*name="last_on"', form)
    for value in (values["where"], values["price_list"], "on_sale"):
        assert re.search(f'<option value="{value}" selected', form)


def test_group_size_is_set_for_all_slots_and_comes_back(lo: Fixture) -> None:
    client = admin_of(lo.east)
    url = f"/beheer/{lo.east.slug}/producties/{lo.slot.production_id}/tijdsloten/"
    values = filled(lo, group_min="5", group_max="15", walk_ins_take_places="on")
    seen = re.search(r'name="gezien" value="(\w+)"', client.post(url, values).content.decode())
    assert seen
    assert client.post(url, values | {"stap": "schrijven", "gezien": seen[1]}).status_code == 302
    with Scope.of_system().open():
        made = Performance.objects.filter(group_min=5, group_max=15, walk_ins_take_places=True)
        assert made.count() == 6
    form = client.get(url).content.decode()
    assert re.search(r'value="15"[^>]*name="group_max"|name="group_max"[^>]*value="15"', form)
    assert client.post(url, filled(lo, group_min="6", group_max="5")).status_code == 422
    assert client.post(url, filled(lo, group_max="41")).status_code == 422


def test_wrong_grid_says_where(lo: Fixture) -> None:
    client = admin_of(lo.east)
    url = f"/beheer/{lo.east.slug}/producties/{lo.slot.production_id}/tijdsloten/"
    for values in ({"times": "tien uur"}, {"closed_on": "kerst"}, {"last_on": "2020-01-01"}):
        assert client.post(url, filled(lo, **values)).status_code == 422
