"""From cart to payment: who buys, what they agreed to, how they pay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.ids import new_payment_id
from samenspel.kernel.statement import Refused, load
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.confirm_order import CartEmpty, OrderNotOpen, PlacesGone, confirm_order
from samenspel.sales.rules.limits import HOLD_WHILE_PAYING_S


@dataclass(frozen=True, slots=True)
class Buyer:
    """`email` at most 254 characters, `name` at most 200, `language` nl, fr or en."""

    name: str
    email: str
    language: str


@dataclass(frozen=True, slots=True)
class ConsentAnswer:
    house: int
    text: int
    given: bool


@dataclass(frozen=True, slots=True)
class CheckedOut:
    """`confirmed`: sold at once (free, or money taken by the seller); else pay `payment_id` at its provider."""

    payment_id: UUID
    total_cents: int
    confirmed: bool


class BadBuyer(DomainError):
    """`field` (name or email) cannot be used."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class _Opened:
    total_cents: int
    payment_id: UUID | None
    hold_until: datetime


CHECK_OUT = load(__file__, "check_out", _Opened)


def check_out(
    *,
    scope: Scope,
    order: UUID,
    buyer: Buyer,
    consents: Sequence[ConsentAnswer] = (),
    provider: str,
    method: str = "",
    at: datetime,
    payment: UUID | None = None,
    seller: int | None = None,
) -> CheckedOut:
    """Name the buyer, keep the answers on consent, hold the places for 30 minutes more and open a payment.

    `provider` is a name of `payments.providers`, or `seller` when the selling house took the money itself; an order of nothing
    to pay is confirmed whatever it says. Answers for houses that are not in the cart are left out. With `seller` an order that
    another house sells is not open to the asker.

    Raises NotFound (not this scope's order), BadBuyer, PlacesGone, CartEmpty, OrderNotOpen.
    """
    if order not in scope.orders:
        raise NotFound
    email, name = _address(buyer.email), _name(buyer.name)
    payment = payment or new_payment_id()
    try:
        opened = CHECK_OUT.one(
            scope=Scope.of_system(),
            order=order,
            seller=seller,
            payment=payment,
            email=email,
            name=name,
            language=buyer.language,
            provider=provider,
            method=method,
            consent_houses=[answer.house for answer in consents],
            consent_texts=[answer.text for answer in consents],
            consent_given=[answer.given for answer in consents],
            at=at,
            until=at + timedelta(seconds=HOLD_WHILE_PAYING_S),
        )
    except Refused as refused:
        errors = {"places_gone": PlacesGone, "empty": CartEmpty, "not_open": OrderNotOpen}
        raise errors[refused.reason] from refused
    if opened.payment_id is not None:
        return CheckedOut(payment_id=payment, total_cents=opened.total_cents, confirmed=False)
    taken_by = "seller" if opened.total_cents else "free"
    confirm_order(order=order, payment=payment, at=at, provider=taken_by, method=method)
    return CheckedOut(payment_id=payment, total_cents=opened.total_cents, confirmed=True)


def _address(text: str) -> str:
    email = text.strip().lower()
    name, at_sign, domain = email.rpartition("@")
    if (
        not (name and at_sign and "." in domain)
        or len(email) > 254
        or any(c.isspace() or c == "\0" for c in email)
    ):
        raise BadBuyer("email")
    return email


def _name(text: str) -> str:
    name = " ".join(text.replace("\0", "").split())
    if not name or len(name) > 200:
        raise BadBuyer("name")
    return name
