"""The payment port, spoken to Mollie."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import TypeVar
from urllib.parse import urlsplit
from uuid import UUID

import httpx
import pydantic
from mollie import ClientSDK, models
from mollie.utils import BackoffStrategy, RetryConfig

from samenspel.payments.ports import (
    Created,
    Method,
    NewPayment,
    PaymentLine,
    ProviderDown,
    ProviderRefused,
    ProviderState,
    RefundState,
    RefundStatus,
    Status,
)

URL = "https://api.mollie.com"
TIMEOUT_MS = 10_000
RETRY_FOR_MS = 3_000
DESCRIPTION_LIMIT = 255
LINE_LIMIT = 100

Answer = TypeVar("Answer")

LOCALES = {"nl": "nl_BE", "fr": "fr_BE", "en": "en_GB"}

STATES: dict[str, ProviderState] = {
    "open": "open",
    "pending": "open",
    "authorized": "open",  # reserved, not captured: no money yet
    "paid": "paid",
    "failed": "failed",
    "canceled": "cancelled",
    "expired": "expired",
}
REFUND_STATES: dict[str, RefundState] = {
    "queued": "pending",
    "pending": "pending",
    "processing": "pending",
    "refunded": "done",
    "failed": "failed",
    "canceled": "failed",
}


class Mollie:
    """One Mollie profile, known by its API key (`test_...` or `live_...`). Safe to share between threads.

    Writes carry our own id as `Idempotency-Key`; 429, 5xx and broken connections are tried again for `retry_for_ms`.
    """

    def __init__(self, *, api_key: str, url: str = URL, retry_for_ms: int = RETRY_FOR_MS) -> None:
        self._sdk = ClientSDK(
            security=models.Security(api_key=api_key),
            server_url=url,
            timeout_ms=TIMEOUT_MS,
            retry_config=RetryConfig("backoff", BackoffStrategy(200, 1000, 2, retry_for_ms, 50), True),
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
        request = models.PaymentRequest(
            amount=_amount(payment.amount_cents, payment.currency),
            description=description[:DESCRIPTION_LIMIT],
            redirect_url=redirect_url,
            locale=models.Locale2(LOCALES.get(locale, LOCALES["nl"])),
            metadata={"payment": str(payment.id)},
        )
        # Set only when there is something to say: the client sends an explicit None as null, and null is not absent.
        if _reachable(webhook_url):
            request.webhook_url = webhook_url
        if payment.method:
            request.method = _method(payment.method)
        if lines:
            request.lines = [_line(line, payment.currency) for line in lines]
        answer = self._ask(
            lambda: self._sdk.payments.create(idempotency_key=str(payment.id), payment_request=request)
        )
        checkout = answer.links.checkout
        return Created(reference=answer.id, checkout_url=checkout.href if checkout else "")

    def fetch(self, *, reference: str) -> Status:
        answer = self._ask(lambda: self._sdk.payments.get(payment_id=reference))
        state = STATES.get(answer.status)
        if state is None:
            raise ProviderDown(
                f"Mollie says {answer.status!r} of {reference}, a state this version does not know"
            )
        return Status(
            state=state,
            amount_cents=_cents(answer.amount.value),
            currency=answer.amount.currency,
            method=str(getattr(answer.method, "value", answer.method) or ""),
            refunded_cents=_cents(answer.amount_refunded.value) if answer.amount_refunded else 0,
            charged_back_cents=_cents(answer.amount_charged_back.value) if answer.amount_charged_back else 0,
        )

    def refund(self, *, refund: UUID, reference: str, amount_cents: int, description: str) -> RefundStatus:
        currency = self.fetch(reference=reference).currency
        request = models.RefundRequest(
            amount=_amount(amount_cents, currency),
            description=description[:DESCRIPTION_LIMIT],
            metadata={"refund": str(refund)},
        )
        answer = self._ask(
            lambda: self._sdk.refunds.create(
                payment_id=reference, idempotency_key=str(refund), refund_request=request
            )
        )
        return _refund_status(answer)

    def fetch_refund(self, *, reference: str, refund_reference: str) -> RefundStatus:
        return _refund_status(
            self._ask(lambda: self._sdk.refunds.get(payment_id=reference, refund_id=refund_reference))
        )

    def methods(self, *, amount_cents: int, locale: str) -> list[Method]:
        answer = self._ask(
            lambda: self._sdk.methods.list(
                amount=_amount(amount_cents, "EUR"), locale=models.Locale(LOCALES.get(locale, LOCALES["nl"]))
            )
        )
        return [
            Method(
                id=str(getattr(method.id, "value", method.id)),
                name=method.description,
                icon_url=method.image.svg,
            )
            for method in answer.embedded.methods
        ]

    def _ask(self, call: Callable[[], Answer]) -> Answer:
        with _errors():
            return call()


@contextmanager
def _errors() -> Iterator[None]:
    """Mollie's errors in the words of the port. A 2xx that cannot be read is "down": it may have worked, ask again."""
    try:
        yield
    except models.ResponseValidationError as error:
        raise ProviderDown(f"Mollie's answer cannot be read: {error}") from error
    except models.ClientError as error:
        if error.status_code == 429 or error.status_code >= 500:
            raise ProviderDown(f"Mollie answered {error.status_code}") from error
        data = getattr(error, "data", None) or _read_error(error.body)
        raise ProviderRefused(
            status=error.status_code,
            detail=data.detail if data else error.body[:500],
            field=(data.field or "") if data else "",
        ) from error
    except (httpx.TransportError, models.NoResponseError) as error:
        raise ProviderDown(str(error)) from error


def _read_error(body: str) -> models.ErrorResponseData | None:
    try:
        return models.ErrorResponseData.model_validate_json(body)
    except pydantic.ValidationError:
        return None


def _amount(cents: int, currency: str) -> models.Amount:
    return models.Amount(currency=currency, value=f"{cents // 100}.{cents % 100:02d}")


def _cents(value: str) -> int:
    return int((Decimal(value) * 100).to_integral_value())


def _line(line: PaymentLine, currency: str) -> models.PaymentRequestLine:
    """Mollie checks vatAmount = totalAmount × vatRate / (100 + vatRate), which is `vat_in_gross`; hence one line a ticket."""
    price = _amount(line.price_cents, currency)
    return models.PaymentRequestLine(
        type=models.PaymentLineType.DIGITAL,
        description=line.description[:LINE_LIMIT],
        quantity=1,
        unit_price=price,
        total_amount=price,
        vat_rate=f"{line.vat_rate_bp // 100}.{line.vat_rate_bp % 100:02d}",
        vat_amount=_amount(line.vat_cents, currency),
    )


def _method(name: str) -> models.MethodEnum:
    try:
        return models.MethodEnum(name)
    except ValueError as error:
        raise ProviderRefused(
            status=422, detail=f"{name!r} is no method of Mollie", field="method"
        ) from error


def _refund_status(answer: models.RefundResponse) -> RefundStatus:
    return RefundStatus(reference=answer.id, state=REFUND_STATES.get(answer.status, "pending"))


def _reachable(webhook_url: str) -> bool:
    """Mollie refuses an address it cannot reach; on a developer's machine the worker asks after payments instead."""
    host = urlsplit(webhook_url).hostname or ""
    return (
        host not in ("", "localhost", "::1", "testserver")
        and not host.startswith("127.")
        and not host.endswith(".localhost")
    )
