"""The port every payment provider stands behind.

Answers are the provider's own words translated into ours; nothing here believes what a visitor or a webhook says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol
from uuid import UUID

from samenspel.kernel.errors import DomainError

ProviderState = Literal["open", "paid", "failed", "cancelled", "expired"]
RefundState = Literal["pending", "done", "failed"]


class ProviderDown(DomainError):
    """No usable answer from the provider (network, time-out, 429, 5xx): the same question may be asked again."""


class ProviderRefused(DomainError):
    """The provider understood and said no; asking the same again will not help. `field` is what it objects to, if it says so."""

    def __init__(self, *, status: int, detail: str, field: str = "") -> None:
        super().__init__(status, detail, field)
        self.status = status
        self.detail = detail
        self.field = field


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """One thing that is paid for, VAT included; quantity is 1. `vat_cents` is `kernel.money.vat_in_gross` of the price."""

    description: str
    price_cents: int
    vat_rate_bp: int
    vat_cents: int


@dataclass(frozen=True, slots=True)
class NewPayment:
    """What to collect. `id` is the idempotency key: the same id never makes two payments. `method` "" lets the visitor choose."""

    id: UUID
    amount_cents: int
    currency: str
    method: str = ""


@dataclass(frozen=True, slots=True)
class Created:
    """`checkout_url` is where the visitor pays; "" when there is nothing left to do (an instant method)."""

    reference: str
    checkout_url: str


@dataclass(frozen=True, slots=True)
class Status:
    """The truth about one payment at this moment."""

    state: ProviderState
    amount_cents: int
    currency: str
    method: str = ""
    refunded_cents: int = 0
    charged_back_cents: int = 0


@dataclass(frozen=True, slots=True)
class RefundStatus:
    reference: str
    state: RefundState


@dataclass(frozen=True, slots=True)
class Method:
    """A way to pay that this provider offers now for this amount. `icon_url` may be ""."""

    id: str
    name: str
    icon_url: str = ""


class Provider(Protocol):
    """Each call is one HTTP request of at most about ten seconds. All raise ProviderDown and ProviderRefused."""

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
        """Open a payment. `locale` is nl, fr or en; the lines add up to the amount, or there are none."""
        ...

    def fetch(self, *, reference: str) -> Status: ...

    def refund(self, *, refund: UUID, reference: str, amount_cents: int, description: str) -> RefundStatus:
        """Send money back; `refund` is the idempotency key. At most what was received and not yet sent back."""
        ...

    def fetch_refund(self, *, reference: str, refund_reference: str) -> RefundStatus: ...

    def methods(self, *, amount_cents: int, locale: str) -> list[Method]: ...
