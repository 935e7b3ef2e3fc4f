"""Pay another amount, accept, refund, cancel, charge back and refund by hand in any order: after every step the books hold."""

import os
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from samenspel.kernel.errors import DomainError
from samenspel.kernel.tenancy import Scope
from samenspel.payments import providers
from samenspel.payments.commands.refund_payment import refund_payment
from samenspel.payments.commands.send_refund import send_refund
from samenspel.payments.models import Payment, Refund
from samenspel.payments.ports import ProviderDown, RefundStatus
from samenspel.sales.commands.accept_payment import DifferenceChanged, accept_payment
from samenspel.sales.commands.cancel_order import cancel_order
from samenspel.sales.commands.settle_payment import settle_payment
from samenspel.sales.commands.start_payment import start_payment
from tests.invariants.ledger_checks import broken
from tests.support.region import NOW, build
from tests.support.scripted_bank import ScriptedBank

ORDERS = st.integers(0, 1)
PAID = st.sampled_from([2000, 2000, 2000, 1999, 2001, 1, 4000])
BY_HAND = st.sampled_from([1, 500, 2000])
TAKEN_BACK = st.sampled_from([0, 0, 0, 700, 4000])  # a chargeback ends most of what could still happen


class MoodyBank(ScriptedBank):
    """Refunds wait until it makes up its mind; `mood` is down, lost (it acts, the answer does not arrive) or empty."""

    mood = ""

    def __init__(self) -> None:
        super().__init__()
        self.decided: dict[str, RefundStatus] = {}

    def refund(self, *, refund: UUID, reference: str, amount_cents: int, description: str) -> RefundStatus:
        if self.mood == "down":
            raise ProviderDown
        done = super().refund(
            refund=refund, reference=reference, amount_cents=amount_cents, description=description
        )
        if self.mood == "lost":
            raise ProviderDown
        return self.decided.setdefault(done.reference, RefundStatus(done.reference, "pending"))

    def fetch_refund(self, *, reference: str, refund_reference: str) -> RefundStatus:
        if self.mood:
            raise ProviderDown
        return self.decided[refund_reference]

    def decide(self, refund_reference: str, reference: str, amount_cents: int, done: bool) -> None:
        if self.decided[refund_reference].state != "pending":
            return
        self.decided[refund_reference] = RefundStatus(refund_reference, "done" if done else "failed")
        if not done:
            self.say(reference, refunded_cents=self.statuses[reference].refunded_cents - amount_cents)


class Money(RuleBasedStateMachine):
    """Two orders of one place at € 20.00, each asked once; everything that money can do afterwards."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.lo = build()
        self.finance = Scope.of_houses(self.lo.desk.pk)
        self.bank = MoodyBank()
        providers.register(name="moody", factory=lambda collector: self.bank)
        self.orders, self.payments = [], []
        for place in (1, 2):
            order, _ = self.lo.take(self.lo.wish(self.lo.slot, place))
            payment = self.lo.check_out(order, provider="moody").payment_id
            start_payment(
                order=order, payment=payment, redirect_url="https://shop.example", webhook_url="", at=NOW
            )
            self.orders.append(order)
            self.payments.append(payment)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @initialize(amounts=st.tuples(PAID, PAID), currency=st.sampled_from(["EUR", "EUR", "EUR", "USD"]))
    def visitors_pay(self, amounts: tuple[int, int], currency: str) -> None:
        """The second in `currency`; nobody has told us of the payments yet."""
        for payment, cents, of in zip(self.payments, amounts, ("EUR", currency), strict=True):
            self.bank.say(str(payment), state="paid", amount_cents=cents, currency=of)

    @rule(n=ORDERS)
    def webhook_arrives(self, n: int) -> None:
        self.attempt(lambda: settle_payment(payment=self.payments[n], at=NOW))

    @rule(n=ORDERS)
    def finance_accepts(self, n: int) -> None:
        def accept() -> None:
            seen = {"scope": self.finance, "payment": self.payments[n], "by": 1, "at": NOW}
            try:
                accept_payment(difference_cents=0, **seen)
            except DifferenceChanged as changed:
                accept_payment(difference_cents=changed.difference_cents, **seen)

        self.attempt(accept)

    @rule(n=ORDERS)
    def finance_refunds(self, n: int) -> None:
        self.attempt(lambda: refund_payment(scope=self.finance, payment=self.payments[n], by=1, at=NOW))

    @rule(n=ORDERS)
    def buyer_cancels(self, n: int) -> None:
        order = self.orders[n]
        self.attempt(lambda: cancel_order(scope=Scope.of_order(order), order=order, at=NOW))

    @rule(n=ORDERS, cents=BY_HAND)
    def somebody_refunds_by_hand(self, n: int, cents: int) -> None:
        self.attempt(lambda: self.bank.send_back(str(self.payments[n]), cents))

    @rule(n=ORDERS, cents=TAKEN_BACK)
    def buyers_bank_takes_back(self, n: int, cents: int) -> None:
        status = self.bank.statuses[str(self.payments[n])]
        left = status.amount_cents - status.refunded_cents - status.charged_back_cents
        self.bank.say(str(self.payments[n]), charged_back_cents=status.charged_back_cents + min(cents, left))

    @rule(mood=st.sampled_from(["", "", "down", "lost"]))
    def bank_has_a_mood(self, mood: str) -> None:
        self.bank.mood = mood

    @rule(done=st.booleans())
    def bank_decides(self, done: bool) -> None:
        with Scope.of_system().open():
            pending = list(Refund.objects.exclude(reference="").exclude(reason="outside"))
        for refund in pending:
            self.bank.decide(refund.reference, str(refund.payment_id), refund.amount_cents, done)

    @rule()
    def worker_sends_refunds(self) -> None:
        with Scope.of_system().open():
            asked = list(
                Refund.objects.filter(state__in=["requested", "pending"]).values_list("pk", flat=True)
            )
        for refund in asked:
            send_refund(refund=refund, at=NOW + timedelta(minutes=1))

    @invariant()
    def books_hold(self) -> None:
        assert broken() == {}

    @invariant()
    def bank_never_pays_out_more_than_came(self) -> None:
        for status in self.bank.statuses.values():
            assert status.refunded_cents + status.charged_back_cents <= status.amount_cents

    def attempt(self, step: object) -> None:
        try:
            with transaction.atomic():
                step()  # type: ignore[operator]
        except DomainError:
            pass

    def come_to_rest(self) -> None:
        """Nothing is under way any more: then our books say what the bank's say, payment by payment."""
        self.bank.mood = ""
        for _ in range(3):
            self.worker_sends_refunds()
            self.bank_decides(done=True)
            for n in range(2):
                self.webhook_arrives(n)
        with Scope.of_system().open():
            for payment in Payment.objects.all():
                status = self.bank.statuses[str(payment.pk)]
                gone = payment.refunds.exclude(state="failed").values_list("amount_cents", flat=True)
                assert (payment.charged_back_cents, sum(gone)) == (
                    status.charged_back_cents, status.refunded_cents,
                )  # fmt: skip
        assert broken() == {}


class MoneyAtRest(Money):
    def teardown(self) -> None:
        try:
            self.come_to_rest()
        finally:
            super().teardown()


BUDGET = settings(
    max_examples=int(os.environ.get("SAMENSPEL_EXAMPLES", "40")),
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)


@pytest.mark.slow
def test_accept_refund_cancel_and_charge_back_in_any_order(db: None) -> None:
    run_state_machine_as_test(MoneyAtRest, settings=BUDGET)
