"""Guest tickets: given with a reason on the page of a performance, and listed: who gave, to whom, why."""

import re
from html import unescape

import pytest
from django.test import Client

from samenspel.catalogue.commands.set_condition import set_condition
from samenspel.catalogue.models import PriceList
from samenspel.houses.models import Role
from samenspel.kernel.tenancy import Scope
from samenspel.sales.models import Line, Order
from samenspel.sales.queries.guest_tickets import guest_tickets_of
from tests.invariants.ledger_checks import broken
from tests.support.counting import counted
from tests.support.region import Fixture
from tests.support.staff import admin_of, employ, signed_in

ALL = "/beheer/westerlo/gasten/"


@pytest.fixture
def page(lo: Fixture) -> str:
    """The page of the theatre show, of which rank 1 gives type -26 free, to guests and the press."""
    young = lo.young[lo.west.pk]
    sheet = PriceList.objects.get(house=lo.west, code="standaard")
    sheet.prices.filter(ticket_type=young, rank=1).update(amount_cents=0)
    set_condition(
        scope=Scope.of_houses(lo.west.pk),
        ticket_type=young.pk,
        price_list=sheet.pk,
        rank=1,
        terms={"kind": "reason", "any": ["gast", "pers"]},
    )
    return f"/beheer/westerlo/voorstellingen/{lo.theatre.pk}/gasten/"


def filled(lo: Fixture, client: Client, page: str, **typed: str) -> dict[str, str]:
    shown = client.get(page).content.decode()
    order = re.search(r'name="order" value="([0-9a-f-]+)"', shown)
    assert order
    what = f"1:{lo.young[lo.west.pk].pk}"
    guest = {"name": "Iris Claes", "email": "iris@example.org", "reason": "pers", "note": "De Standaard"}
    return {"order": order[1], "what": what, "tickets": "2", **guest, **typed}


def test_given_once_with_a_reason_and_listed(lo: Fixture, page: str) -> None:
    ro = signed_in(employ("ro@westerlo.example", Role.BOX_OFFICE, house=lo.west))
    asked = filled(lo, ro, page)
    done = ro.post(page, asked, follow=True)
    assert "2 tickets zijn gegeven aan Iris Claes." in unescape(done.content.decode())
    again = ro.post(page, asked, follow=True)
    assert "Deze tickets zijn al gegeven." in unescape(again.content.decode())
    with Scope.of_system().open():
        assert Order.objects.get().state == "confirmed"
        assert set(Line.objects.values_list("reason", "price_cents")) == {("pers", 0)}
    (given,) = guest_tickets_of(scope=Scope.of_houses(lo.west.pk), house=lo.west.pk)
    assert (given.given_by, given.buyer_name, given.reason, given.note, given.tickets) == (
        "Ro",
        "Iris Claes",
        "pers",
        "De Standaard",
        2,
    )
    for path in (page, ALL):
        said = unescape(ro.get(path).content.decode())
        assert all(word in said for word in ("Iris Claes", "De Standaard", "pers", "Ro"))
    assert guest_tickets_of(scope=Scope.of_houses(lo.east.pk), house=lo.west.pk) == []
    assert broken() == {}


def test_what_cannot_be_given_is_said_and_nothing_stays(lo: Fixture, page: str) -> None:
    client = admin_of(lo.west)
    for typed in ({"reason": "zomaar"}, {"email": "geen"}, {"tickets": "41"}, {"tickets": "40"}):
        assert client.post(page, filled(lo, client, page, **typed)).status_code == 422
    with Scope.of_system().open():
        assert not Order.objects.exists()


def test_without_a_free_type_that_asks_a_reason_the_page_says_so(lo: Fixture) -> None:
    said = unescape(
        admin_of(lo.west).get(f"/beheer/westerlo/voorstellingen/{lo.theatre.pk}/gasten/").content.decode()
    )
    assert "Een vrijkaart is een tarief dat niets kost" in said
    assert 'name="reason"' not in said


@pytest.mark.parametrize(("role", "status"), [(Role.BOX_OFFICE, 200), (Role.FINANCE, 200), (Role.USHER, 403)])
def test_who_gives_guest_tickets(lo: Fixture, page: str, role: Role, status: int) -> None:
    client = signed_in(employ("wie@westerlo.example", role, house=lo.west))
    assert client.get(page).status_code == status


@pytest.mark.parametrize("orders", [1, 3])
def test_each_page_asks_a_known_number_of_statements(lo: Fixture, page: str, orders: int) -> None:
    client = admin_of(lo.west)
    for _number in range(orders):
        client.post(page, filled(lo, client, page))
    spent = {}
    for path in (page, ALL):
        with counted() as sent:
            assert client.get(path).status_code == 200
        spent[path] = len(sent)
    assert spent == {page: 12, ALL: 6}
