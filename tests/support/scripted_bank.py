"""A payment provider in memory that says what the test tells it: a fake of the port, for tests about what follows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from samenspel.payments.ports import (
    Created,
    Method,
    NewPayment,
    PaymentLine,
    ProviderRefused,
    RefundStatus,
    Status,
)


@dataclass
class ScriptedBank:
    """Every payment is open until `say` tells otherwise. Refunds are done at once and counted, as far as something is left."""

    statuses: dict[str, Status] = field(default_factory=dict)
    refunds: dict[UUID, int] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)

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
        reference = str(payment.id)
        self.redirects[reference] = redirect_url
        self.statuses.setdefault(reference, Status("open", payment.amount_cents, payment.currency))
        return Created(reference=reference, checkout_url=f"https://bank.example/{reference}")

    def say(self, reference: str, **changes: object) -> None:
        old = self.statuses[reference]
        values = {name: getattr(old, name) for name in Status.__dataclass_fields__}
        self.statuses[reference] = Status(**{**values, **changes})  # type: ignore[arg-type]

    def fetch(self, *, reference: str) -> Status:
        return self.statuses[reference]

    def refund(self, *, refund: UUID, reference: str, amount_cents: int, description: str) -> RefundStatus:
        if refund not in self.refunds:
            self.send_back(reference, amount_cents)
            self.refunds[refund] = amount_cents
        return RefundStatus(reference=f"re_{refund}", state="done")

    def send_back(self, reference: str, amount_cents: int) -> None:
        """Somebody does so in the dashboard. Raises ProviderRefused when less is left."""
        status = self.statuses[reference]
        if amount_cents > status.amount_cents - status.refunded_cents - status.charged_back_cents:
            raise ProviderRefused(status=422, detail="less is left")
        self.say(reference, refunded_cents=status.refunded_cents + amount_cents)

    def fetch_refund(self, *, reference: str, refund_reference: str) -> RefundStatus:
        return RefundStatus(reference=refund_reference, state="done")

    def methods(self, *, amount_cents: int, locale: str) -> list[Method]:
        return [Method(id="bancontact", name="Bancontact")]
