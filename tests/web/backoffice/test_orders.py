"""One order: what happened, and undoing it."""

from uuid import UUID

from samenspel.access.models import Scan
from samenspel.delivery.models import Mail
from samenspel.houses.models import Role
from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from samenspel.sales.models import Order, Ticket
from tests.support.region import Fixture
from tests.support.staff import admin_of, employ, signed_in


def url(order: UUID, house: str = "westerlo") -> str:
    return f"/beheer/{house}/bestellingen/{order}/"


def state_of(order: UUID) -> str:
    with Scope.of_system().open():
        return Order.objects.get(pk=order).state


def test_house_sees_its_own_lines_of_a_shared_order_and_not_the_neighbours(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 5), lo.wish(lo.slot, 1))
    west = admin_of(lo.west).get(url(order)).content.decode()
    east = admin_of(lo.east).get(url(order, "oosterlo")).content.decode()
    assert "De lange adem" in west
    assert "Oosterlo" not in west
    assert "Licht" in east
    assert "Westerlo" not in east


def test_desk_that_sold_it_sees_all_of_it_apart(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 5), lo.wish(lo.slot, 1))
    shown = admin_of(lo.desk).get(url(order, "desk-lo")).content.decode()
    assert "Verkocht voor andere huizen" in shown
    assert "Tickets van dit huis" not in shown
    assert "De lange adem" in shown
    assert "Licht" in shown


def test_history_tells_sale_scan_and_mail(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 5))
    with Scope.of_system().open():
        ticket = Ticket.objects.get(order_id=order)
        Scan.objects.create(
            house=lo.west, performance=lo.theatre, ticket=ticket, outcome="already_in", at=clock.now()
        )
        Mail.objects.create(
            key="k", kind="confirmed", region=lo.region, order_id=order, recipient="ada@example.org", language="nl",
            subject="s", text="GEHEIM", html="GEHEIM", state="sent", created_at=clock.now(), sent_at=clock.now(),
        )  # fmt: skip
    shown = admin_of(lo.west).get(url(order)).content.decode()
    for words in (
        "Bestelling bevestigd",
        "Geweigerd: was al binnen",
        "Mail met de tickets",
        "ada@example.org",
    ):
        assert words in shown
    assert "GEHEIM" not in shown


def test_payment_is_seen_by_the_collector_only(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 5))
    assert "Betaald" in admin_of(lo.desk).get(url(order, "desk-lo")).content.decode()
    assert ">Betaald<" not in admin_of(lo.west).get(url(order)).content.decode()


def test_whole_order_of_one_house_is_cancelled_after_a_second_step(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6))
    client = signed_in(employ("bo@westerlo.example", Role.BOX_OFFICE, house=lo.west))
    asked = client.get(url(order) + "annuleren/").content.decode()
    assert "€\u00a040,00" in asked
    assert state_of(order) == "confirmed"
    done = client.post(url(order) + "annuleren/")
    assert (done.status_code, done.headers["Location"], state_of(order)) == (302, url(order), "cancelled")
    assert "Bestelling geannuleerd" in client.get(url(order)).content.decode()


def test_order_with_a_neighbours_ticket_is_not_cancelled(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 5), lo.wish(lo.slot, 1))
    client = admin_of(lo.west)
    assert "annuleren/" not in client.get(url(order)).content.decode()
    assert client.post(url(order) + "annuleren/").status_code == 409
    assert state_of(order) == "confirmed"


def test_cancelled_twice_is_cancelled_once(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 5))
    client = admin_of(lo.west)
    answers = [client.post(url(order) + "annuleren/") for _ in range(2)]
    assert [(each.status_code, each.headers["Location"]) for each in answers] == [(302, url(order))] * 2


def test_cart_of_a_visitor_is_nobodys_order_yet(lo: Fixture) -> None:
    order, _ = lo.take(lo.wish(lo.theatre, 5), at=clock.now())
    assert admin_of(lo.west).get(url(order)).status_code == 404
