"""A stand-in for Mollie's API v2, written from its published reference (docs.mollie.com/reference, read in August 2026).

It listens on a free port, answers HAL+JSON, and refuses what Mollie refuses: a wrong key, a missing or unknown field, an
amount that is no string with two decimals, lines that do not add up, VAT that is not the VAT of its line.
"""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Json = dict[str, Any]

LOCALES = {"nl_BE", "fr_BE", "en_GB", "nl_NL", "fr_FR", "en_US", "de_DE"}
METHODS = {"bancontact": "Bancontact", "creditcard": "Card", "kbc": "KBC/CBC", "belfius": "Belfius"}
PAYMENT_FIELDS = {
    "amount",
    "description",
    "redirectUrl",
    "cancelUrl",
    "webhookUrl",
    "method",
    "locale",
    "metadata",
    "lines",
}
LINE_FIELDS = {
    "type",
    "description",
    "quantity",
    "unitPrice",
    "totalAmount",
    "discountAmount",
    "vatRate",
    "vatAmount",
    "sku",
}
LINE_TYPES = {"physical", "digital", "shipping_fee", "discount", "store_credit", "gift_card", "surcharge"}
MONEY = re.compile(r"-?\d+\.\d{2}")
TITLES = {
    400: "Bad Request", 401: "Unauthorized Request", 404: "Not Found", 422: "Unprocessable Entity",
    429: "Too Many Requests", 503: "Service Unavailable",
}  # fmt: skip


class Refused(Exception):
    def __init__(self, status: int, detail: str, field: str = "") -> None:
        super().__init__(detail)
        self.status, self.detail, self.field = status, detail, field


@dataclass
class MollieStub:
    """What this Mollie knows, and the levers of a test. `requests` holds (verb, path, headers, body) as they came."""

    url: str
    key: str = "test_" + "k" * 30
    payments: dict[str, Json] = field(default_factory=dict)
    refunds: dict[str, Json] = field(default_factory=dict)
    answered: dict[str, tuple[int, Json]] = field(default_factory=dict)
    requests: list[tuple[str, str, dict[str, str], Json]] = field(default_factory=list)
    failing: list[int] = field(default_factory=list)

    def fail_next(self, *statuses: int) -> None:
        """Answer the next requests with these statuses, whatever they ask."""
        self.failing.extend(statuses)

    def set_status(self, id: str, status: str, *, value: str = "", currency: str = "EUR") -> None:
        """Let a payment become paid, failed, canceled, expired, pending, authorized; `value` is another amount."""
        payment = self.payments[id]
        payment["status"] = status
        if value:
            payment["amount"] = {"currency": currency, "value": value}
        if status == "paid":
            payment |= {
                "amountRefunded": _money(0),
                "amountRemaining": payment["amount"],
                "method": "bancontact",
            }

    def charge_back(self, id: str) -> None:
        self.payments[id]["amountChargedBack"] = self.payments[id]["amount"]

    def finish_refund(self, id: str, status: str = "refunded") -> None:
        self.refunds[id]["status"] = status

    def answer(self, verb: str, target: str, headers: dict[str, str], body: Json) -> tuple[int, Json]:
        url = urlsplit(target)
        self.requests.append((verb, url.path, headers, body))
        if self.failing:
            raise Refused(self.failing.pop(0), "As the test wished.")
        if headers.get("authorization") != f"Bearer {self.key}":
            raise Refused(401, "Missing authentication, or failed to authenticate")
        again = headers.get("idempotency-key", "") if verb == "POST" else ""
        if again in self.answered:
            return self.answered[again]
        answer = self._route(
            verb, url.path.removeprefix("/v2").strip("/").split("/"), parse_qs(url.query), body
        )
        if again:
            self.answered[again] = answer
        return answer

    def _route(self, verb: str, path: list[str], query: dict[str, list[str]], body: Json) -> tuple[int, Json]:
        match verb, path:
            case "POST", ["payments"]:
                return 201, self._create(body)
            case "GET", ["payments", id]:
                return 200, self._find(self.payments, id, "payment")
            case "POST", ["payments", id, "refunds"]:
                return 201, self._refund(self._find(self.payments, id, "payment"), body)
            case "GET", ["payments", _, "refunds", id]:
                return 200, self._find(self.refunds, id, "refund")
            case "GET", ["methods"]:
                return 200, self._methods(query)
        raise Refused(404, "The requested resource does not exist.")

    def _find(self, things: dict[str, Json], id: str, name: str) -> Json:
        if id not in things:
            raise Refused(404, f"No {name} exists with token {id}.")
        return things[id]

    def _create(self, body: Json) -> Json:
        check_payment(body)
        id = f"tr_{len(self.payments) + 1:010d}"
        self.payments[id] = {
            "resource": "payment", "id": id, "mode": "test", "createdAt": "2026-11-24T12:00:00+00:00",
            "status": "open", "isCancelable": False, "profileId": "pfl_stub", "sequenceType": "oneoff",
            **{"method": None, "metadata": None, **body},
            "_links": {
                "self": self._link(f"/v2/payments/{id}"),
                "checkout": self._link(f"/checkout/{id}", "text/html"),
                "dashboard": self._link(f"/dashboard/{id}", "text/html"),
            },
        }  # fmt: skip
        return self.payments[id]

    def _refund(self, payment: Json, body: Json) -> Json:
        _known(body, {"amount", "description", "metadata"})
        amount = _amount(body, "amount")
        if payment["status"] != "paid":
            raise Refused(422, "The payment is not paid yet", "amount")
        if body["amount"]["currency"] != payment["amount"]["currency"]:
            raise Refused(422, "The currency is not that of the payment", "amount")
        if amount > Decimal(payment["amountRemaining"]["value"]):
            raise Refused(
                422, "The specified amount cannot be refunded: it is higher than what remains", "amount"
            )
        payment["amountRemaining"] = _money(Decimal(payment["amountRemaining"]["value"]) - amount)
        payment["amountRefunded"] = _money(Decimal(payment["amountRefunded"]["value"]) + amount)
        id = f"re_{len(self.refunds) + 1:010d}"
        self.refunds[id] = {
            "resource": "refund", "id": id, "mode": "test", "status": "pending", "paymentId": payment["id"],
            "createdAt": "2026-11-24T12:00:00+00:00", "amount": body["amount"],
            "description": body.get("description", ""), "metadata": body.get("metadata"),
            "_links": {
                "self": self._link(f"/v2/payments/{payment['id']}/refunds/{id}"),
                "payment": self._link(f"/v2/payments/{payment['id']}"),
                "documentation": self._link("/docs", "text/html"),
            },
        }  # fmt: skip
        return self.refunds[id]

    def _methods(self, query: dict[str, list[str]]) -> Json:
        if "amount[value]" in query and not MONEY.fullmatch(query["amount[value]"][0]):
            raise Refused(400, "The amount is not well formed", "amount")
        if query.get("locale", ["nl_BE"])[0] not in LOCALES:
            raise Refused(400, "The locale is not known", "locale")
        image = {"size1x": "https://img/1.png", "size2x": "https://img/2.png", "svg": "https://img/i.svg"}
        methods = [
            {
                "resource": "method", "id": id, "description": name, "status": "activated", "image": image,
                "minimumAmount": _money(0), "maximumAmount": None, "_links": {"self": self._link(f"/v2/methods/{id}")},
            }
            for id, name in METHODS.items()
        ]  # fmt: skip
        links = {"self": self._link("/v2/methods"), "documentation": self._link("/docs", "text/html")}
        return {"count": len(methods), "_embedded": {"methods": methods}, "_links": links}

    def _link(self, path: str, kind: str = "application/hal+json") -> Json:
        return {"href": self.url + path, "type": kind}


def check_payment(body: Json) -> None:
    """The rules of `POST /v2/payments`."""
    _known(body, PAYMENT_FIELDS)
    for name, value in body.items():
        if value is None:
            raise Refused(422, f"The {name} may be left out, but not be null", name)
    for name in ("amount", "description", "redirectUrl"):
        if not body.get(name):
            raise Refused(422, f"The {name} is required", name)
    total = _amount(body, "amount")
    if total <= 0:
        raise Refused(422, "The amount is lower than the minimum", "amount")
    if len(body["description"]) > 255:
        raise Refused(422, "The description is longer than 255 characters", "description")
    for name in ("redirectUrl", "cancelUrl", "webhookUrl"):
        if name in body and not re.match(r"https?://[^/]+", body[name]):
            raise Refused(422, f"The {name} is no valid address", name)
    if re.match(r"https?://(localhost|127\.)", body.get("webhookUrl", "")):
        raise Refused(
            422,
            "The webhook URL is invalid because it is unreachable from Mollie's point of view",
            "webhookUrl",
        )
    if body.get("locale", "nl_BE") not in LOCALES:
        raise Refused(422, "The locale is not known", "locale")
    if body.get("method") is not None and body["method"] not in METHODS:
        raise Refused(422, "The payment method is invalid", "method")
    if len(json.dumps(body.get("metadata"))) > 1024:
        raise Refused(422, "The metadata is larger than 1024 bytes", "metadata")
    if "lines" in body:
        lines = [_line_total(number, line) for number, line in enumerate(body["lines"])]
        if sum(lines) != total:
            raise Refused(422, "The amount of the lines does not match the amount of the payment", "lines")


def _line_total(number: int, line: Json) -> Decimal:
    where = f"lines.{number}"
    _known(line, LINE_FIELDS)
    for name in ("description", "quantity", "unitPrice", "totalAmount"):
        if name not in line:
            raise Refused(422, f"The {name} is required", f"{where}.{name}")
    if line.get("type", "physical") not in LINE_TYPES or len(line["description"]) > 100:
        raise Refused(422, "The line is not well formed", where)
    total = _amount(line, "totalAmount")
    discount = _amount(line, "discountAmount") if "discountAmount" in line else Decimal(0)
    if total != _amount(line, "unitPrice") * line["quantity"] - discount:
        raise Refused(422, "The totalAmount does not match unitPrice × quantity", f"{where}.totalAmount")
    if ("vatRate" in line) != ("vatAmount" in line):
        raise Refused(422, "vatRate and vatAmount go together", f"{where}.vatAmount")
    if "vatRate" in line:
        if not re.fullmatch(r"\d+\.\d{2}", line["vatRate"]):
            raise Refused(422, "The vatRate must be a string like 21.00", f"{where}.vatRate")
        rate = Decimal(line["vatRate"])
        vat = (total * rate / (100 + rate)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        if _amount(line, "vatAmount") != vat:
            raise Refused(422, f"The vatAmount should be {vat}", f"{where}.vatAmount")
    return total


def _amount(body: Json, name: str) -> Decimal:
    amount = body.get(name)
    if not isinstance(amount, dict) or set(amount) != {"currency", "value"}:
        raise Refused(422, f"The {name} needs a currency and a value", name)
    if not isinstance(amount["value"], str) or not MONEY.fullmatch(amount["value"]):
        raise Refused(422, f"The {name} must be a string with two decimals", f"{name}.value")
    return Decimal(amount["value"])


def _known(body: Json, names: set[str]) -> None:
    for name in body:
        if name not in names:
            raise Refused(422, f"The field {name} is not known", name)


def _money(value: Decimal | int) -> Json:
    return {"currency": "EUR", "value": f"{value:.2f}"}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    stub: MollieStub

    def do_GET(self) -> None:
        self._answer("GET")

    def do_POST(self) -> None:
        self._answer("POST")

    def log_message(self, format: str, *args: Any) -> None: ...

    def _answer(self, verb: str) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        try:
            status, answer = self.stub.answer(verb, self.path, headers, json.loads(raw) if raw else {})
        except Refused as refused:
            status = refused.status
            answer = {
                "status": status,
                "title": TITLES[status],
                "detail": refused.detail,
                "_links": {"documentation": {"href": "https://docs.mollie.com/errors", "type": "text/html"}},
            } | ({"field": refused.field} if refused.field else {})
        content = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/hal+json; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def running_mollie() -> Iterator[MollieStub]:
    """A stub on a free port of 127.0.0.1, for as long as the block lasts."""
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    handler.stub = stub = MollieStub(url=f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
