"""The payment port, spoken to the test bank."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import urllib3

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

TIMEOUT_S = 10
KEPT = 8
"""Connections kept open: more callers at one moment open their own."""
DEFAULT_URL = "http://localhost:8008"
DEFAULT_KEY = "test_samenspel"


class TestBank:
    """Talks to the bank at `url` over kept connections; safe to share between threads."""

    __test__ = False

    def __init__(self, *, url: str = DEFAULT_URL, key: str = DEFAULT_KEY) -> None:
        self._root = (urllib3.util.parse_url(url).path or "").rstrip("/") + "/v1"
        self._headers = {"Authorization": f"Bearer {key}"}
        # Never asked twice by itself: the steps above know what may be repeated, and with which key.
        self._http = urllib3.connection_from_url(
            url, maxsize=KEPT, timeout=urllib3.Timeout(total=TIMEOUT_S), retries=False
        )

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
        answer = self._ask(
            "POST",
            "/payments",
            key=payment.id,
            body={
                "amount_cents": payment.amount_cents,
                "currency": payment.currency,
                "method": payment.method,
                "description": description,
                "redirect_url": redirect_url,
                "webhook_url": webhook_url,
                "locale": locale,
                "lines": [
                    {"description": line.description, "price_cents": line.price_cents} for line in lines
                ],
            },
        )
        return Created(reference=answer["id"], checkout_url=answer["checkout_url"])

    def fetch(self, *, reference: str) -> Status:
        answer = self._ask("GET", f"/payments/{reference}")
        return Status(
            state=answer["state"],
            amount_cents=answer["amount_cents"],
            currency=answer["currency"],
            method=answer["method"],
            refunded_cents=answer["refunded_cents"],
            charged_back_cents=answer["charged_back_cents"],
        )

    def refund(self, *, refund: UUID, reference: str, amount_cents: int, description: str) -> RefundStatus:
        body = {"amount_cents": amount_cents, "description": description}
        answer = self._ask("POST", f"/payments/{reference}/refunds", key=refund, body=body)
        return RefundStatus(reference=answer["id"], state=answer["state"])

    def fetch_refund(self, *, reference: str, refund_reference: str) -> RefundStatus:
        answer = self._ask("GET", f"/payments/{reference}/refunds/{refund_reference}")
        return RefundStatus(reference=answer["id"], state=answer["state"])

    def methods(self, *, amount_cents: int, locale: str) -> list[Method]:
        answer = self._ask("GET", f"/methods?amount_cents={amount_cents}&locale={locale}")
        return [Method(id=method["id"], name=method["name"]) for method in answer["methods"]]

    def _ask(
        self, verb: str, path: str, *, key: UUID | None = None, body: dict[str, object] | None = None
    ) -> dict[str, Any]:
        headers = self._headers | ({"Idempotency-Key": str(key)} if key else {})
        try:
            response = self._http.request(verb, self._root + path, json=body, headers=headers)
        except urllib3.exceptions.HTTPError as error:
            raise ProviderDown(str(error)) from error
        if response.status == 429 or response.status >= 500:
            raise ProviderDown(f"test bank answered {response.status}")
        try:
            answer: dict[str, Any] = response.json()
        except ValueError as error:
            raise ProviderDown("test bank answered no JSON") from error
        if response.status >= 400:
            raise ProviderRefused(
                status=response.status, detail=answer.get("detail", ""), field=answer.get("field", "")
            )
        return answer
