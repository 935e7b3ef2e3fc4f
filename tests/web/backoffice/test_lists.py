"""Lists: found, sorted, paged and exported by what stands in the URL."""

import csv
import io

import pytest

from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from samenspel.sales.commands.check_out import Buyer
from samenspel.sales.rules.number import order_number
from tests.support.region import Fixture
from tests.support.staff import admin_of

ANNA = Buyer(name="Anna Zwart", email="anna@example.org", language="nl")
BOB = Buyer(name="Bob Adam", email="bob@example.org", language="nl")


def rows_of(answer: object) -> list[list[str]]:
    text = answer.getvalue().decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(text), delimiter=";"))


@pytest.mark.parametrize("typed", ["anna", "ZWART", "anna@example.org", "number", "small letters"])
def test_order_is_found_by_number_name_and_address(lo: Fixture, typed: str) -> None:
    hers = lo.sell(lo.wish(lo.theatre, 5), buyer=ANNA)
    his = lo.sell(lo.wish(lo.theatre, 15), buyer=BOB)
    number = order_number(hers)
    query = {"number": number, "small letters": number.lower().replace("-", " ")}.get(typed, typed)
    shown = admin_of(lo.west).get("/beheer/westerlo/bestellingen/", {"q": query}).content.decode()
    assert number in shown
    assert order_number(his) not in shown


def test_orders_sort_by_name_and_amount_and_unknown_words_change_nothing(lo: Fixture) -> None:
    lo.sell(lo.wish(lo.theatre, 5), buyer=ANNA)
    lo.sell(lo.wish(lo.theatre, 15), lo.wish(lo.theatre, 16), buyer=BOB)
    client = admin_of(lo.west)

    def names(sort: str) -> list[str]:
        answer = client.get("/beheer/westerlo/bestellingen.csv", {"sort": sort, "p": "-3"})
        return [row[1] for row in rows_of(answer)[1:]]

    assert names("name") == ["Anna Zwart", "Bob Adam"]
    assert names("-name") == ["Bob Adam", "Anna Zwart"]
    assert names("-amount") == ["Bob Adam", "Anna Zwart"]
    assert sorted(names("'; drop table")) == ["Anna Zwart", "Bob Adam"]


def test_filter_by_performance_and_state_stays_in_every_link(lo: Fixture) -> None:
    lo.sell(lo.wish(lo.theatre, 5))
    page = admin_of(lo.west).get(
        "/beheer/westerlo/bestellingen/", {"performance": lo.theatre.pk, "state": "confirmed"}
    )
    shown = page.content.decode()
    assert f"bestellingen.csv?performance={lo.theatre.pk}&amp;state=confirmed" in shown
    assert f"?performance={lo.theatre.pk}&amp;state=confirmed&amp;sort=name" in shown


def test_second_page_shows_the_rest(lo: Fixture) -> None:
    for place in range(26):
        lo.sell(lo.wish(lo.free, place + 1))
    client = admin_of(lo.west)
    first = client.get("/beheer/westerlo/bestellingen/").content.decode()
    second = client.get("/beheer/westerlo/bestellingen/", {"p": "2"}).content.decode()
    assert first.count("/beheer/westerlo/bestellingen/0") == 25
    assert second.count("/beheer/westerlo/bestellingen/0") == 1


def test_performances_sort_by_how_full_they_are(lo: Fixture) -> None:
    lo.sell(lo.wish(lo.free, 1), lo.wish(lo.free, 2))
    client = admin_of(lo.west)
    full = rows_of(client.get("/beheer/westerlo/voorstellingen.csv", {"sort": "-fill"}))
    assert [(row[1], row[7]) for row in full[1:]] == [("Boekenuur", "2"), ("De lange adem", "0")]


def test_search_and_period_leave_out_the_rest(lo: Fixture) -> None:
    client = admin_of(lo.west)

    def titles(**query: str) -> list[str]:
        return [row[1] for row in rows_of(client.get("/beheer/westerlo/voorstellingen.csv", query))[1:]]

    assert titles(q="BOEKEN") == ["Boekenuur"]
    assert titles(q="%") == []
    assert titles(period="past") == []
    assert titles(state="cancelled") == []


def test_empty_list_says_what_to_do(lo: Fixture) -> None:
    shown = admin_of(lo.west).get("/beheer/westerlo/bestellingen/", {"q": "niemand"}).content.decode()
    assert "Geen bestelling beantwoordt hieraan" in shown


def test_cell_that_a_spreadsheet_would_run_is_disarmed(lo: Fixture) -> None:
    evil = Buyer(name='=HYPERLINK("http://evil.example")', email="evil@example.org", language="nl")
    lo.sell(lo.wish(lo.theatre, 5), buyer=evil)
    row = rows_of(admin_of(lo.west).get("/beheer/westerlo/bestellingen.csv"))[1]
    assert row[1] == '\'=HYPERLINK("http://evil.example")'


def test_unpublished_performance_is_its_houses_only(lo: Fixture) -> None:
    with Scope.of_system().open():
        Performance.objects.filter(pk=lo.theatre.pk).update(published_at=None)
    assert "niet gepubliceerd" in admin_of(lo.west).get("/beheer/westerlo/voorstellingen/").content.decode()
    assert admin_of(lo.east).get(f"/beheer/oosterlo/voorstellingen/{lo.theatre.pk}/").status_code == 404
