"""Orders that a buyer pays at a provider."""

from collections.abc import Iterator, Sequence
from uuid import UUID

import pytest

from samenspel.kernel import clock
from samenspel.payments import providers
from samenspel.payments.ports import (
    Created,
    Method,
    NewPayment,
    PaymentLine,
    ProviderDown,
    RefundStatus,
    Status,
)
from samenspel.sales.commands.settle_payment import settle_payment
from tests.api.conftest import BUYER, Shop


class Bank:
    """A provider in memory: the port's other side."""

    def __init__(self) -> None:
        self.payments: dict[UUID, NewPayment] = {}
        self.paid: set[str] = set()
        self.down = False
        self.webhooks: list[str] = []

    def create(
        self,
        *,
        payment: NewPayment,
        description: str,
        redirect_url: str,
        webhook_url: str,
        lines: Sequence[PaymentLine],
        locale: str,
    ) -> Created:
        if self.down:
            raise ProviderDown
        self.payments[payment.id] = payment
        self.webhooks.append(webhook_url)
        instant = payment.method == "instant"
        if instant:
            self.paid.add(str(payment.id))
        return Created(str(payment.id), "" if instant else f"https://bank.example/{payment.id}")

    def fetch(self, *, reference: str) -> Status:
        payment = self.payments[UUID(reference)]
        state = "paid" if reference in self.paid else "open"
        return Status(state, payment.amount_cents, "EUR", "card")  # type: ignore[arg-type]

    def refund(self, *, refund: UUID, reference: str, amount_cents: int, description: str) -> RefundStatus:
        return RefundStatus(str(refund), "done")

    def fetch_refund(self, *, reference: str, refund_reference: str) -> RefundStatus:
        return RefundStatus(refund_reference, "done")

    def methods(self, *, amount_cents: int, locale: str) -> list[Method]:
        return []


@pytest.fixture
def bank(shop: Shop) -> Iterator[Bank]:
    """A bank where west has an account, and no other house."""
    bank, before = Bank(), dict(providers._factories)
    providers.register(name="test", factory=lambda house: bank if house == shop.lo.west.pk else None)
    yield bank
    providers._factories.clear()
    providers._factories.update(before)


ONLINE = {"provider": "test", "redirect_url": "https://westerlo.example/terug"}


def test_online_order_says_where_to_pay_and_is_confirmed_when_paid(shop: Shop, bank: Bank) -> None:
    cart = shop.cart(1, 2)

    reply = shop.west.post("/orders", shop.new_order(cart, payment=ONLINE), idem="a")
    payment = UUID(reply.json["payment"])
    again = shop.west.post("/orders", shop.new_order(cart, payment=ONLINE), idem="a")
    bank.paid.add(str(payment))
    settle_payment(payment=payment, at=clock.now())
    after = shop.west.post("/orders", shop.new_order(cart, payment=ONLINE), idem="a")

    assert (reply.status, reply.json["state"]) == (201, "awaiting_payment")
    assert (reply.json["checkout_url"], reply.json["total_cents"]) == (
        f"https://bank.example/{payment}",
        4000,
    )
    assert again.json == reply.json
    assert list(bank.payments) == [payment]
    assert bank.webhooks[0].endswith("/webhooks/test/")
    assert after.json["state"] == "confirmed"
    assert shop.west.get(f"/orders/{cart}").json["payments"][0]["state"] == "paid"


def test_instant_method_confirms_at_once(shop: Shop, bank: Bank) -> None:
    payment = {**ONLINE, "method": "instant"}

    reply = shop.west.post("/orders", shop.new_order(shop.cart(1, 2), payment=payment))

    assert (reply.json["state"], reply.json["checkout_url"]) == ("confirmed", None)


def test_provider_that_is_down_leaves_the_places_held(shop: Shop, bank: Bank) -> None:
    cart = shop.cart(1, 2)
    bank.down = True

    refused = shop.west.post("/orders", shop.new_order(cart, payment=ONLINE), idem="a")
    bank.down = False
    again = shop.west.post("/orders", shop.new_order(cart, payment=ONLINE), idem="a")

    assert (refused.status, refused.problem) == (503, "payment-unavailable")
    assert (again.status, again.json["state"]) == (201, "awaiting_payment")


def test_house_without_an_account_cannot_be_paid_online(shop: Shop, bank: Bank) -> None:
    cart = shop.cart(1, machine=shop.desk)

    assert shop.desk.post("/orders", shop.new_order(cart, payment=ONLINE)).problem == "no-such-provider"


def test_online_key_that_was_used_for_something_else(shop: Shop, bank: Bank) -> None:
    cart, other = shop.cart(1, 2), shop.cart(11, 12)
    shop.west.post("/orders", shop.new_order(cart, payment=ONLINE), idem="a")

    buyer = shop.west.post(
        "/orders", shop.new_order(cart, payment=ONLINE, buyer={**BUYER, "name": "Bo"}), idem="a"
    )

    assert buyer.problem == "idempotency-key-reused"
    assert shop.west.post("/orders", shop.new_order(other, payment=ONLINE), idem="a").problem == (
        "idempotency-key-reused"
    )


def test_free_order_needs_no_provider_answer(shop: Shop, bank: Bank) -> None:
    reply = shop.west.post("/orders", shop.new_order(shop.cart(1, of="free"), payment=ONLINE), idem="a")

    assert (reply.json["state"], reply.json["total_cents"], bank.payments) == ("confirmed", 0, {})
