"""Refunds that meet a wrong key, a chargeback, or a no. Over real HTTP with the test bank."""

import pytest

from samenspel.kernel.tenancy import Scope
from samenspel.payments import providers
from samenspel.payments.commands import send_refund as send_refund_module
from samenspel.payments.commands.send_refund import send_refund
from samenspel.payments.models import Refund
from samenspel.payments.tasks import send_requested_refunds
from samenspel.sales.commands.cancel_order import cancel_order
from samenspel.sales.commands.settle_payment import settle_payment
from tests.invariants.ledger_checks import broken
from tests.payments.test_finance import accounts, pay_out, problems, send_back, told
from tests.payments.test_settle_payment import LATER, Attempt, attempt, facts, refunds
from tests.support.bank import RunningBank
from tests.support.region import NOW, Fixture
from tests.support.scripted_bank import ScriptedBank


def sold(lo: Fixture, bank: RunningBank) -> Attempt:
    visit = attempt(lo)
    bank.choose(visit.reference)
    settle_payment(payment=visit.payment, at=NOW)
    return visit


def cancelled(lo: Fixture, bank: RunningBank) -> Attempt:
    """An order of € 40.00, paid and cancelled; its refund waits for the worker."""
    visit = sold(lo, bank)
    cancel_order(scope=Scope.of_order(visit.order), order=visit.order, at=NOW)
    return visit


def the_refund() -> Refund:
    with Scope.of_system().open():
        return Refund.objects.get()


def charge_back(bank: RunningBank, visit: Attempt) -> str:
    """The bank takes it all, also what a refund is taking back at the same time: some do."""
    payment = bank.bank.find(visit.reference)
    payment.charged_back_cents = payment.paid_cents
    bank.bank.books.keep_payment(payment)
    return settle_payment(payment=visit.payment, at=LATER)


@pytest.mark.parametrize("sent_before", [False, True], ids=["requested", "pending"])
def test_wrong_key_keeps_the_refund_and_is_seen_until_it_is_mended(
    lo: Fixture, bank: RunningBank, monkeypatch: pytest.MonkeyPatch, sent_before: bool
) -> None:
    cancelled(lo, bank)
    if sent_before:
        send_requested_refunds(0)
    state = "pending" if sent_before else "requested"
    rotated = type(bank.client)(url=bank.url, key="test_old")
    with monkeypatch.context() as wrong_key:
        wrong_key.setitem(providers._factories, "test", lambda collector: rotated)
        assert [send_refund(refund=the_refund().pk, at=NOW) for _ in range(3)] == [state] * 3
    assert refunds() == [("cancelled", state, 4000)]
    assert problems(lo) == [("refund_stuck", 4000, None, "401 Missing or wrong key.")]
    assert facts().count("payments.refund.stuck") == 1
    assert told("payments.refund.stuck")["problem"] == "401 Missing or wrong key."
    assert broken() == {}

    pay_out(bank)
    assert (refunds(), problems(lo), accounts(lo), broken()) == ([("cancelled", "done", 4000)], [], {}, {})
    assert "payments.refund.failed" not in facts()


def test_house_without_an_account_there_is_seen(
    lo: Fixture, bank: RunningBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    cancelled(lo, bank)
    with monkeypatch.context() as no_account:
        no_account.setitem(providers._factories, "test", lambda collector: None)
        send_requested_refunds(0)
    assert problems(lo) == [("refund_stuck", 4000, None, "no account at test")]


def test_question_about_a_pending_refund_that_is_refused_says_nothing_about_it(
    lo: Fixture, bank: RunningBank
) -> None:
    cancelled(lo, bank)
    send_requested_refunds(0)
    with Scope.of_system().open():
        Refund.objects.update(reference="tbr_of_another_account")
    assert send_refund(refund=the_refund().pk, at=NOW) == "pending"
    assert problems(lo) == [("refund_stuck", 4000, None, "404 No refund exists with this id.")]


def test_charge_back_before_the_refund_left_pays_once(lo: Fixture, bank: RunningBank) -> None:
    visit = cancelled(lo, bank)
    assert (charge_back(bank, visit), broken()) == ("charged_back", {})
    assert refunds() == [("cancelled", "failed", 4000)]
    pay_out(bank)
    assert bank.bank.refunded_cents(visit.reference) == 0
    assert (accounts(lo), broken(), problems(lo)) == ({}, {}, [])


def test_charge_back_that_nobody_told_yet_pays_once(lo: Fixture, bank: RunningBank) -> None:
    visit = cancelled(lo, bank)
    bank.bank.charge_back(id=visit.reference, at=0)
    pay_out(bank)
    assert (refunds(), bank.bank.refunded_cents(visit.reference)) == ([("cancelled", "failed", 4000)], 0)
    assert accounts(lo) == {"clearing": 4000, "unallocated": -4000}
    assert settle_payment(payment=visit.payment, at=LATER) == "charged_back"
    assert (accounts(lo), broken(), problems(lo)) == ({}, {}, [])


def test_charge_back_while_the_refund_is_on_its_way_books_both(lo: Fixture, bank: RunningBank) -> None:
    visit = cancelled(lo, bank)
    send_requested_refunds(0)
    assert (charge_back(bank, visit), broken()) == ("charged_back", {})
    assert refunds() == [("cancelled", "pending", 4000)]
    bank.let_pass(10)
    send_requested_refunds(0)
    assert refunds() == [("cancelled", "done", 4000)]
    # The bank really paid twice: the loss stands where finance sees it.
    assert (accounts(lo), broken()) == ({"clearing": -4000, "unallocated": 4000}, {})


def test_charge_back_that_stops_the_refund_at_the_bank_books_one(lo: Fixture, bank: RunningBank) -> None:
    visit = cancelled(lo, bank)
    send_requested_refunds(0)
    (refund,) = bank.bank.books.refunds(visit.reference)
    refund.state = "failed"
    bank.bank.books.keep_refund(refund)
    charge_back(bank, visit)
    send_requested_refunds(0)
    assert refunds() == [("cancelled", "failed", 4000)]
    assert (accounts(lo), broken()) == ({}, {})


def test_refund_whose_answer_was_lost_is_found_again_after_a_charge_back(
    lo: Fixture, bank: RunningBank
) -> None:
    visit = cancelled(lo, bank)
    refund = the_refund()
    bank.client.refund(
        refund=refund.pk, reference=visit.reference, amount_cents=4000, description=str(visit.order)
    )
    with Scope.of_system().open():
        Refund.objects.update(attempts=1)
    charge_back(bank, visit)
    assert refunds() == [("cancelled", "requested", 4000)]
    assert send_refund(refund=refund.pk, at=LATER) == "pending"
    assert bank.bank.refunded_cents(visit.reference) == 4000
    assert broken() == {}


def test_attempt_that_never_arrived_is_not_sent_after_a_charge_back(lo: Fixture, bank: RunningBank) -> None:
    visit = cancelled(lo, bank)
    with Scope.of_system().open():
        Refund.objects.update(attempts=1)
    charge_back(bank, visit)
    assert send_refund(refund=the_refund().pk, at=LATER) == "failed"
    assert (bank.bank.refunded_cents(visit.reference), accounts(lo), broken()) == (0, {}, {})


def test_order_cancelled_after_its_charge_back_gives_nothing_back(lo: Fixture, bank: RunningBank) -> None:
    visit = sold(lo, bank)
    charge_back(bank, visit)
    assert problems(lo) == [("charged_back", 4000, None, "")]
    assert cancel_order(scope=Scope.of_order(visit.order), order=visit.order, at=LATER).refund_cents == 0
    assert (refunds(), accounts(lo), broken(), problems(lo)) == ([], {}, {}, [])


def test_second_part_of_a_charge_back_is_booked_too(lo: Fixture, bank: RunningBank) -> None:
    visit = sold(lo, bank)
    payment = bank.bank.find(visit.reference)
    for cents in (1000, 1000, 2500):
        payment.charged_back_cents = cents
        bank.bank.books.keep_payment(payment)
        settle_payment(payment=visit.payment, at=LATER)
    assert (accounts(lo), broken()) == ({"clearing": 1500, "unallocated": 2500}, {})
    assert cancel_order(scope=Scope.of_order(visit.order), order=visit.order, at=LATER).refund_cents == 1500
    pay_out(bank)
    assert (refunds(), accounts(lo), broken()) == ([("cancelled", "done", 1500)], {}, {})


def test_failed_refund_is_sent_again_by_finance(lo: Fixture, bank: RunningBank) -> None:
    visit = cancelled(lo, bank)
    send_requested_refunds(0)
    (refund,) = bank.bank.books.refunds(visit.reference)
    refund.state = "failed"
    bank.bank.books.keep_refund(refund)
    send_requested_refunds(0)
    assert accounts(lo) == {"clearing": 4000, "unallocated": -4000}
    assert problems(lo) == [("refund_failed", 4000, None, "the provider could not pay it out")]
    assert (send_back(lo, visit.payment), problems(lo), broken()) == (4000, [], {})
    pay_out(bank)
    assert refunds() == [("cancelled", "failed", 4000), ("again", "done", 4000)]
    assert (accounts(lo), broken()) == ({}, {})


class GenerousBank(ScriptedBank):
    """Refunds whatever it is asked, also what a chargeback took already."""

    def send_back(self, reference: str, amount_cents: int) -> None:
        self.say(reference, refunded_cents=self.statuses[reference].refunded_cents + amount_cents)


@pytest.mark.parametrize(("looks", "sent"), [(True, []), (False, [4000])], ids=["looks first", "control"])
def test_bank_that_refuses_nothing_does_not_pay_twice(
    lo: Fixture, monkeypatch: pytest.MonkeyPatch, looks: bool, sent: list[int]
) -> None:
    generous = GenerousBank()
    monkeypatch.setitem(providers._factories, "test", lambda collector: generous)
    visit = attempt(lo)
    generous.say(visit.reference, state="paid")
    settle_payment(payment=visit.payment, at=NOW)
    cancel_order(scope=Scope.of_order(visit.order), order=visit.order, at=NOW)
    generous.say(visit.reference, charged_back_cents=4000)
    if not looks:
        monkeypatch.setattr(send_refund_module, "_check_left", lambda adapter, row: None)
    send_requested_refunds(0)
    assert list(generous.refunds.values()) == sent
