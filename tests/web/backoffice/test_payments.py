"""Payments that wait for finance of the collecting house: the list, one payment, accepting and sending back."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client

from samenspel.houses.models import Role
from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from samenspel.payments import providers
from samenspel.payments.models import Payment, Refund
from samenspel.sales.commands.settle_payment import settle_payment
from samenspel.sales.models import Order
from samenspel.sales.rules.number import order_number
from tests.invariants.ledger_checks import broken
from tests.payments.test_settle_payment import Attempt, attempt
from tests.support.bank import RunningBank, running_bank
from tests.support.counting import counted
from tests.support.region import Fixture
from tests.support.staff import employ, signed_in

LIST = "/beheer/desk-lo/betalingen/"


@pytest.fixture
def bank(monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningBank]:
    with running_bank() as running:
        client = running.client
        monkeypatch.setitem(providers._factories, "test", lambda collector: client)
        yield running


@pytest.fixture
def finance(lo: Fixture) -> Client:
    return signed_in(employ("fien@desk.example", Role.FINANCE, house=lo.desk))


def paid_otherwise(
    lo: Fixture, bank: RunningBank, amount: str, *, currency: str = "EUR", place: int = 1
) -> Attempt:
    """A visitor who was asked € 40.00 for two places paid something else."""
    visit = attempt(lo, place=place, at=clock.now())
    bank.choose(visit.reference, amount=amount, currency=currency)
    assert settle_payment(payment=visit.payment, at=clock.now()) == "mismatch"
    return visit


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode().replace("\u00a0", " ")


def states(payment: UUID) -> tuple[str, str, list[tuple[str, int]]]:
    with Scope.of_system().open():
        row = Payment.objects.get(pk=payment)
        refunds = list(Refund.objects.filter(payment=row).values_list("state", "amount_cents"))
        return row.state, Order.objects.get(pk=row.order_id).state, refunds


def test_nothing_waits_in_a_quiet_house(lo: Fixture, finance: Client) -> None:
    lo.sell(lo.wish(lo.theatre, 5))
    assert "Er wacht niets" in page(finance, LIST)
    assert "Niets van deze soort" in page(finance, f"{LIST}?state=mismatch")
    assert "Er wacht niets" in page(finance, f"{LIST}?state=onzin")


def test_payment_of_another_amount_is_listed_and_opened(
    lo: Fixture, bank: RunningBank, finance: Client
) -> None:
    visit = paid_otherwise(lo, bank, "39,99")
    url = f"{LIST}{visit.payment}/"
    for path in ("/beheer/desk-lo/", LIST, f"{LIST}?state=mismatch"):
        assert f'href="{url}"' in page(finance, path)
    assert f'href="{url}"' not in page(finance, f"{LIST}?state=refund_failed")
    shown = page(finance, url)
    for said in ("€ 40,00", "€ 39,99", "De lange adem", "Licht", visit.reference, "Verschil aanvaarden"):
        assert said in shown
    assert "Ada" not in shown  # a cart that was not sold has no name to anybody


def test_difference_is_accepted_after_a_second_step(lo: Fixture, bank: RunningBank, finance: Client) -> None:
    visit = paid_otherwise(lo, bank, "39,99")
    url = f"{LIST}{visit.payment}/"
    asked = page(finance, f"{url}aanvaarden/")
    assert "€ 0,01 te weinig" in asked
    assert states(visit.payment) == ("mismatch", "cart", [])
    done = [finance.post(f"{url}aanvaarden/", {"difference": "-1"}) for _ in range(2)]
    assert [(each.status_code, each.headers["Location"]) for each in done] == [(302, url)] * 2
    assert states(visit.payment) == ("paid", "confirmed", [])
    shown = page(finance, url)
    assert "beslist door Fien" in shown
    assert f"/bestellingen/{visit.order}/" in shown
    assert ("Er wacht niets" in page(finance, LIST), broken()) == (True, {})


@pytest.mark.parametrize("difference", ["-2001", "", "0", "veel", "-", "1" * 40])
def test_another_difference_than_was_seen_is_refused(
    lo: Fixture, bank: RunningBank, finance: Client, difference: str
) -> None:
    visit = paid_otherwise(lo, bank, "39,99")
    answer = finance.post(f"{LIST}{visit.payment}/aanvaarden/", {"difference": difference})
    assert answer.status_code == 409
    assert "Er is niets veranderd" in answer.content.decode()
    assert states(visit.payment) == ("mismatch", "cart", [])


def test_other_currency_can_only_be_sent_back(lo: Fixture, bank: RunningBank, finance: Client) -> None:
    visit = paid_otherwise(lo, bank, "40,00", currency="USD")
    url = f"{LIST}{visit.payment}/"
    shown = page(finance, url)
    assert "40,00 USD" in shown
    assert "aanvaarden/" not in shown
    assert "Er valt niets te aanvaarden" in page(finance, f"{url}aanvaarden/")
    assert finance.post(f"{url}aanvaarden/", {"difference": "0"}).status_code == 409


def test_money_is_sent_back_once_after_a_second_step(lo: Fixture, bank: RunningBank, finance: Client) -> None:
    visit = paid_otherwise(lo, bank, "50,00")
    url = f"{LIST}{visit.payment}/"
    assert "€ 50,00 terugstorten?" in page(finance, f"{url}terugstorten/")
    assert finance.post(f"{url}terugstorten/").headers["Location"] == url
    again = finance.post(f"{url}terugstorten/")
    assert (again.status_code, states(visit.payment)) == (409, ("unplaced", "cart", [("requested", 5000)]))
    assert f'href="{url}"' not in page(finance, LIST)
    assert f'href="{url}"' in page(finance, f"{LIST}?state=under_way")
    assert ("beslist door Fien" in page(finance, url), broken()) == (True, {})


def test_failed_refund_waits_with_its_reason(lo: Fixture, bank: RunningBank, finance: Client) -> None:
    visit = paid_otherwise(lo, bank, "50,00")
    finance.post(f"{LIST}{visit.payment}/terugstorten/")
    with Scope.of_system().open():
        Refund.objects.filter(payment=visit.payment).update(state="failed", problem="account closed")
    shown = page(finance, f"{LIST}?state=refund_failed")
    assert "account closed" in shown
    assert finance.post(f"{LIST}{visit.payment}/terugstorten/").status_code == 302
    assert states(visit.payment)[2] == [("failed", 5000), ("requested", 5000)]


def test_only_the_house_that_collects_sees_and_decides(lo: Fixture, bank: RunningBank) -> None:
    visit = paid_otherwise(lo, bank, "39,99")
    for house in (lo.west, lo.east, lo.north):
        admin = signed_in(employ(f"admin@{house.slug}.example", Role.HOUSE_ADMIN, house=house))
        own = f"/beheer/{house.slug}/betalingen/"
        assert order_number(visit.order) not in page(admin, own)
        assert "Er wacht niets" in page(admin, own)
        for path in (own, LIST):
            for step in ("", "aanvaarden/", "terugstorten/"):
                assert admin.get(f"{path}{visit.payment}/{step}").status_code == 404
        for step in ("aanvaarden/", "terugstorten/"):
            assert admin.post(f"{own}{visit.payment}/{step}", {"difference": "-1"}).status_code == 404
    assert states(visit.payment) == ("mismatch", "cart", [])


@pytest.mark.parametrize("waiting", [1, 3])
def test_each_page_asks_a_known_number_of_statements(
    lo: Fixture, bank: RunningBank, finance: Client, waiting: int
) -> None:
    visits = [paid_otherwise(lo, bank, "39,99", place=10 * number + 1) for number in range(waiting)]
    url = f"{LIST}{visits[0].payment}/"
    cost = {
        LIST: 6,
        f"{LIST}?state=under_way": 6,
        url: 12,
        f"{url}aanvaarden/": 12,
        f"{url}terugstorten/": 12,
    }
    spent = {}
    for path in cost:
        finance.get(path)
        with counted() as sent:
            page(finance, path)
        spent[path] = len(sent)
    assert spent == cost
