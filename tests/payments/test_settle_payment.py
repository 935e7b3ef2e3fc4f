"""What follows from the truth at the bank, over real HTTP."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db.models import Sum
from django.test import Client

from samenspel.kernel.errors import NotFound
from samenspel.kernel.ids import uuid7
from samenspel.kernel.models import Event
from samenspel.kernel.tenancy import Scope
from samenspel.ledger.models import Transfer
from samenspel.payments import providers
from samenspel.payments.commands.send_refund import send_refund
from samenspel.payments.models import Payment, Refund
from samenspel.payments.tasks import send_requested_refunds
from samenspel.sales.commands.cancel_order import cancel_order
from samenspel.sales.commands.release_expired import release_expired
from samenspel.sales.commands.settle_payment import settle_payment
from samenspel.sales.commands.start_payment import PaymentOver, PaymentUnavailable, start_payment
from samenspel.sales.models import Order, Ticket
from samenspel.sales.tasks import settle_open
from tests.support.bank import HOUR_S, RunningBank
from tests.support.region import NOW, Fixture

LATER = NOW + timedelta(hours=2)
SHOP = "http://shop.example"
HOOK = f"{SHOP}/webhooks/test/"


@dataclass(frozen=True)
class Attempt:
    order: UUID
    payment: UUID
    reference: str


def attempt(lo: Fixture, *, order: UUID | None = None, place: int = 1, at: datetime = NOW) -> Attempt:
    """A visitor with two places of two houses stands at the checkout page of the bank."""
    if order is None:
        order, _ = lo.take(lo.wish(lo.theatre, place), lo.wish(lo.slot, place), at=at)
    payment = lo.check_out(order, at=at).payment_id
    start(order, payment, at=at)
    return Attempt(order, payment, the(Payment, payment).reference)


def start(order: UUID, payment: UUID, at: datetime = NOW) -> str:
    return start_payment(
        order=order, payment=payment, redirect_url=f"{SHOP}/terug", webhook_url=HOOK, at=at
    ).checkout_url


def the(model: type, pk: UUID) -> Payment | Order:
    with Scope.of_system().open():
        return model.objects.get(pk=pk)


def facts() -> list[str]:
    with Scope.of_system().open():
        return list(Event.objects.order_by("id").values_list("kind", flat=True))


def refunds() -> list[tuple[str, str, int]]:
    with Scope.of_system().open():
        return list(Refund.objects.order_by("created_at").values_list("reason", "state", "amount_cents"))


def balance(house: int, code: str) -> int:
    """Debits less credits of one account."""
    with Scope.of_system().open():
        book = Transfer.objects.filter(house_id=house)
        debits = book.filter(debit=code).aggregate(cents=Sum("amount_cents"))["cents"] or 0
        credits = book.filter(credit=code).aggregate(cents=Sum("amount_cents"))["cents"] or 0
    return debits - credits


def tickets(order: UUID) -> int:
    with Scope.of_system().open():
        return Ticket.objects.filter(order_id=order).count()


def test_start_answers_the_same_address_twice(lo: Fixture, bank: RunningBank) -> None:
    order, _ = lo.take(lo.wish(lo.theatre, 1))
    payment = lo.check_out(order).payment_id
    first = start(order, payment)
    assert first.startswith(f"{bank.url}/checkout/tb_")
    assert start(order, payment) == first
    assert (the(Payment, payment).state, len(bank.bank.books.latest())) == ("open", 1)


def test_start_after_a_crash_in_between_makes_no_second_payment(lo: Fixture, bank: RunningBank) -> None:
    visit = attempt(lo)
    with Scope.of_system().open():
        Payment.objects.update(reference="", checkout_url="", state="created")
    start(visit.order, visit.payment)
    assert (the(Payment, visit.payment).reference, len(bank.bank.books.latest())) == (visit.reference, 1)


def test_bank_that_is_down_keeps_the_places_and_may_be_tried_again(
    lo: Fixture, bank: RunningBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    order, taken = lo.take(lo.wish(lo.theatre, 1))
    payment = lo.check_out(order).payment_id
    down = type(bank.client)(url="http://127.0.0.1:9")
    with monkeypatch.context() as nobody_there:
        nobody_there.setitem(providers._factories, "test", lambda collector: down)
        with pytest.raises(PaymentUnavailable):
            start(order, payment)
    assert the(Order, order).hold_until >= taken.hold_until
    assert start(order, payment).startswith(bank.url)


def test_payment_of_another_order_is_not_found(lo: Fixture, bank: RunningBank) -> None:
    with pytest.raises(NotFound):
        start(uuid7(), attempt(lo).payment)


def test_paid_as_asked_confirms(lo: Fixture, bank: RunningBank) -> None:
    visit = attempt(lo)
    bank.choose(visit.reference)
    assert settle_payment(payment=visit.payment, at=NOW) == "paid"
    assert (the(Order, visit.order).state, tickets(visit.order)) == ("confirmed", 2)
    assert the(Payment, visit.payment).method == "bancontact"
    assert balance(lo.desk.pk, "clearing") == 4000
    with pytest.raises(PaymentOver):
        start(visit.order, visit.payment)


@pytest.mark.parametrize("at", [NOW, LATER], ids=["before expiry", "after expiry"])
def test_webhook_three_times_is_once(lo: Fixture, bank: RunningBank, at: datetime) -> None:
    visit = attempt(lo)
    bank.choose(visit.reference)
    if at == LATER:
        release_expired(at=at)
    states = [settle_payment(payment=visit.payment, at=at) for _ in range(3)]
    assert states == ["paid"] * 3
    assert (tickets(visit.order), balance(lo.desk.pk, "clearing")) == (2, 4000)
    assert facts().count("sales.order.confirmed") == 2  # one for each house


@pytest.mark.parametrize(("amount", "currency"), [("39,99", "EUR"), ("40,01", "EUR"), ("40,00", "USD")])
def test_other_amount_or_currency_never_confirms_and_is_seen(
    lo: Fixture, bank: RunningBank, amount: str, currency: str
) -> None:
    visit = attempt(lo)
    bank.choose(visit.reference, amount=amount, currency=currency)
    assert [settle_payment(payment=visit.payment, at=NOW) for _ in range(2)] == ["mismatch"] * 2
    cents = int(amount.replace(",", ""))
    row = the(Payment, visit.payment)
    assert (row.received_cents, row.received_currency) == (cents, currency)
    assert (the(Order, visit.order).state, tickets(visit.order)) == ("cart", 0)
    assert facts() == ["payments.payment.mismatch"]
    assert (balance(lo.desk.pk, "clearing"), balance(lo.desk.pk, "unallocated")) == (cents, -cents)


def test_mismatch_is_seen_by_the_collector_and_by_no_other_house(lo: Fixture, bank: RunningBank) -> None:
    visit = attempt(lo)
    bank.choose(visit.reference, amount="1")
    settle_payment(payment=visit.payment, at=NOW)
    for house, sees in ((lo.desk, 1), (lo.west, 0), (lo.north, 0)):
        with Scope.of_houses(house.pk).open():
            assert (Payment.objects.count(), Event.objects.count()) == (sees, sees)


def test_late_and_gone_is_refunded_by_itself(lo: Fixture, bank: RunningBank) -> None:
    visit = attempt(lo)
    release_expired(at=LATER)
    other = lo.sell(lo.wish(lo.theatre, 1), at=LATER)
    bank.choose(visit.reference)
    assert [settle_payment(payment=visit.payment, at=LATER) for _ in range(3)] == ["unplaced"] * 3
    assert refunds() == [("too_late", "requested", 4000)]
    assert facts().count("payments.payment.unplaced") == 1
    assert (tickets(visit.order), tickets(other)) == (0, 1)
    assert balance(lo.desk.pk, "unallocated") == -4000

    assert send_requested_refunds(0) == 1
    assert refunds() == [("too_late", "pending", 4000)]
    assert balance(lo.desk.pk, "unallocated") == -4000
    bank.let_pass(10)
    assert [send_requested_refunds(0) for _ in range(3)] == [1, 0, 0]
    assert refunds() == [("too_late", "done", 4000)]
    assert balance(lo.desk.pk, "unallocated") == 0
    assert bank.client.fetch(reference=visit.reference).refunded_cents == 4000


def test_late_but_still_free_takes_the_places_again(lo: Fixture, bank: RunningBank) -> None:
    visit = attempt(lo)
    bank.choose(visit.reference, "expired")
    settle_payment(payment=visit.payment, at=NOW)
    release_expired(at=LATER)
    bank.pay_late(visit.reference)
    assert settle_payment(payment=visit.payment, at=LATER) == "paid"
    assert (the(Order, visit.order).state, tickets(visit.order)) == ("confirmed", 2)


@pytest.mark.parametrize("outcome", ["failed", "cancelled", "expired"])
def test_other_endings_give_the_cart_back_with_its_places(
    lo: Fixture, bank: RunningBank, outcome: str
) -> None:
    visit = attempt(lo)
    bank.choose(visit.reference, outcome)
    assert [settle_payment(payment=visit.payment, at=NOW) for _ in range(2)] == [outcome] * 2
    order = the(Order, visit.order)
    assert (order.state, order.hold_until) == ("cart", NOW + timedelta(minutes=30))
    again = attempt(lo, order=visit.order)
    bank.choose(again.reference)
    assert settle_payment(payment=again.payment, at=NOW) == "paid"


def test_ending_of_one_attempt_leaves_the_other_alone(lo: Fixture, bank: RunningBank) -> None:
    first = attempt(lo)
    second = attempt(lo, order=first.order)
    bank.choose(first.reference, "cancelled")
    settle_payment(payment=first.payment, at=NOW)
    assert the(Order, first.order).state == "awaiting_payment"
    bank.choose(second.reference)
    assert settle_payment(payment=second.payment, at=NOW) == "paid"


def test_order_paid_twice_gives_the_second_back(lo: Fixture, bank: RunningBank) -> None:
    first = attempt(lo)
    second = attempt(lo, order=first.order)
    for visit in (first, second):
        bank.choose(visit.reference)
    states = [settle_payment(payment=visit.payment, at=NOW) for visit in (first, second, first, second)]
    assert states == ["paid", "unplaced", "paid", "unplaced"]
    assert refunds() == [("duplicate", "requested", 4000)]
    assert tickets(first.order) == 2
    assert (balance(lo.desk.pk, "clearing"), balance(lo.desk.pk, "unallocated")) == (8000, -4000)


def test_cancelled_order_is_refunded_at_the_bank(lo: Fixture, bank: RunningBank) -> None:
    visit = attempt(lo)
    bank.choose(visit.reference)
    settle_payment(payment=visit.payment, at=NOW)
    cancel_order(scope=Scope.of_order(visit.order), order=visit.order, at=NOW)
    send_requested_refunds(0)
    bank.let_pass(10)
    send_requested_refunds(0)
    assert refunds() == [("cancelled", "done", 4000)]
    assert bank.client.fetch(reference=visit.reference).refunded_cents == 4000
    assert (balance(lo.desk.pk, "clearing"), balance(lo.desk.pk, "unallocated")) == (0, 0)


def test_refund_waits_for_a_bank_that_is_down(
    lo: Fixture, bank: RunningBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = attempt(lo)
    bank.choose(visit.reference)
    settle_payment(payment=visit.payment, at=NOW)
    cancel_order(scope=Scope.of_order(visit.order), order=visit.order, at=NOW)
    down = type(bank.client)(url="http://127.0.0.1:9")
    with monkeypatch.context() as nobody_there:
        nobody_there.setitem(providers._factories, "test", lambda collector: down)
        send_requested_refunds(0)
    assert refunds() == [("cancelled", "requested", 4000)]


def test_refund_the_bank_will_not_make_is_told_to_finance(lo: Fixture, bank: RunningBank) -> None:
    visit = attempt(lo)
    bank.choose(visit.reference)
    settle_payment(payment=visit.payment, at=NOW)
    cancel_order(scope=Scope.of_order(visit.order), order=visit.order, at=NOW)
    bank.bank.charge_back(id=visit.reference, at=0)
    with Scope.of_system().open():
        refund = Refund.objects.get().pk
    assert [send_refund(refund=refund, at=NOW) for _ in range(2)] == ["failed"] * 2
    assert facts().count("payments.refund.failed") == 1


def test_money_taken_at_the_desk_goes_back_at_the_desk(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 1))
    cancel_order(scope=Scope.of_order(order), order=order, at=NOW)
    send_requested_refunds(0)
    assert refunds() == [("cancelled", "done", 2000)]


def test_charge_back_is_booked_once_and_told(lo: Fixture, bank: RunningBank) -> None:
    visit = attempt(lo)
    bank.choose(visit.reference)
    settle_payment(payment=visit.payment, at=NOW)
    bank.bank.charge_back(id=visit.reference, at=0)
    assert [settle_payment(payment=visit.payment, at=LATER) for _ in range(3)] == ["charged_back"] * 3
    assert facts().count("payments.payment.charged_back") == 1
    assert (balance(lo.desk.pk, "clearing"), balance(lo.desk.pk, "unallocated")) == (0, 4000)


def test_charge_back_nobody_knew_the_payment_of_sells_nothing(lo: Fixture, bank: RunningBank) -> None:
    visit = attempt(lo)
    bank.choose(visit.reference)
    bank.bank.charge_back(id=visit.reference, at=0)
    assert settle_payment(payment=visit.payment, at=NOW) == "charged_back"
    assert tickets(visit.order) == 0
    assert (balance(lo.desk.pk, "clearing"), balance(lo.desk.pk, "unallocated")) == (0, 0)


def test_sweep_settles_what_no_webhook_told(lo: Fixture, bank: RunningBank) -> None:
    paid, waiting = attempt(lo), attempt(lo, place=10)
    bank.choose(paid.reference, webhook="never")
    assert bank.let_pass(HOUR_S / 60) == []
    assert settle_open(at=NOW + timedelta(minutes=1)) == 1
    assert (the(Order, paid.order).state, the(Payment, waiting.payment).state) == ("confirmed", "open")


def test_sweep_forgets_what_never_reached_the_bank(lo: Fixture) -> None:
    order, _ = lo.take(lo.wish(lo.theatre, 1))
    payment = lo.check_out(order).payment_id
    settle_open(at=LATER + timedelta(minutes=1))
    assert the(Payment, payment).state == "expired"


def test_webhook_view_believes_only_the_bank(lo: Fixture, bank: RunningBank, settings: object) -> None:
    settings.ROOT_URLCONF = "samenspel.web.webhooks.urls"
    visit = attempt(lo)
    shop = Client(enforce_csrf_checks=True)
    told = shop.post("/webhooks/test/", {"id": visit.reference, "status": "paid"})
    assert (told.status_code, the(Order, visit.order).state) == (200, "awaiting_payment")
    bank.choose(visit.reference)
    assert shop.post("/webhooks/test/", {"id": visit.reference}).status_code == 200
    assert the(Order, visit.order).state == "confirmed"


@pytest.mark.parametrize(
    ("path", "id", "status"), [("test", "tb_unknown", 200), ("test", "", 200), ("nobody", "tb_1", 404)]
)
def test_webhook_tells_strangers_nothing(
    lo: Fixture, bank: RunningBank, settings: object, path: str, id: str, status: int
) -> None:
    settings.ROOT_URLCONF = "samenspel.web.webhooks.urls"
    assert Client().post(f"/webhooks/{path}/", {"id": id}).status_code == status


def test_webhook_asks_to_come_back_when_the_bank_is_silent(
    lo: Fixture, bank: RunningBank, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ROOT_URLCONF = "samenspel.web.webhooks.urls"
    visit = attempt(lo)
    down = type(bank.client)(url="http://127.0.0.1:9")
    monkeypatch.setitem(providers._factories, "test", lambda collector: down)
    assert Client().post("/webhooks/test/", {"id": visit.reference}).status_code == 503


def test_free_order_needs_no_bank(lo: Fixture) -> None:
    order, _ = lo.take(lo.wish(lo.free, 1))
    checked_out = lo.check_out(order, provider="test")
    assert checked_out.confirmed
    assert settle_payment(payment=checked_out.payment_id, at=NOW) == "paid"
