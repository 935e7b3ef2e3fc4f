"""The books on the page."""

from samenspel.sales.rules.number import order_number
from tests.support.region import Fixture
from tests.support.staff import admin_of
from tests.web.backoffice.test_lists import rows_of


def test_house_sees_what_is_due_from_the_desk(lo: Fixture) -> None:
    lo.sell(lo.wish(lo.theatre, 5))
    shown = admin_of(lo.west).get("/beheer/westerlo/rekeningen/").content.decode()
    assert "Ticketdesk Lo" in shown
    assert "van hen te ontvangen" in shown
    assert "€\u00a020,00" in shown


def test_desk_sees_what_it_has_to_pay(lo: Fixture) -> None:
    lo.sell(lo.wish(lo.theatre, 5))
    shown = admin_of(lo.desk).get("/beheer/desk-lo/rekeningen/").content.decode()
    assert "aan hen te betalen" in shown


def test_balances_of_a_book_add_up_to_zero(lo: Fixture) -> None:
    lo.sell(lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6, young=True))
    rows = rows_of(admin_of(lo.west).get("/beheer/westerlo/rekeningen.csv"))[1:]
    cents = [int(row[4].replace(",", "")) for row in rows]
    assert any(cents)
    assert sum(cents) == 0


def test_account_tells_the_order_and_the_place_of_each_transfer(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 5))
    shown = admin_of(lo.west).get("/beheer/westerlo/rekeningen/revenue:600/").content.decode()
    assert f'href="/beheer/westerlo/bestellingen/{order}/"' in shown
    assert order_number(order) in shown
    assert "Parterre A 5" in shown
    assert "€\u00a018,87" in shown  # 20.00 less 6 % VAT


def test_account_that_is_not_in_the_book_is_not_found(lo: Fixture) -> None:
    client = admin_of(lo.west)
    assert client.get("/beheer/westerlo/rekeningen/kluis/").status_code == 404
    assert client.get("/beheer/westerlo/rekeningen/kluis.csv").status_code == 404
