"""From cart to payment: who buys, what they agreed to, how they pay."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.ids import new_payment_id
from samenspel.kernel.money import CURRENCY
from samenspel.kernel.statement import Refused, load, settled
from samenspel.kernel.tenancy import Scope
from samenspel.payments.models import Payment
from samenspel.payments.queries.payment_row import PaymentRow
from samenspel.sales.commands.change_cart import reopen_cart
from samenspel.sales.commands.confirm_order import CartEmpty, OrderNotOpen, PlacesGone, confirm_order
from samenspel.sales.commands.judge_cart import judge_cart, lock
from samenspel.sales.commands.take_places import RULED, GroupSize, NotOffered, PriceChanged
from samenspel.sales.rules.limits import FREE_PLACES_PER_ADDRESS, HOLD_WHILE_PAYING_S, HOLD_WITH_PAYING_S


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
    """`confirmed`: sold at once (free, or money taken by the seller); else pay `opened` at its provider."""

    payment_id: UUID
    total_cents: int
    confirmed: bool
    opened: PaymentRow | None = None


class BadBuyer(DomainError):
    """`field` (name or email) cannot be used."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class TooManyFree(DomainError):
    """This address would have more than `limit` free places of one performance."""

    limit = FREE_PLACES_PER_ADDRESS


@dataclass(frozen=True, slots=True)
class _FreePlaces:
    performance_id: int
    places: int


@dataclass(frozen=True, slots=True)
class _Opened:
    """`collector_id` is whose account a payment was opened on; None when nothing is to be paid elsewhere."""

    total_cents: int
    collector_id: int | None


CHECK_OUT = load(__file__, "check_out", _Opened)
FREE = load(__file__, "free_places", _FreePlaces)


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
    conditions: Sequence[int] | None = None,
) -> CheckedOut:
    """Name the buyer, keep the answers on consent, hold the places for 30 minutes more and open a payment.

    `provider` is a name of `payments.providers`; `seller` when the selling house took the money itself, which it may only on
    its own account; or `free`. An order of nothing to pay is confirmed whatever it says. Answers on consent count once the
    order is confirmed; those for houses that are not in it are left out. With `seller` an order that another house sells is
    not open to the asker. `conditions` are the versions of the conditions of sale that the buyer saw and accepted; without, those
    in force of the houses in it. Cards of the buyer count when `scope` is that contact's own.

    Raises NotFound (not this scope's order), BadBuyer, PlacesGone, CartEmpty, OrderNotOpen; PriceChanged when there is
    something to pay after all, or a reduction no longer holds; NotOffered when a rule does not allow a line to this buyer;
    GroupSize when the cart has fewer or more places of a timeslot than one order may;
    TooManyFree, of a `free` order, which is a cart again then.
    """
    if order not in scope.orders:
        raise NotFound
    email, name = _address(buyer.email), _name(buyer.name)
    payment = payment or new_payment_id()
    write = partial(
        settled,
        CHECK_OUT,
        scope=Scope.of_system(),
        order=order,
        seller=seller,
        payment=payment,
        email=email,
        name=name,
        language=buyer.language,
        provider=provider,
        method=method,
        consents=json.dumps([asdict(each) for each in consents]),
        conditions=None if conditions is None else list(conditions),
        at=at,
        until=at + timedelta(seconds=HOLD_WHILE_PAYING_S),
        limit_s=HOLD_WITH_PAYING_S,
    )
    try:
        opened = _write(write, order=order, contact=scope.contact, email=email, at=at)
    except Refused as refused:
        raise _as_error(refused) from refused
    if opened.collector_id is not None:
        row = _row(
            order, payment, opened.collector_id, provider=provider, method=method, cents=opened.total_cents
        )
        return CheckedOut(payment_id=payment, total_cents=opened.total_cents, confirmed=False, opened=row)
    if provider == "free":
        _check_free(scope, order, at)
    confirm_order(
        order=order,
        payment=payment,
        at=at,
        provider="seller" if opened.total_cents else "free",
        method=method,
        received_cents=opened.total_cents,
    )
    return CheckedOut(payment_id=payment, total_cents=opened.total_cents, confirmed=True)


def _write(
    write: Callable[..., _Opened], *, order: UUID, contact: int | None, email: str, at: datetime
) -> _Opened:
    """Write, judged first where a house has rules: now that it is known who buys.

    One buyer at a time, so that two orders count each other. A lower price is given at once; a higher one (a group or a set
    that is no longer whole) is written to the cart and told.
    """
    try:
        return write(judged=False)
    except Refused as refused:
        if refused.reason != RULED:
            raise
    with Scope.of_system().open():
        lock(keys=[f"buyer:{email}"])
        judged = judge_cart(order=order, at=at, contact=contact, email=email, agreed=True)
        if judged.refusals:
            raise NotOffered(judged.refusals)
        if judged.quote.total_cents <= judged.before_cents:
            return write(judged=True)
    raise PriceChanged(judged.cents)


def _as_error(refused: Refused) -> DomainError:
    match refused.reason:
        case "to_pay":
            return PriceChanged({})
        case "group_size":
            return GroupSize.of(refused.detail)
    errors = {"places_gone": PlacesGone, "empty": CartEmpty, "not_open": OrderNotOpen}
    return errors[refused.reason]()


def _check_free(scope: Scope, order: UUID, at: datetime) -> None:
    """Asked after the order was written, so that two orders at the same moment see each other."""
    if FREE.rows(scope=Scope.of_system(), order=order, at=at, limit=FREE_PLACES_PER_ADDRESS):
        reopen_cart(scope=scope, order=order)
        raise TooManyFree


def _row(order: UUID, payment: UUID, collector: int, *, provider: str, method: str, cents: int) -> PaymentRow:
    """The payment as the statement wrote it: nobody need read it again."""
    return PaymentRow(
        id=payment,
        order_id=order,
        collector_id=collector,
        provider=provider,
        method=method,
        reference="",
        checkout_url="",
        amount_cents=cents,
        currency=CURRENCY,
        state=Payment.State.CREATED,
    )


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
