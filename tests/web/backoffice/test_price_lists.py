"""Price lists on their pages: who enters, what a grid writes, what is sold keeps, and what a page costs."""

import re
from html import unescape

import pytest

from samenspel.catalogue.models import Price, PriceList
from samenspel.houses.models import Role
from samenspel.kernel.tenancy import Scope
from samenspel.sales.models import Line
from tests.support.counting import counted
from tests.support.region import Fixture
from tests.support.staff import admin_of, employ, signed_in

PRICES = "/beheer/westerlo/prijzen/"


def sheet_of(lo: Fixture) -> PriceList:
    return PriceList.objects.get(house=lo.west, code="standaard")


def filled(lo: Fixture, **changes: str) -> dict[str, str]:
    """The form of the standard list, as the page shows it, with these changes by cell."""
    form = {"name": "Standaard"}
    for rank, basis, young in ((1, "20,00", "16,00"), (2, "15,00", "12,00")):
        form[f"price_{rank}_{lo.basis[lo.west.pk].pk}"] = basis
        form[f"price_{rank}_{lo.young[lo.west.pk].pk}"] = young
    return form | changes


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.PROGRAMMER, 200), (Role.FINANCE, 200), (Role.BOX_OFFICE, 403), (Role.MARKETING, 403)],
)
def test_who_enters_the_room_of_prices(lo: Fixture, role: Role, status: int) -> None:
    client = signed_in(employ("ro@westerlo.example", role, house=lo.west))
    assert client.get(PRICES).status_code == status
    assert client.get(f"{PRICES}lijst/{sheet_of(lo).pk}/").status_code == status


def test_a_grid_is_saved_in_one_form_and_what_is_sold_keeps_its_price(lo: Fixture) -> None:
    lo.sell(lo.wish(lo.theatre, 5))
    sheet, basis, young = sheet_of(lo), lo.basis[lo.west.pk].pk, lo.young[lo.west.pk].pk
    client = admin_of(lo.west)
    page = client.get(f"{PRICES}lijst/{sheet.pk}/").content.decode()
    assert "Bewaren raakt 1 komende voorstelling" in page
    assert "1 verkocht ticket houdt zijn prijs" in page
    assert "6 %" in page.replace("\u202f", " ").replace("\xa0", " ")
    written = filled(lo, **{f"price_1_{basis}": "€ 22.5", f"price_2_{young}": ""})
    answer = client.post(f"{PRICES}lijst/{sheet.pk}/", written, follow=True)
    assert "2 prijzen zijn gewijzigd." in answer.content.decode()
    kept = Price.objects.filter(price_list=sheet).values_list("rank", "ticket_type", "amount_cents")
    assert sorted(kept) == sorted([(1, basis, 2250), (1, young, 1600), (2, basis, 1500)])
    with Scope.of_system().open():
        assert [line.price_cents for line in Line.objects.filter(performance=lo.theatre)] == [2000]


@pytest.mark.parametrize("amount", ["gratis", "-1", "18,555", "1.000,00", "99999999"])
def test_an_amount_that_is_none_is_refused_at_its_cell(lo: Fixture, amount: str) -> None:
    cell = f"price_1_{lo.basis[lo.west.pk].pk}"
    answer = admin_of(lo.west).post(f"{PRICES}lijst/{sheet_of(lo).pk}/", filled(lo, **{cell: amount}))
    assert answer.status_code == 422
    assert f'href="#id_{cell}"' in answer.content.decode()
    assert (
        Price.objects.get(price_list=sheet_of(lo), rank=1, ticket_type=lo.basis[lo.west.pk]).amount_cents
        == 2000
    )


def test_a_list_is_made_and_copied_under_a_name_of_its_own(lo: Fixture) -> None:
    client = admin_of(lo.west)
    made = client.post(PRICES + "lijst/nieuw/", filled(lo, name="Zomer"))
    zomer = PriceList.objects.get(house=lo.west, name="Zomer")
    assert made.headers["Location"] == f"{PRICES}lijst/{zomer.pk}/"
    assert client.post(PRICES + "lijst/nieuw/", filled(lo, name="Zomer")).status_code == 422
    assert client.post(f"{PRICES}lijst/{zomer.pk}/kopie/", {"name": "Zomer"}).status_code == 422
    client.post(f"{PRICES}lijst/{zomer.pk}/kopie/", {"name": "Zomer 2"})
    copied = PriceList.objects.get(house=lo.west, name="Zomer 2")
    assert Price.objects.filter(price_list=copied).count() == 4


def test_a_list_of_a_neighbour_is_not_there(lo: Fixture) -> None:
    theirs = PriceList.objects.get(house=lo.east)
    client = admin_of(lo.west)
    for page in ("", "kopie/"):
        assert client.get(f"{PRICES}lijst/{theirs.pk}/{page}").status_code == 404
        assert client.post(f"{PRICES}lijst/{theirs.pk}/{page}", filled(lo)).status_code == 404
    assert PriceList.objects.get(pk=theirs.pk).name == "standaard"


# Session, login, the posts with their scope: four. The rest is the page's own.
COST = {PRICES: 5, PRICES + "lijst/nieuw/": 7, PRICES + "lijst/{sheet}/": 14}


def test_each_page_asks_a_known_number_of_statements(lo: Fixture) -> None:
    client = admin_of(lo.west)
    spent, sheet = {}, sheet_of(lo).pk
    for path in COST:
        with counted() as sent:
            assert client.get(path.format(sheet=sheet)).status_code == 200
        spent[path] = len(sent)
    assert spent == COST


def test_two_who_change_one_list_lose_nothing_and_the_second_is_told(lo: Fixture) -> None:
    sheet, basis, young = sheet_of(lo), lo.basis[lo.west.pk].pk, lo.young[lo.west.pk].pk
    path = f"{PRICES}lijst/{sheet.pk}/"
    ann, bob = (
        signed_in(employ(f"{who}@westerlo.example", Role.PROGRAMMER, house=lo.west)) for who in ("ann", "bob")
    )

    def opened() -> dict[str, str]:
        page = ann.get(path).content.decode()
        found = re.search(r'name="read" value="([^"]+)"', page)
        assert found
        return filled(lo, read=found[1])

    both = opened()
    ann.post(path, both | {f"price_1_{basis}": "21,00", f"price_2_{basis}": "14,00"})
    answer = bob.post(path, both | {f"price_1_{basis}": "25,00", f"price_1_{young}": "17,00"})
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "Intussen wijzigde Ann hier prijzen." in page
    assert "Basis, Rang 1: 21,00 (van de ander)" in page
    prices = Price.objects.filter(price_list=sheet)
    assert sorted(prices.values_list("amount_cents", flat=True)) == [1200, 1400, 1600, 2100]
    # What the page shows now, saved again: theirs where Bob left it, his where he typed.
    shown = dict(re.findall(r'name="(price_[0-9_]+|read|name)" value="([^"]*)"', page))
    assert bob.post(path, shown).status_code == 302
    kept = {
        (rank, type_): cents
        for rank, type_, cents in prices.values_list("rank", "ticket_type", "amount_cents")
    }
    assert kept == {(1, basis): 2500, (2, basis): 1400, (1, young): 1700, (2, young): 1200}


def test_control_without_what_was_read_the_last_one_wins(lo: Fixture) -> None:
    sheet, basis = sheet_of(lo), lo.basis[lo.west.pk].pk
    client = admin_of(lo.west)
    client.post(f"{PRICES}lijst/{sheet.pk}/", filled(lo, **{f"price_1_{basis}": "21,00"}))
    client.post(f"{PRICES}lijst/{sheet.pk}/", filled(lo))
    assert Price.objects.get(price_list=sheet, rank=1, ticket_type=basis).amount_cents == 2000
