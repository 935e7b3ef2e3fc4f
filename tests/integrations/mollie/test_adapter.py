"""The Mollie adapter against a stand-in that refuses what Mollie refuses."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from samenspel.integrations.mollie.adapter import Mollie
from samenspel.kernel.money import vat_in_gross
from samenspel.payments.ports import (
    Created,
    Method,
    NewPayment,
    PaymentLine,
    ProviderDown,
    ProviderRefused,
    RefundStatus,
    Status,
)
from tests.support.mollie_stub import Json, MollieStub, Refused, check_payment, running_mollie

SHOP = "https://tickets.example"


@pytest.fixture
def stub() -> Iterator[MollieStub]:
    with running_mollie() as running:
        yield running


@pytest.fixture
def mollie(stub: MollieStub) -> Mollie:
    return Mollie(api_key=stub.key, url=stub.url, retry_for_ms=0)


def line(
    price_cents: int, rate_bp: int = 600, description: str = "De lange adem · CC Westerlo"
) -> PaymentLine:
    vat_cents = vat_in_gross(gross_cents=price_cents, rate_bp=rate_bp)
    return PaymentLine(description, price_cents, rate_bp, vat_cents)


def create(mollie: Mollie, *lines: PaymentLine, payment: NewPayment | None = None, **changes: str) -> Created:
    lines = lines or (line(2000), line(1600))
    payment = payment or NewPayment(uuid4(), sum(each.price_cents for each in lines), "EUR", "")
    texts = {
        "description": "S-0000-0000", "redirect_url": f"{SHOP}/terug", "webhook_url": f"{SHOP}/webhooks/mollie/",
        "locale": "nl",
    }  # fmt: skip
    return mollie.create(payment=payment, lines=lines, **{**texts, **changes})


def test_create_sends_what_mollie_asks(mollie: Mollie, stub: MollieStub) -> None:
    payment = NewPayment(uuid4(), 3605, "EUR", "bancontact")
    created = create(mollie, line(2000), line(1605, 0), payment=payment)
    assert created == Created(reference="tr_0000000001", checkout_url=f"{stub.url}/checkout/tr_0000000001")
    verb, path, headers, body = stub.requests[0]
    assert (verb, path, headers["idempotency-key"]) == ("POST", "/v2/payments", str(payment.id))
    assert body == {
        "amount": {"currency": "EUR", "value": "36.05"},
        "description": "S-0000-0000",
        "redirectUrl": f"{SHOP}/terug",
        "webhookUrl": f"{SHOP}/webhooks/mollie/",
        "method": "bancontact",
        "locale": "nl_BE",
        "metadata": {"payment": str(payment.id)},
        "lines": [
            {
                "type": "digital",
                "description": "De lange adem · CC Westerlo",
                "quantity": 1,
                "unitPrice": {"currency": "EUR", "value": value},
                "totalAmount": {"currency": "EUR", "value": value},
                "vatRate": rate,
                "vatAmount": {"currency": "EUR", "value": vat},
            }
            for value, rate, vat in (("20.00", "6.00", "1.13"), ("16.05", "0.00", "0.00"))
        ],
    }


@pytest.mark.parametrize("rate_bp", [0, 600, 1200, 2100])
def test_vat_of_every_price_is_what_mollie_reckons(rate_bp: int) -> None:
    for cents in range(1, 4000, 7):
        check_payment(body_of(line(cents, rate_bp)))


def body_of(each: PaymentLine) -> Json:
    """A payment of one line, for the rules of the stub alone."""
    value = {"currency": "EUR", "value": f"{each.price_cents / 100:.2f}"}
    vat = {"currency": "EUR", "value": f"{each.vat_cents / 100:.2f}"}
    rate = f"{each.vat_rate_bp / 100:.2f}"
    only = {
        "description": "x",
        "quantity": 1,
        "unitPrice": value,
        "totalAmount": value,
        "vatRate": rate,
        "vatAmount": vat,
    }
    return {"amount": value, "description": "x", "redirectUrl": f"{SHOP}/", "lines": [only]}


def test_same_payment_twice_is_one_payment(mollie: Mollie, stub: MollieStub) -> None:
    payment = NewPayment(uuid4(), 3600, "EUR")
    assert create(mollie, payment=payment) == create(mollie, payment=payment)
    assert len(stub.payments) == 1


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_languages_become_locales_mollie_knows(mollie: Mollie, stub: MollieStub, language: str) -> None:
    create(mollie, locale=language)
    assert stub.requests[0][3]["locale"] == {"fr": "fr_BE", "en": "en_GB"}.get(language, "nl_BE")


def test_webhook_of_own_machine_is_left_out(mollie: Mollie, stub: MollieStub) -> None:
    create(mollie, webhook_url="http://localhost:8000/webhooks/mollie/")
    assert "webhookUrl" not in stub.requests[0][3]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("open", "open"), ("pending", "open"), ("authorized", "open"), ("paid", "paid"), ("failed", "failed"),
        ("canceled", "cancelled"), ("expired", "expired"),
    ],
)  # fmt: skip
def test_states_in_our_words(mollie: Mollie, stub: MollieStub, theirs: str, ours: str) -> None:
    reference = create(mollie).reference
    stub.set_status(reference, theirs)
    status = mollie.fetch(reference=reference)
    assert (status.state, status.amount_cents, status.currency) == (ours, 3600, "EUR")


def test_fetch_tells_what_was_really_paid(mollie: Mollie, stub: MollieStub) -> None:
    reference = create(mollie).reference
    stub.set_status(reference, "paid", value="35.99")
    stub.charge_back(reference)
    assert mollie.fetch(reference=reference) == Status(
        state="paid",
        amount_cents=3599,
        currency="EUR",
        method="bancontact",
        refunded_cents=0,
        charged_back_cents=3599,
    )


def test_refund_is_sent_once(mollie: Mollie, stub: MollieStub) -> None:
    reference, refund = create(mollie).reference, uuid4()
    stub.set_status(reference, "paid")
    asked = {"refund": refund, "reference": reference, "amount_cents": 3600, "description": "S-0000-0000"}
    assert mollie.refund(**asked) == mollie.refund(**asked) == RefundStatus("re_0000000001", "pending")
    stub.finish_refund("re_0000000001")
    assert mollie.fetch_refund(reference=reference, refund_reference="re_0000000001").state == "done"
    assert mollie.fetch(reference=reference).refunded_cents == 3600
    with pytest.raises(ProviderRefused) as refused:
        mollie.refund(**{**asked, "refund": uuid4()})
    assert (refused.value.status, refused.value.field) == (422, "amount")


def test_methods_with_their_icons(mollie: Mollie) -> None:
    assert mollie.methods(amount_cents=3600, locale="fr")[0] == Method(
        "bancontact", "Bancontact", "https://img/i.svg"
    )


def test_wrong_key_is_refused(stub: MollieStub) -> None:
    with pytest.raises(ProviderRefused) as refused:
        create(Mollie(api_key="test_wrong", url=stub.url, retry_for_ms=0))
    assert (refused.value.status, refused.value.detail) == (
        401,
        "Missing authentication, or failed to authenticate",
    )


def test_unknown_payment_is_refused(mollie: Mollie) -> None:
    with pytest.raises(ProviderRefused) as refused:
        mollie.fetch(reference="tr_unknown")
    assert refused.value.status == 404


def test_refusal_names_the_field(mollie: Mollie) -> None:
    with pytest.raises(ProviderRefused) as refused:
        create(mollie, line(2000), payment=NewPayment(uuid4(), 2100, "EUR"))
    assert (refused.value.status, refused.value.field) == (422, "lines")


def test_method_mollie_does_not_know_is_refused(mollie: Mollie, stub: MollieStub) -> None:
    with pytest.raises(ProviderRefused) as refused:
        create(mollie, payment=NewPayment(uuid4(), 3600, "EUR", "shells"))
    assert (refused.value.field, stub.requests) == ("method", [])


@pytest.mark.parametrize("status", [429, 503])
def test_busy_mollie_is_down_and_may_be_asked_again(mollie: Mollie, stub: MollieStub, status: int) -> None:
    payment = NewPayment(uuid4(), 3600, "EUR")
    stub.fail_next(*[status] * 9)
    with pytest.raises(ProviderDown):
        create(mollie, payment=payment)
    stub.failing.clear()
    assert create(mollie, payment=payment).reference == "tr_0000000001"


def test_no_mollie_at_all_is_down() -> None:
    with pytest.raises(ProviderDown):
        Mollie(api_key="test_x", url="http://127.0.0.1:9", retry_for_ms=0).fetch(reference="tr_1")


def test_stub_refuses_what_mollie_refuses() -> None:
    """The control of this file: a stand-in that takes anything would prove nothing."""
    good = body_of(line(2000))
    check_payment(good)
    for change, where in (
        ({"amount": {"currency": "EUR", "value": 20.0}}, "amount.value"),
        ({"amount": {"currency": "EUR", "value": "20"}}, "amount.value"),
        ({"redirectUrl": ""}, "redirectUrl"),
        ({"redirect_url": "https://x"}, "redirect_url"),
        ({"webhookUrl": "http://localhost/x"}, "webhookUrl"),
        ({"locale": "nl"}, "locale"),
        (
            {"lines": [good["lines"][0] | {"vatAmount": {"currency": "EUR", "value": "1.14"}}]},
            "lines.0.vatAmount",
        ),
        ({"amount": {"currency": "EUR", "value": "20.01"}}, "lines"),
    ):
        with pytest.raises(Refused) as refused:
            check_payment(good | change)
        assert refused.value.field == where
