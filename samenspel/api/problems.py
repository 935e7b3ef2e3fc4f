"""What a refusal means to a machine: problem details (RFC 9457). One table over the errors of the domains."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from pydantic import BaseModel
from pydantic_core import to_json

from samenspel.delivery.commands.print_tickets import NoTickets
from samenspel.houses.queries.api_key import UnknownKey
from samenspel.inventory.rules.best_available import NotEnoughPlaces
from samenspel.inventory.rules.wheelchair_places import NotEnoughWheelchairPlaces
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.payments.providers import NoProvider
from samenspel.sales.commands.cancel_order import NotCancellable
from samenspel.sales.commands.change_cart import HoldAtLimit
from samenspel.sales.commands.check_out import BadBuyer
from samenspel.sales.commands.confirm_order import (
    AmountMismatch,
    CartEmpty,
    OrderNotOpen,
    PaymentOfOtherOrder,
    PlacesGone,
)
from samenspel.sales.commands.enter_code import CodeRefused
from samenspel.sales.commands.give_back import OrphanLeft
from samenspel.sales.commands.give_tickets_back import NotGivenBack
from samenspel.sales.commands.refund_lines import CameIn, MoneyApart, NothingToRefund
from samenspel.sales.commands.start_payment import PaymentOver, PaymentUnavailable
from samenspel.sales.commands.take_places import (
    CartClosed,
    CompanionAlone,
    NotOffered,
    OrphanSeat,
    OtherWishes,
    PlacesTaken,
    PriceChanged,
    TooManyPlaces,
)

MEDIA_TYPE = "application/problem+json"


class ProblemShape(BaseModel):
    """`type` is `urn:samenspel:` and a word that never changes; `title` and `detail` are English sentences for people."""

    type: str
    title: str
    status: int
    detail: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """A refusal ready to send. `word` is the last part of its type."""

    word: str
    status: int
    title: str
    detail: str
    data: Mapping[str, Any] = field(default_factory=dict)

    def response(self) -> HttpResponse:
        body = {
            "type": f"urn:samenspel:{self.word}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "data": self.data,
        }
        response = HttpResponse(to_json(body), content_type=MEDIA_TYPE, status=self.status)
        if self.status == 401:
            response["WWW-Authenticate"] = 'Bearer realm="Samenspel"'
        if self.status == 503:
            response["Retry-After"] = "2"
        return response


UNKNOWN_KEY = Problem(
    "unknown-key", 401, "No good key", "Send Authorization: Bearer <key> with a key that is not revoked."
)
NOT_FOUND = Problem(
    "not-found", 404, "Not found", "There is no such thing, or it is not for the house of this key."
)
MALFORMED_JSON = Problem(
    "malformed-json", 400, "Not JSON", "The body is no JSON text in UTF-8: nothing was read."
)
TOO_LARGE = Problem("too-large", 413, "Too large", "A request holds at most 1 MB.")
OUR_FAULT = Problem(
    "our-fault", 500, "A fault of ours", "It is in our log. Send the same request again with the same key."
)
TRY_AGAIN = Problem(
    "try-again",
    503,
    "Not now",
    "The database is being restarted. Send the same request again in a few seconds.",
)
BAD_CURSOR = Problem(
    "bad-cursor",
    422,
    "No such position",
    "Send `after` exactly as the field `next` said it, or leave it out.",
)
UNKNOWN_CONSENT = Problem(
    "unknown-consent",
    422,
    "No such consent text",
    "Send house and text_id as /carts/{id}/consents says them.",
)
KEY_REUSED = Problem(
    "idempotency-key-reused",
    422,
    "This Idempotency-Key was used for something else",
    "A key names one request. Send another request under a new key.",
)


class RequestProblem(Exception):
    """A refusal of the API itself, about the request and not about a domain."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.word)
        self.problem = problem


def not_allowed(allowed: str) -> Problem:
    return Problem(
        "method-not-allowed", 405, "Method not allowed", f"Allowed here: {allowed}.", {"allowed": allowed}
    )


def invalid(errors: list[dict[str, Any]]) -> Problem:
    """From pydantic's errors: where and what, never the value that was sent."""
    found = [
        {"where": [str(step) for step in error["loc"] if step != "body"], "what": str(error["msg"])}
        for error in errors
    ]
    return Problem(
        "invalid-request",
        422,
        "The request is not as described",
        "See data.errors: each says where and what.",
        {"errors": found},
    )


def problem_of(error: DomainError) -> Problem:
    """The problem for a refusal. An error without an entry is a fault of ours: it is raised again."""
    for kind, make in TABLE:
        if isinstance(error, kind):
            return make(error)
    raise error


def _plain(word: str, status: int, title: str, detail: str) -> Callable[[Any], Problem]:
    problem = Problem(word, status, title, detail)
    return lambda _error: problem


def _taken(error: PlacesTaken) -> Problem:
    places = [{"performance": performance, "place": place} for performance, place in error.places]
    return Problem(
        "places-taken",
        409,
        "Somebody else has these places",
        "Nothing was taken. Ask the availability and choose others.",
        {"places": places},
    )


def _orphan(error: OrphanSeat) -> Problem:
    return Problem(
        "single-seat-left",
        409,
        "A single seat would be left",
        "data.places would stay alone between taken seats; data.suggestion is the nearest choice without that.",
        {
            "performance": error.performance,
            "places": sorted(error.places),
            "suggestion": list(error.suggestion),
        },
    )


def _orphan_left(error: OrphanLeft) -> Problem:
    return Problem(
        "single-seat-left",
        409,
        "A single seat would be left",
        "data.places would stay alone beside what the cart keeps; give data.suggestion back instead, or all of them.",
        {
            "performance": error.performance,
            "places": sorted(error.places),
            "suggestion": list(error.suggestion),
        },
    )


def _companion(error: CompanionAlone) -> Problem:
    return Problem(
        "companion-alone",
        409,
        "A companion place goes with its wheelchair place",
        "Take data.wheelchair with it, or another place.",
        {"performance": error.performance, "place": error.companion, "wheelchair": error.wheelchair},
    )


def _not_enough(error: NotEnoughPlaces) -> Problem:
    what = "wheelchair places" if isinstance(error, NotEnoughWheelchairPlaces) else "places"
    return Problem(
        "not-enough-places",
        409,
        f"Fewer {what} are free than asked",
        "data.free is how many. Ask for fewer, another rank or another performance.",
        {"free": error.free},
    )


def _too_many(error: TooManyPlaces) -> Problem:
    return Problem(
        "too-many-places",
        422,
        "Too many places",
        f"A cart holds at most {error.limit} places.",
        {"limit": error.limit},
    )


def _not_offered(error: NotOffered) -> Problem:
    return Problem(
        "not-offered",
        422,
        "Not for sale to this key",
        "No such place, no price of that ticket type, not on sale now, not in this region, or not of a house this key sells"
        " for; or a rule of the house does not allow it: then data.places says which, and data.places.why the reasons.",
        {
            "places": [
                {"performance": performance, "place": place, "why": [hindrance.why for hindrance in whys]}
                for (performance, place), whys in sorted(error.refusals.items())
            ]
        }
        if error.refusals
        else {},
    )


def _price_changed(error: PriceChanged) -> Problem:
    return Problem(
        "price-changed",
        409,
        "The price changed",
        "Nothing was taken. data.places are the prices of now: send them as seen_cents when your buyer agrees.",
        {
            "places": [
                {"performance": performance, "place": place, "now_cents": cents}
                for (performance, place), cents in sorted(error.now_cents.items())
            ]
        },
    )


def _bad_buyer(error: BadBuyer) -> Problem:
    return Problem(
        "bad-buyer",
        422,
        "The buyer cannot be used",
        "A name has 1 to 200 characters, an e-mail address at most 254 and an @.",
        {"field": error.field},
    )


def _over(error: PaymentOver) -> Problem:
    return Problem(
        "payment-over",
        409,
        "This payment has ended",
        "Order the cart again under a new Idempotency-Key.",
        {"state": error.state},
    )


TABLE: list[tuple[type[DomainError], Callable[[Any], Problem]]] = [
    (UnknownKey, lambda _error: UNKNOWN_KEY),
    (NotFound, lambda _error: NOT_FOUND),
    (PlacesTaken, _taken),
    (OrphanSeat, _orphan),
    (OrphanLeft, _orphan_left),
    (CompanionAlone, _companion),
    (NotEnoughPlaces, _not_enough),
    (TooManyPlaces, _too_many),
    (PriceChanged, _price_changed),
    (BadBuyer, _bad_buyer),
    (PaymentOver, _over),
    (OtherWishes, lambda _error: KEY_REUSED),
    (PaymentOfOtherOrder, lambda _error: KEY_REUSED),
    (NotOffered, _not_offered),
    (
        CodeRefused,
        _plain(
            "code-refused",
            422,
            "This code is not good",
            "No such code in this cart, or its time or number is over.",
        ),
    ),
    (CartClosed, _plain("cart-closed", 409, "No longer a cart", "Start a new cart.")),
    (
        PlacesGone,
        _plain(
            "places-gone",
            409,
            "The hold ended and a place was taken by somebody else",
            "Nothing was sold. Read the cart: lines with state gone must be removed first.",
        ),
    ),
    (
        HoldAtLimit,
        _plain(
            "hold-at-limit", 409, "An hour is the limit", "A cart keeps its places for 60 minutes in all."
        ),
    ),
    (CartEmpty, _plain("cart-empty", 409, "The cart is empty", "Add items first.")),
    (
        OrderNotOpen,
        _plain(
            "order-not-open",
            409,
            "Already ordered, expired or cancelled",
            "Read the order, or start a new cart.",
        ),
    ),
    (
        AmountMismatch,
        _plain(
            "amount-mismatch",
            409,
            "Another amount was paid",
            "Finance looks into it; the order is not confirmed.",
        ),
    ),
    (
        NotCancellable,
        _plain(
            "not-cancellable",
            409,
            "This order cannot be cancelled by this key",
            "It is not confirmed, a performance has begun, somebody came in with it,"
            " or it holds lines of another house that this key did not sell.",
        ),
    ),
    (
        NotGivenBack,
        _plain(
            "not-given-back", 409, "Cannot be given back", "See news.may_give_back and news.refund_until."
        ),
    ),
    (NothingToRefund, _plain("nothing-to-refund", 409, "No valid ticket of it", "Read the order.")),
    (CameIn, _plain("came-in", 409, "Somebody is in", "One of these tickets was scanned at the door.")),
    (MoneyApart, _plain("money-apart", 409, "Less is left of the payment", "Finance settles it.")),
    (
        NoProvider,
        _plain(
            "no-such-provider",
            422,
            "No account at this provider",
            "The house of this key collects nothing there: take the money yourself (method seller).",
        ),
    ),
    (
        PaymentUnavailable,
        _plain(
            "payment-unavailable",
            503,
            "The payment provider does not answer",
            "The places stay held. Send the same request again, or order with another payment.",
        ),
    ),
    (
        NoTickets,
        _plain("no-tickets", 409, "No valid tickets", "The order is not confirmed, or it was cancelled."),
    ),
]
