"""How the bank behaves. All times are seconds since 1970, given by the caller."""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from samenspel.integrations.testbank.server.books import BankPayment, BankRefund, Books, Job

METHODS = {
    "bancontact": {"nl": "Bancontact", "fr": "Bancontact", "en": "Bancontact"},
    "creditcard": {"nl": "Kredietkaart", "fr": "Carte de crédit", "en": "Credit card"},
    "kbc": {"nl": "KBC/CBC", "fr": "KBC/CBC", "en": "KBC/CBC"},
    "belfius": {"nl": "Belfius", "fr": "Belfius", "en": "Belfius"},
}
INSTANT = "instant"
"""Paid the moment it is created, for machines; no visitor is offered it."""

OUTCOMES = frozenset({"paid", "failed", "cancelled", "expired"})
WEBHOOKS = ("once", "twice", "late", "out_of_order", "never")
OPEN_FOR_S = 15 * 60
DELAY_S = 10
LONGEST_DELAY_S = 24 * 3600
ATTEMPTS = 10


class Refusal(Exception):
    """The bank says no: an HTTP status and a sentence for the developer."""

    def __init__(self, status: int, detail: str, field: str = "") -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.field = field


@dataclass(frozen=True)
class Choice:
    """What the person at the checkout page wants to happen. Empty amount or currency: as asked."""

    outcome: str
    method: str = ""
    webhook: str = "once"
    delay_s: int = DELAY_S
    amount_cents: int | None = None
    currency: str = ""
    charge_back_after_s: int | None = None


class Bank:
    """`deliver(url, payment)` posts a webhook and answers whether it was received with 200."""

    def __init__(
        self, *, books: Books, public_url: str, deliver: Callable[[str, str], bool], retry_base_s: float = 1.0
    ) -> None:
        self.books = books
        self.public_url = public_url.rstrip("/")
        self.deliver = deliver
        self.retry_base_s = retry_base_s

    def create(self, *, body: dict[str, Any], key: str, at: float) -> BankPayment:
        """Open a payment; the same key and body answer the same payment, the same key with another body is refused."""
        request = json.dumps(body, sort_keys=True)
        # As a whole: a bank that is killed in between never makes a second payment of the same key.
        with self.books.together():
            again = self._seen(key, request)
            if again:
                return self.find(again)
            payment = _read_payment(body, at)
            self.books.keep_payment(payment)
            if key:
                self.books.remember(key, request, payment.id)
            if payment.method == INSTANT:
                self._settle(payment.id, "paid", Choice(outcome="paid", method=INSTANT))
                self._tell(payment, due=at)
            else:
                self.books.plan(
                    due=at + OPEN_FOR_S, kind="state", payment=payment.id, data={"state": "expired"}
                )
            return self.find(payment.id)

    def find(self, id: str) -> BankPayment:
        payment = self.books.payment(id)
        if payment is None:
            raise Refusal(404, "No payment exists with this id.")
        return payment

    def checkout_url(self, payment: BankPayment) -> str:
        return "" if payment.method == INSTANT else f"{self.public_url}/checkout/{payment.id}"

    def choose(self, *, id: str, choice: Choice, at: float, even_if_over: bool = False) -> BankPayment:
        """Let the visitor's choice happen. `even_if_over`: money that arrives after failure or expiry, as it does."""
        payment = self.find(id)
        if choice.outcome not in OUTCOMES or choice.webhook not in WEBHOOKS:
            raise Refusal(422, "No such outcome or webhook behaviour.")
        if payment.state == "paid" or (payment.state != "open" and not even_if_over):
            return payment
        data = {
            "state": choice.outcome,
            "method": choice.method,
            "amount_cents": choice.amount_cents,
            "currency": choice.currency,
        }
        if choice.webhook == "out_of_order":
            # The bank tells before its own books are up to date, and once more when they are.
            self._tell(payment, due=at)
            self.books.plan(due=at + choice.delay_s, kind="state", payment=id, data=data)
        else:
            self._settle(id, choice.outcome, choice)
            late = choice.delay_s if choice.webhook == "late" else 0
            for _ in range({"never": 0, "twice": 2}.get(choice.webhook, 1)):
                self._tell(payment, due=at + late)
        if choice.outcome == "paid" and choice.charge_back_after_s is not None:
            self.books.plan(due=at + choice.charge_back_after_s, kind="charge_back", payment=id, data={})
        return self.find(id)

    def refund(self, *, id: str, body: dict[str, Any], key: str, at: float) -> BankRefund:
        """Send money back; it is `pending` at first and `done` when the clockwork comes by."""
        request = json.dumps({"payment": id, **body}, sort_keys=True)
        with self.books.together():
            payment = self.find(id)
            again = self._seen(key, request)
            if again:
                return self.find_refund(id, again)
            amount_cents = body.get("amount_cents")
            left = payment.paid_cents - self.refunded_cents(id) - payment.charged_back_cents
            if type(amount_cents) is not int or amount_cents <= 0:
                raise Refusal(422, "The amount must be a number of cents above zero.", "amount_cents")
            if payment.state != "paid" or amount_cents > left:
                raise Refusal(422, "The amount is higher than what is left of this payment.", "amount_cents")
            refund = BankRefund(
                f"tbr_{secrets.token_hex(8)}", id, amount_cents, str(body.get("description", ""))
            )
            self.books.keep_refund(refund)
            if key:
                self.books.remember(key, request, refund.id)
            self.books.plan(due=at + 1, kind="refund_done", payment=id, data={"refund": refund.id})
            return refund

    def find_refund(self, id: str, refund: str) -> BankRefund:
        for known in self.books.refunds(id):
            if known.id == refund:
                return known
        raise Refusal(404, "No refund exists with this id.")

    def refunded_cents(self, id: str) -> int:
        return sum(refund.amount_cents for refund in self.books.refunds(id) if refund.state != "failed")

    def charge_back(self, *, id: str, at: float) -> None:
        """The visitor's bank takes everything back that is left, and tells."""
        with self.books.lock:
            payment = self.find(id)
            left = payment.paid_cents - self.refunded_cents(id)
            if payment.state != "paid" or payment.charged_back_cents or left <= 0:
                return
            payment.charged_back_cents = left
            self.books.keep_payment(payment)
        self._tell(payment, due=at)

    def tell_again(self, *, id: str, at: float) -> None:
        self._tell(self.find(id), due=at)

    def do(self, job: Job, *, at: float) -> None:
        """One job that is due."""
        match job.kind:
            case "webhook":
                self._deliver(job, at=at)
            case "state":
                if self.find(job.payment).state == "open" or job.data["state"] == "paid":
                    data = job.data
                    choice = Choice(
                        data["state"], data.get("method", ""), amount_cents=data.get("amount_cents"),
                        currency=data.get("currency", ""),
                    )  # fmt: skip
                    self._settle(job.payment, data["state"], choice)
                    self._tell(self.find(job.payment), due=at)
            case "charge_back":
                self.charge_back(id=job.payment, at=at)
            case "refund_done":
                refund = self.find_refund(job.payment, job.data["refund"])
                refund.state = "done"
                self.books.keep_refund(refund)
                self._tell(self.find(job.payment), due=at)
        self.books.done(job)

    def _seen(self, key: str, request: str) -> str:
        known = self.books.seen(key) if key else None
        if known is None:
            return ""
        if known[0] != request:
            raise Refusal(409, "This idempotency key was used for another request.")
        return known[1]

    def _settle(self, id: str, state: str, choice: Choice) -> None:
        with self.books.lock:
            payment = self.find(id)
            payment.state = state
            payment.method = choice.method or payment.method
            if state == "paid":
                asked = payment.amount_cents
                payment.paid_cents = asked if choice.amount_cents is None else choice.amount_cents
                payment.paid_currency = choice.currency or payment.currency
            self.books.keep_payment(payment)

    def _tell(self, payment: BankPayment, *, due: float) -> None:
        if payment.webhook_url:
            self.books.plan(due=due, kind="webhook", payment=payment.id, data={"url": payment.webhook_url})

    def _deliver(self, job: Job, *, at: float) -> None:
        if self.deliver(job.data["url"], job.payment) or job.attempt + 1 >= ATTEMPTS:
            return
        wait_s = self.retry_base_s * 2**job.attempt
        self.books.plan(
            due=at + wait_s, kind="webhook", payment=job.payment, data=job.data, attempt=job.attempt + 1
        )


def _read_payment(body: dict[str, Any], at: float) -> BankPayment:
    amount_cents = body.get("amount_cents")
    if type(amount_cents) is not int or not 0 < amount_cents <= 100_000_000:
        raise Refusal(422, "The amount must be a number of cents above zero.", "amount_cents")
    if body.get("currency") != "EUR":
        raise Refusal(422, "This bank takes EUR.", "currency")
    texts = {
        name: str(body.get(name) or "") for name in ("description", "redirect_url", "webhook_url", "method")
    }
    if not texts["description"]:
        raise Refusal(422, "The description is missing.", "description")
    for name in ("redirect_url", "webhook_url"):
        wanted = name == "redirect_url" or texts[name]
        if wanted and not texts[name].startswith(("http://", "https://")):
            raise Refusal(422, "This is no web address.", name)
    if texts["method"] and texts["method"] not in (*METHODS, INSTANT):
        raise Refusal(422, "This bank has no such method.", "method")
    lines = body.get("lines") or []
    if lines and sum(line.get("price_cents", 0) for line in lines) != amount_cents:
        raise Refusal(422, "The lines do not add up to the amount.", "lines")
    locale = str(body.get("locale") or "nl")[:2]
    return BankPayment(
        id=f"tb_{secrets.token_hex(8)}",
        amount_cents=amount_cents,
        currency="EUR",
        locale=locale if locale in ("nl", "fr", "en") else "nl",
        lines=lines,
        created_at=at,
        description=texts["description"],
        redirect_url=texts["redirect_url"],
        webhook_url=texts["webhook_url"],
        method=texts["method"],
    )
