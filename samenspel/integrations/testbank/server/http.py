"""The bank on the wire: a JSON interface for shops, pages for people."""

import json
import re
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from samenspel.integrations.testbank.server import pages
from samenspel.integrations.testbank.server.bank import LONGEST_DELAY_S, METHODS, Bank, Choice, Refusal
from samenspel.integrations.testbank.server.books import BankPayment, BankRefund

BODY_LIMIT = 64 * 1024
SECURITY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}

Answer = tuple[int, str, bytes, dict[str, str]]


class BankServer(ThreadingHTTPServer):
    """Listens on (host, port); port 0 takes a free one. `key` opens the JSON interface."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], *, bank: Bank, key: str) -> None:
        super().__init__(address, Handler)
        self.bank = bank
        self.key = key


class Handler(BaseHTTPRequestHandler):
    server: BankServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server_version = "TestBank"

    def do_GET(self) -> None:
        self._answer("GET")

    def do_HEAD(self) -> None:
        self._answer("GET")

    def do_POST(self) -> None:
        self._answer("POST")

    def log_message(self, format: str, *args: Any) -> None:
        """Silent: a demo shows its own log, not every poll of the bank."""

    def _answer(self, verb: str) -> None:
        url = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(min(length, BODY_LIMIT)) if length else b""
        try:
            if length > BODY_LIMIT:
                raise Refusal(413, "This is too much.")
            answer = self._route(verb, url.path, parse_qs(url.query), body)
        except Refusal as refusal:
            answer = _json(
                refusal.status, {"status": refusal.status, "detail": refusal.detail, "field": refusal.field}
            )
            if not url.path.startswith("/v1/"):
                answer = _page(refusal.status, pages.missing())
        status, content_type, content, headers = answer
        self.send_response(status)
        for name, value in {
            **SECURITY,
            **headers,
            "Content-Type": content_type,
            "Content-Length": str(len(content)),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)
        if length > BODY_LIMIT:
            self.close_connection = True

    def _route(self, verb: str, path: str, query: dict[str, list[str]], body: bytes) -> Answer:
        if path.startswith("/v1/") and self.headers.get("Authorization") != f"Bearer {self.server.key}":
            raise Refusal(401, "Missing or wrong key.")
        for wanted, pattern, handle in ROUTES:
            match = pattern.fullmatch(path)
            if match and wanted == verb:
                return handle(self, query, body, *match.groups())
        raise Refusal(404, "There is nothing here.")

    def _created(self, query: dict[str, list[str]], body: bytes) -> Answer:
        payment = self.bank.create(body=_object(body), key=self._key(), at=time.time())
        return _json(201, self._payment(payment))

    def _fetched(self, query: dict[str, list[str]], body: bytes, id: str) -> Answer:
        return _json(200, self._payment(self.bank.find(id)))

    def _refunded(self, query: dict[str, list[str]], body: bytes, id: str) -> Answer:
        return _json(
            201, _refund(self.bank.refund(id=id, body=_object(body), key=self._key(), at=time.time()))
        )

    def _refund_fetched(self, query: dict[str, list[str]], body: bytes, id: str, refund: str) -> Answer:
        return _json(200, _refund(self.bank.find_refund(id, refund)))

    def _methods(self, query: dict[str, list[str]], body: bytes) -> Answer:
        locale = query.get("locale", ["nl"])[0][:2]
        names = [{"id": id, "name": name.get(locale, name["en"])} for id, name in METHODS.items()]
        return _json(200, {"methods": names})

    def _checkout(self, query: dict[str, list[str]], body: bytes, id: str) -> Answer:
        payment = self.bank.find(id)
        return _page(200, pages.checkout(payment, language=_language(query, payment.locale)))

    def _chosen(self, query: dict[str, list[str]], body: bytes, id: str) -> Answer:
        form = {name: values[0] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}
        payment = self.bank.choose(id=id, choice=_choice(form), at=time.time())
        return 303, "text/plain", b"", {"Location": payment.redirect_url}

    def _overview(self, query: dict[str, list[str]], body: bytes) -> Answer:
        return _page(200, pages.overview(self.bank, language=_language(query, "nl")))

    def _acted(self, query: dict[str, list[str]], body: bytes, id: str, act: str) -> Answer:
        now = time.time()
        match act:
            case "charge-back":
                self.bank.charge_back(id=id, at=now)
            case "tell-again":
                self.bank.tell_again(id=id, at=now)
            case "pay-late":
                self.bank.choose(id=id, choice=Choice(outcome="paid"), at=now, even_if_over=True)
        return 303, "text/plain", b"", {"Location": f"/?lang={_language(query, 'nl')}"}

    def _style(self, query: dict[str, list[str]], body: bytes) -> Answer:
        return 200, "text/css; charset=utf-8", pages.STYLE.read_bytes(), {"Cache-Control": "max-age=60"}

    def _robots(self, query: dict[str, list[str]], body: bytes) -> Answer:
        return 200, "text/plain", b"User-agent: *\nDisallow: /\n", {}

    @property
    def bank(self) -> Bank:
        return self.server.bank

    def _key(self) -> str:
        return (self.headers.get("Idempotency-Key") or "")[:200]

    def _payment(self, payment: BankPayment) -> dict[str, Any]:
        paid = payment.state == "paid"
        return {
            "id": payment.id,
            "state": payment.state,
            "amount_cents": payment.paid_cents if paid else payment.amount_cents,
            "currency": payment.paid_currency if paid else payment.currency,
            "method": payment.method,
            "description": payment.description,
            "refunded_cents": self.bank.refunded_cents(payment.id),
            "charged_back_cents": payment.charged_back_cents,
            "checkout_url": self.bank.checkout_url(payment),
        }


Handle = Callable[..., Answer]
ROUTES: tuple[tuple[str, re.Pattern[str], Handle], ...] = (
    ("POST", re.compile(r"/v1/payments"), Handler._created),
    ("GET", re.compile(r"/v1/payments/(\w+)"), Handler._fetched),
    ("POST", re.compile(r"/v1/payments/(\w+)/refunds"), Handler._refunded),
    ("GET", re.compile(r"/v1/payments/(\w+)/refunds/(\w+)"), Handler._refund_fetched),
    ("GET", re.compile(r"/v1/methods"), Handler._methods),
    ("GET", re.compile(r"/checkout/(\w+)"), Handler._checkout),
    ("POST", re.compile(r"/checkout/(\w+)"), Handler._chosen),
    ("GET", re.compile(r"/"), Handler._overview),
    ("POST", re.compile(r"/payments/(\w+)/(charge-back|tell-again|pay-late)"), Handler._acted),
    ("GET", re.compile(r"/style\.css"), Handler._style),
    ("GET", re.compile(r"/robots\.txt"), Handler._robots),
)


def _choice(form: dict[str, str]) -> Choice:
    amount = form.get("amount", "").strip().replace(",", ".")
    try:
        amount_cents = round(float(amount) * 100) if amount else None
    except ValueError as error:
        raise Refusal(422, "This is no amount.", "amount") from error
    return Choice(
        outcome=form.get("outcome", ""),
        method=form.get("method", "") if form.get("method") in METHODS else "",
        webhook=form.get("webhook", "once"),
        delay_s=_seconds(form.get("delay_s", ""), 10),
        amount_cents=amount_cents,
        currency=form.get("currency", "") if form.get("currency") in ("EUR", "USD") else "",
        charge_back_after_s=_seconds(form.get("charge_back_after_s", ""), 30)
        if form.get("charge_back")
        else None,
    )


def _seconds(text: str, otherwise: int) -> int:
    return min(int(text), LONGEST_DELAY_S) if text.isascii() and text.isdigit() else otherwise


def _language(query: dict[str, list[str]], otherwise: str) -> str:
    asked = query.get("lang", [otherwise])[0]
    return asked if asked in ("nl", "fr", "en") else otherwise


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except ValueError as error:
        raise Refusal(400, "This is no JSON.") from error
    if not isinstance(value, dict):
        raise Refusal(400, "This is no JSON object.")
    return value


def _refund(refund: BankRefund) -> dict[str, Any]:
    return {"id": refund.id, "state": refund.state, "amount_cents": refund.amount_cents}


def _json(status: int, value: dict[str, Any]) -> Answer:
    return status, "application/json", json.dumps(value).encode(), {}


def _page(status: int, html: str) -> Answer:
    return status, "text/html; charset=utf-8", html.encode(), {}
