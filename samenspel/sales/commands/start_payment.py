"""Open a payment at its provider, so that the visitor can go and pay."""

import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.payments.commands.keep_checkout import keep_checkout
from samenspel.payments.models import Payment
from samenspel.payments.ports import Created, NewPayment, PaymentLine, ProviderDown, ProviderRefused
from samenspel.payments.providers import NoProvider, provider
from samenspel.payments.queries.payment_row import PaymentRow, payment_row
from samenspel.sales.models import Order
from samenspel.sales.queries.lines import OrderLine, OrderView, order_view

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Started:
    """Send the visitor to `checkout_url`. `at_once`: an instant method, settle the payment now; the url is the return page."""

    checkout_url: str
    at_once: bool


class PaymentUnavailable(DomainError):
    """The provider cannot be reached or will not open this payment. The places stay held: try again or pay another way."""

    def __init__(self, provider: str) -> None:
        super().__init__(provider)
        self.provider = provider


class PaymentOver(DomainError):
    """This payment or its order has gone on (`state` says to what); a new attempt is a new check-out."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


def start_payment(
    *,
    order: UUID,
    payment: UUID,
    redirect_url: str,
    webhook_url: str,
    at: datetime,
    row: PaymentRow | None = None,
    view: OrderView | None = None,
) -> Started:
    """Create `payment` at its provider and keep where to pay it; the caller has checked that this is its order.

    Idempotent by the payment's id, here and at the provider: asked again, also after a crash in between, it answers the same.
    Runs outside any transaction: the call takes up to ten seconds. The texts are in the language of the order. `row` is
    the payment that was opened just now and `view` the order it pays, when the caller has them: the lines of the order go to
    the provider.

    Raises NotFound, PaymentOver, PaymentUnavailable.
    """
    row = row or payment_row(payment=payment)
    if row.order_id != order:
        raise NotFound
    if row.state not in (Payment.State.CREATED, Payment.State.OPEN):
        raise PaymentOver(row.state)
    if row.reference:
        return _started(row.checkout_url, redirect_url)
    if view is None:
        view = order_view(scope=Scope.of_system(), order=order, at=at)
        if view.state != Order.State.AWAITING_PAYMENT:
            raise PaymentOver(view.state)
    created = _create(row, view, redirect_url=redirect_url, webhook_url=webhook_url)
    keep_checkout(payment=payment, reference=created.reference, checkout_url=created.checkout_url)
    return _started(created.checkout_url, redirect_url)


def _started(checkout_url: str, redirect_url: str) -> Started:
    return Started(checkout_url=checkout_url or redirect_url, at_once=not checkout_url)


def _create(row: PaymentRow, view: OrderView, *, redirect_url: str, webhook_url: str) -> Created:
    lines = [_line(line) for line in view.lines]
    if sum(line.price_cents for line in lines) != row.amount_cents:
        lines = []  # The cart changed since: the amount agreed on stands, and is checked again when it is paid.
    try:
        return provider(row.provider, collector=row.collector_id).create(
            payment=NewPayment(
                id=row.id, amount_cents=row.amount_cents, currency=row.currency, method=row.method
            ),
            description=view.number,
            redirect_url=redirect_url,
            webhook_url=webhook_url,
            lines=lines,
            locale=view.head.language,
        )
    except (ProviderDown, ProviderRefused, NoProvider) as error:
        log.error("payment %s cannot start at %s: %r", row.id, row.provider, error)
        raise PaymentUnavailable(row.provider) from error


def _line(line: OrderLine) -> PaymentLine:
    return PaymentLine(
        description=f"{line.title} · {line.house_name}",
        price_cents=line.price_cents,
        vat_rate_bp=line.vat_rate_bp,
        vat_cents=line.vat_cents,
    )
