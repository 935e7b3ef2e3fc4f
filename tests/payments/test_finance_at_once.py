"""Two people of finance, and the worker, at the same moment: each on its own connection."""

import threading
from collections.abc import Callable
from itertools import cycle

from samenspel.kernel.errors import DomainError
from samenspel.kernel.tenancy import Scope
from samenspel.payments.commands.send_refund import send_refund
from samenspel.payments.models import Refund
from samenspel.sales.commands.settle_payment import settle_payment
from tests.invariants.ledger_checks import broken
from tests.payments.test_finance import accept, paid_otherwise, send_back
from tests.payments.test_send_refund import cancelled, charge_back, sold
from tests.payments.test_settle_at_once import CALLERS, at_once
from tests.payments.test_settle_payment import LATER, refunds, tickets
from tests.support.bank import RunningBank
from tests.support.database import TestDatabase
from tests.support.region import NOW, build


def in_turn(*steps: Callable[[], object]) -> Callable[[], str]:
    """Hands the steps out to the callers, one each; a refusal is an answer."""
    turns, lock = cycle(steps), threading.Lock()

    def call() -> str:
        with lock:
            step = next(turns)
        try:
            return str(step())
        except DomainError as refused:
            return type(refused).__name__

    return call


def test_accepted_and_refunded_at_once_is_one_of_both(committed_db: TestDatabase, bank: RunningBank) -> None:
    lo = build()
    visit = paid_otherwise(lo, bank, "39,99")
    answers = at_once(in_turn(lambda: accept(lo, visit.payment, -1), lambda: send_back(lo, visit.payment)))
    won = sorted(set(answers))
    if tickets(visit.order):
        assert (won, refunds()) == (["4000", "NothingToRefund"], [])
    else:
        assert (won, refunds()) == (
            ["3999", "NotAMismatch", "NothingToRefund"], [("mismatch", "requested", 3999)],
        )  # fmt: skip
        assert answers.count("3999") == 1
    assert broken() == {}


def test_refund_by_hand_that_many_notice_at_once_is_booked_once(
    committed_db: TestDatabase, bank: RunningBank
) -> None:
    visit = sold(build(), bank)
    bank.bank.refund(id=visit.reference, body={"amount_cents": 1500}, key="", at=0)
    assert at_once(lambda: settle_payment(payment=visit.payment, at=LATER)) == ["paid"] * CALLERS
    assert (refunds(), broken()) == ([("outside", "done", 1500)], {})


def test_charge_back_and_refund_at_once_pay_once(committed_db: TestDatabase, bank: RunningBank) -> None:
    visit = cancelled(build(), bank)
    with Scope.of_system().open():
        refund = Refund.objects.get().pk
    bank.bank.charge_back(id=visit.reference, at=0)
    at_once(
        in_turn(
            lambda: send_refund(refund=refund, at=NOW),
            lambda: settle_payment(payment=visit.payment, at=NOW),
        )
    )
    assert (refunds(), bank.bank.refunded_cents(visit.reference)) == ([("cancelled", "failed", 4000)], 0)
    assert (charge_back(bank, visit), broken()) == ("charged_back", {})
