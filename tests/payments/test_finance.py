"""What finance does with a payment of another amount: accept it or send it back. Over real HTTP with the test bank."""

from uuid import UUID

import pytest

from samenspel.kernel.errors import NotFound
from samenspel.kernel.models import Event
from samenspel.kernel.tenancy import Scope
from samenspel.payments.commands.refund_payment import NothingToRefund, refund_payment
from samenspel.payments.models import Payment
from samenspel.payments.tasks import send_requested_refunds
from samenspel.sales.commands.accept_payment import (
    DifferenceChanged,
    NotAMismatch,
    OtherCurrency,
    accept_payment,
)
from samenspel.sales.commands.cancel_order import cancel_order
from samenspel.sales.commands.confirm_order import OrderNotOpen, PlacesGone
from samenspel.sales.commands.release_expired import release_expired
from samenspel.sales.commands.settle_payment import settle_payment
from samenspel.sales.models import Order
from samenspel.sales.queries.money_problems import money_problems
from tests.invariants.ledger_checks import broken
from tests.payments.test_settle_payment import (
    LATER,
    Attempt,
    attempt,
    balance,
    facts,
    refunds,
    the,
    tickets,
)
from tests.support.bank import RunningBank
from tests.support.region import NOW, Fixture

FINANCE = 7  # the login that decides


def paid_otherwise(lo: Fixture, bank: RunningBank, amount: str, currency: str = "EUR") -> Attempt:
    """A visitor who was asked € 40.00 paid something else."""
    visit = attempt(lo)
    bank.choose(visit.reference, amount=amount, currency=currency)
    assert settle_payment(payment=visit.payment, at=NOW) == "mismatch"
    assert broken() == {}
    return visit


def accept(lo: Fixture, payment: UUID, difference_cents: int) -> int:
    scope = Scope.of_houses(lo.desk.pk)
    return accept_payment(
        scope=scope, payment=payment, difference_cents=difference_cents, by=FINANCE, at=NOW
    ).total_cents


def send_back(lo: Fixture, payment: UUID) -> int:
    scope = Scope.of_houses(lo.desk.pk)
    return refund_payment(scope=scope, payment=payment, by=FINANCE, at=NOW).amount_cents


def pay_out(bank: RunningBank) -> None:
    send_requested_refunds(0)
    bank.let_pass(10)
    send_requested_refunds(0)


def told(kind: str) -> dict[str, object]:
    with Scope.of_system().open():
        return Event.objects.get(kind=kind).payload


def problems(lo: Fixture) -> list[tuple[str, int, int | None, str]]:
    found = money_problems(scope=Scope.of_houses(lo.desk.pk), house=lo.desk.pk)
    return [(one.kind, one.amount_cents, one.difference_cents, one.note) for one in found]


def accounts(lo: Fixture) -> dict[str, int]:
    """What stands on the collector's own accounts, debits less credits; what is zero is left out."""
    codes = ("clearing", "unallocated", "cash_difference")
    return {code: cents for code in codes if (cents := balance(lo.desk.pk, code))}


@pytest.mark.parametrize("difference_cents", [-1, 1, -3999, 500])
def test_accepted_difference_confirms_and_is_booked(
    lo: Fixture, bank: RunningBank, difference_cents: int
) -> None:
    received = 4000 + difference_cents
    visit = paid_otherwise(lo, bank, f"{received / 100:.2f}")
    assert problems(lo) == [("mismatch", received, difference_cents, "")]

    assert [accept(lo, visit.payment, difference_cents) for _ in range(2)] == [4000] * 2

    row = the(Payment, visit.payment)
    assert (row.state, row.received_cents, row.accepted_difference_cents, row.paid_at) == (
        "paid", received, difference_cents, NOW,
    )  # fmt: skip
    assert (the(Order, visit.order).state, tickets(visit.order)) == ("confirmed", 2)
    assert accounts(lo) == {"clearing": received, "cash_difference": -difference_cents}
    assert told("payments.payment.accepted") == {
        "payment": str(visit.payment), "asked_cents": 4000, "received_cents": received,
        "difference_cents": difference_cents, "by": FINANCE,
    }  # fmt: skip
    assert facts().count("sales.order.confirmed") == 2
    assert (broken(), problems(lo)) == ({}, [])
    assert settle_payment(payment=visit.payment, at=LATER) == "paid"


def test_amount_that_is_right_after_all_has_no_difference(lo: Fixture, bank: RunningBank) -> None:
    visit = paid_otherwise(lo, bank, "60,00")
    lo.take(lo.wish(lo.slot, 2), order=visit.order)
    assert accept(lo, visit.payment, 0) == 6000
    assert tickets(visit.order) == 3
    assert (accounts(lo), broken()) == ({"clearing": 6000}, {})


@pytest.mark.parametrize("difference_cents", [-1, 1, 500])
def test_accepted_order_that_is_cancelled_gives_back_what_came(
    lo: Fixture, bank: RunningBank, difference_cents: int
) -> None:
    received = 4000 + difference_cents
    visit = paid_otherwise(lo, bank, f"{received / 100:.2f}")
    accept(lo, visit.payment, difference_cents)
    done = cancel_order(scope=Scope.of_order(visit.order), order=visit.order, at=NOW)
    assert done.refund_cents == received
    assert (accounts(lo), broken()) == ({}, {})
    pay_out(bank)
    assert refunds() == [("cancelled", "done", received)]
    assert bank.client.fetch(reference=visit.reference).refunded_cents == received
    assert (accounts(lo), broken()) == ({}, {})


def test_difference_that_finance_did_not_see_is_not_accepted(lo: Fixture, bank: RunningBank) -> None:
    visit = paid_otherwise(lo, bank, "39,99")
    lo.take(lo.wish(lo.slot, 2), order=visit.order)
    with pytest.raises(DifferenceChanged) as refused:
        accept(lo, visit.payment, -1)
    assert refused.value.difference_cents == -2001
    assert (the(Payment, visit.payment).state, accounts(lo), broken()) == (
        "mismatch", {"clearing": 3999, "unallocated": -3999}, {},
    )  # fmt: skip


def test_other_currency_can_only_go_back(lo: Fixture, bank: RunningBank) -> None:
    visit = paid_otherwise(lo, bank, "40,00", "USD")
    assert problems(lo) == [("mismatch", 4000, None, "")]
    with pytest.raises(OtherCurrency):
        accept(lo, visit.payment, 0)
    assert send_back(lo, visit.payment) == 4000
    pay_out(bank)
    assert (refunds(), accounts(lo), broken()) == ([("mismatch", "done", 4000)], {}, {})


def test_places_that_are_gone_change_nothing_and_the_money_goes_back(lo: Fixture, bank: RunningBank) -> None:
    visit = paid_otherwise(lo, bank, "39,99")
    release_expired(at=LATER)
    lo.sell(lo.wish(lo.theatre, 1), at=LATER)
    with pytest.raises(PlacesGone):
        accept_payment(
            scope=Scope.of_houses(lo.desk.pk),
            payment=visit.payment,
            difference_cents=-1,
            by=FINANCE,
            at=LATER,
        )
    row = the(Payment, visit.payment)
    assert (row.state, row.amount_cents, row.received_cents, balance(lo.desk.pk, "unallocated")) == (
        "mismatch", 4000, 3999, -3999,
    )  # fmt: skip
    assert "payments.payment.accepted" not in facts()
    assert (send_back(lo, visit.payment), broken()) == (3999, {})


def test_order_paid_in_another_way_meanwhile_is_not_sold_twice(lo: Fixture, bank: RunningBank) -> None:
    visit = paid_otherwise(lo, bank, "39,99")
    other = attempt(lo, order=visit.order)
    bank.choose(other.reference)
    settle_payment(payment=other.payment, at=NOW)
    with pytest.raises(OrderNotOpen):
        accept(lo, visit.payment, -1)
    assert (send_back(lo, visit.payment), tickets(visit.order), broken()) == (3999, 2, {})


def test_refunded_mismatch_goes_back_whole_and_once(lo: Fixture, bank: RunningBank) -> None:
    visit = paid_otherwise(lo, bank, "50,00")
    assert send_back(lo, visit.payment) == 5000
    with pytest.raises(NothingToRefund):
        send_back(lo, visit.payment)
    with pytest.raises(NotAMismatch):
        accept(lo, visit.payment, 1000)
    assert told("payments.payment.unplaced") | {"refund": ""} == {
        "payment": str(visit.payment), "refund": "", "reason": "mismatch", "received_cents": 5000, "by": FINANCE,
    }  # fmt: skip
    assert (broken(), problems(lo)) == ({}, [])
    pay_out(bank)
    assert (refunds(), accounts(lo), broken()) == ([("mismatch", "done", 5000)], {}, {})
    assert bank.client.fetch(reference=visit.reference).refunded_cents == 5000
    with pytest.raises(NothingToRefund):
        send_back(lo, visit.payment)


def test_nobody_but_the_collector_decides(lo: Fixture, bank: RunningBank) -> None:
    visit = paid_otherwise(lo, bank, "39,99")
    strangers = [Scope.of_houses(lo.west.pk, lo.north.pk), Scope.of_order(visit.order), Scope.nobody()]
    for scope in strangers:
        with pytest.raises(NotFound):
            accept_payment(scope=scope, payment=visit.payment, difference_cents=-1, by=FINANCE, at=NOW)
        with pytest.raises(NotFound):
            refund_payment(scope=scope, payment=visit.payment, by=FINANCE, at=NOW)
        with pytest.raises(NotFound):
            money_problems(scope=scope, house=lo.desk.pk)
    assert (the(Payment, visit.payment).state, refunds()) == ("mismatch", [])


def test_payment_that_bought_its_order_is_not_refunded(lo: Fixture, bank: RunningBank) -> None:
    visit = attempt(lo)
    bank.choose(visit.reference)
    settle_payment(payment=visit.payment, at=NOW)
    with pytest.raises(NothingToRefund):
        send_back(lo, visit.payment)
    with pytest.raises(NotAMismatch):
        accept(lo, visit.payment, 0)
    assert (refunds(), broken()) == ([], {})


def test_control_difference_that_is_not_booked_is_seen(lo: Fixture, bank: RunningBank) -> None:
    """The questions can fail: a mismatch made a sale past the product leaves its money on `unallocated`."""
    visit = paid_otherwise(lo, bank, "39,99")
    with Scope.of_system().open():
        Payment.objects.filter(pk=visit.payment).update(state="paid")
    assert "what_stands_apart_has_a_reason" in broken()
    with Scope.of_system().open():
        Payment.objects.filter(pk=visit.payment).update(received_cents=4000)
    assert {"paid_equals_sold", "money_received_is_in_the_ledger"} <= broken().keys()
