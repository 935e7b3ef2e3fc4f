"""The coordinator sees the region in sums, and no customer."""

from samenspel.houses.models import Role
from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from samenspel.sales.commands.cancel_order import cancel_order
from samenspel.sales.rules.number import order_number
from tests.support.region import Fixture
from tests.support.staff import employ, signed_in
from tests.web.backoffice.test_lists import rows_of


def test_coordinator_sees_fills_and_totals_and_nobodys_name(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 5), lo.wish(lo.slot, 1))
    client = signed_in(employ("cora@lo.example", Role.COORDINATOR, region=lo.region))
    shown = client.get("/beheer/regio/lo/").content.decode()
    for words in ("CC Westerlo", "GC Oosterlo", "De lange adem", "€\u00a020,00", "€\u00a040,00"):
        assert words in shown
    for secret in ("Ada Peeters", "ada@example.org", order_number(order), str(order), "Elders"):
        assert secret not in shown


def test_coordinator_enters_no_house_and_no_other_region(lo: Fixture) -> None:
    client = signed_in(employ("cora@lo.example", Role.COORDINATOR, region=lo.region))
    paths = (
        "/beheer/westerlo/",
        "/beheer/westerlo/bestellingen/",
        "/beheer/regio/noord/",
        "/beheer/regio/noord/voorstellingen.csv",
    )
    assert {client.get(path).status_code for path in paths} == {404}


def test_coordinator_does_not_see_what_a_house_still_prepares(lo: Fixture) -> None:
    with Scope.of_system().open():
        Performance.objects.filter(pk=lo.theatre.pk).update(published_at=None)
    client = signed_in(employ("cora@lo.example", Role.COORDINATOR, region=lo.region))
    titles = [row[2] for row in rows_of(client.get("/beheer/regio/lo/voorstellingen.csv"))[1:]]
    assert sorted(titles) == ["Boekenuur", "Licht", "Nachtmuziek"]


def test_cancelled_sale_leaves_the_totals(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 5))
    cancel_order(scope=Scope.of_houses(lo.west.pk), order=order, at=clock.now())
    client = signed_in(employ("cora@lo.example", Role.COORDINATOR, region=lo.region))
    assert "€\u00a020,00" not in client.get("/beheer/regio/lo/").content.decode()


def test_house_admin_is_no_coordinator(lo: Fixture) -> None:
    client = signed_in(employ("admin@westerlo.example", Role.HOUSE_ADMIN, house=lo.west))
    assert client.get("/beheer/regio/lo/").status_code == 404
