"""The test bank behaves like a real one: over HTTP, with its own idea of time."""

import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from samenspel.integrations.testbank.client import TestBank
from samenspel.payments.ports import (
    Method,
    NewPayment,
    PaymentLine,
    ProviderDown,
    ProviderRefused,
    RefundStatus,
    Status,
)
from tests.support.bank import HOUR_S, RunningBank, running_bank

SHOP = "http://shop.example"
HOOK = f"{SHOP}/webhooks/test/"


@pytest.fixture
def bank() -> Iterator[RunningBank]:
    with running_bank() as running:
        yield running


def create(bank: RunningBank, *, payment: NewPayment | None = None, locale: str = "nl") -> str:
    created = bank.client.create(
        payment=payment or NewPayment(uuid4(), 3600, "EUR"),
        description="S-0000-0000",
        redirect_url=f"{SHOP}/terug?b=1",
        webhook_url=HOOK,
        lines=[PaymentLine("De lange adem", 3600, 600, 204)],
        locale=locale,
    )
    return created.reference


def test_visitor_pays_returns_and_the_shop_is_told(bank: RunningBank) -> None:
    reference = create(bank)
    assert bank.client.fetch(reference=reference) == Status("open", 3600, "EUR")
    response = bank.choose(reference)
    assert (response.status_code, response.headers["location"]) == (303, f"{SHOP}/terug?b=1")
    assert bank.let_pass(1) == [(HOOK, reference)]
    assert bank.client.fetch(reference=reference) == Status("paid", 3600, "EUR", "bancontact")


def test_same_payment_twice_is_one_and_another_body_is_refused(bank: RunningBank) -> None:
    payment = NewPayment(uuid4(), 3600, "EUR")
    assert create(bank, payment=payment) == create(bank, payment=payment)
    with pytest.raises(ProviderRefused) as refused:
        create(bank, payment=NewPayment(payment.id, 3600, "EUR", "kbc"))
    assert refused.value.status == 409


def test_lines_must_add_up(bank: RunningBank) -> None:
    with pytest.raises(ProviderRefused) as refused:
        create(bank, payment=NewPayment(uuid4(), 3700, "EUR"))
    assert (refused.value.status, refused.value.field) == (422, "lines")


@pytest.mark.parametrize("outcome", ["failed", "cancelled", "expired"])
def test_other_endings(bank: RunningBank, outcome: str) -> None:
    reference = create(bank)
    bank.choose(reference, outcome)
    assert bank.client.fetch(reference=reference).state == outcome
    assert bank.let_pass(1) == [(HOOK, reference)]


def test_open_payment_expires_after_a_quarter(bank: RunningBank) -> None:
    reference = create(bank)
    assert bank.let_pass(HOUR_S) == [(HOOK, reference)]
    assert bank.client.fetch(reference=reference).state == "expired"


@pytest.mark.parametrize(("webhook", "times"), [("once", 1), ("twice", 2), ("never", 0)])
def test_webhook_comes_as_often_as_wished(bank: RunningBank, webhook: str, times: int) -> None:
    reference = create(bank)
    bank.choose(reference, webhook=webhook)
    assert bank.let_pass(HOUR_S) == [(HOOK, reference)] * times


def test_webhook_comes_late(bank: RunningBank) -> None:
    reference = create(bank)
    bank.choose(reference, webhook="late", delay_s="30")
    assert bank.let_pass(20) == []
    assert bank.let_pass(40) == [(HOOK, reference)]


def test_webhook_before_the_books_know(bank: RunningBank) -> None:
    reference = create(bank)
    bank.choose(reference, webhook="out_of_order", delay_s="30")
    assert bank.let_pass(1) == [(HOOK, reference)]
    assert bank.client.fetch(reference=reference).state == "open"
    assert bank.let_pass(40) == [(HOOK, reference)]
    assert bank.client.fetch(reference=reference).state == "paid"


def test_webhook_is_tried_again_until_it_is_heard(bank: RunningBank) -> None:
    reference = create(bank)
    bank.answers[:] = [False, False]
    bank.choose(reference)
    assert bank.let_pass(HOUR_S) == [(HOOK, reference)] * 3


def test_other_amount_and_currency(bank: RunningBank) -> None:
    reference = create(bank)
    bank.choose(reference, amount="35,99", currency="USD")
    assert bank.client.fetch(reference=reference) == Status("paid", 3599, "USD", "bancontact")


def test_charge_back_afterwards(bank: RunningBank) -> None:
    reference = create(bank)
    bank.choose(reference, charge_back="1", charge_back_after_s="60")
    bank.let_pass(30)
    assert bank.client.fetch(reference=reference).charged_back_cents == 0
    assert bank.let_pass(90) == [(HOOK, reference)]
    assert bank.client.fetch(reference=reference).charged_back_cents == 3600


def test_money_after_expiry(bank: RunningBank) -> None:
    reference = create(bank)
    bank.choose(reference, "expired")
    bank.pay_late(reference)
    assert bank.client.fetch(reference=reference).state == "paid"


def test_refund_once_and_never_more_than_is_left(bank: RunningBank) -> None:
    reference, refund = create(bank), uuid4()
    bank.choose(reference)
    asked = {"refund": refund, "reference": reference, "amount_cents": 2000, "description": "x"}
    first = bank.client.refund(**asked)
    assert first == bank.client.refund(**asked) == RefundStatus(first.reference, "pending")
    with pytest.raises(ProviderRefused) as refused:
        bank.client.refund(**{**asked, "refund": uuid4()})
    assert (refused.value.status, refused.value.field) == (422, "amount_cents")
    bank.let_pass(10)
    assert bank.client.fetch_refund(reference=reference, refund_reference=first.reference).state == "done"
    assert bank.client.fetch(reference=reference).refunded_cents == 2000


def test_instant_method_is_paid_at_once(bank: RunningBank) -> None:
    created = bank.client.create(
        payment=NewPayment(uuid4(), 3600, "EUR", "instant"), description="x", redirect_url=SHOP, webhook_url=HOOK,
        lines=[], locale="en",
    )  # fmt: skip
    assert created.checkout_url == ""
    assert bank.client.fetch(reference=created.reference).state == "paid"
    assert bank.let_pass(1) == [(HOOK, created.reference)]


def test_methods_in_the_language_of_the_visitor(bank: RunningBank) -> None:
    assert bank.client.methods(amount_cents=3600, locale="fr")[1] == Method("creditcard", "Carte de crédit")


def test_wrong_key_and_no_bank(bank: RunningBank) -> None:
    with pytest.raises(ProviderRefused) as refused:
        TestBank(url=bank.url, key="wrong").fetch(reference="tb_1")
    assert refused.value.status == 401
    with pytest.raises(ProviderDown):
        TestBank(url="http://127.0.0.1:9").fetch(reference="tb_1")


def test_books_survive_a_restart(tmp_path: Path) -> None:
    with running_bank(tmp_path) as bank:
        reference = create(bank)
        bank.choose(reference, webhook="late", delay_s="60")
    with running_bank(tmp_path) as bank:
        assert bank.client.fetch(reference=reference).state == "paid"
        assert bank.let_pass(90) == [(HOOK, reference)]


def test_bank_that_is_killed_forgets_a_webhook_and_no_refund(tmp_path: Path) -> None:
    refund = {"refund": uuid4(), "amount_cents": 1600, "description": "S-1"}
    with running_bank(tmp_path) as bank:
        reference = create(bank)
        bank.choose(reference)
        bank.client.refund(reference=reference, **refund)
        taken = bank.bank.books.take_due(time.time() + 1)
        assert [job.kind for job in taken] == ["webhook", "refund_done"]
        assert bank.let_pass(90) == []  # in hand, and not yet done
    with running_bank(tmp_path) as bank:
        assert bank.let_pass(90) == [(HOOK, reference)]  # of the refund
        assert bank.client.refund(reference=reference, **refund).state == "done"
        assert bank.client.fetch(reference=reference).refunded_cents == 1600


@pytest.mark.parametrize(
    ("language", "words", "amount"),
    [
        ("nl", "Dit is een testbank", "€ 36,00"),
        ("fr", "Ceci est une banque de test", "€ 36,00"),
        ("en", "This is a test bank", "€36.00"),
    ],
)
def test_checkout_page_says_what_it_is(bank: RunningBank, language: str, words: str, amount: str) -> None:
    page = httpx.get(f"{bank.url}/checkout/{create(bank, locale=language)}")
    assert page.status_code == 200
    for wanted in (words, amount, 'value="kbc"', "De lange adem"):
        assert wanted in page.text


def test_overview_acts_on_payments(bank: RunningBank) -> None:
    reference = create(bank)
    bank.choose(reference, webhook="never")
    assert reference in httpx.get(f"{bank.url}/").text
    assert httpx.post(f"{bank.url}/payments/{reference}/charge-back").status_code == 303
    assert bank.let_pass(1) == [(HOOK, reference)]
    httpx.post(f"{bank.url}/payments/{reference}/tell-again")
    assert bank.let_pass(1) == [(HOOK, reference)]


@pytest.mark.parametrize("path", ["/checkout/tb_unknown", "/nowhere", "/style.css", "/"])
def test_every_page_answers(bank: RunningBank, path: str) -> None:
    assert httpx.get(bank.url + path).status_code in (200, 404)
