"""Refusals about carts, orders and payments: what can no longer be done with them, or not by this key."""

from samenspel.api.problems.problem import Problem, Table, always
from samenspel.api.problems.request import KEY_REUSED
from samenspel.delivery.commands.print_tickets import NoTickets
from samenspel.payments.providers import NoProvider
from samenspel.sales.commands.cancel_order import NotCancellable
from samenspel.sales.commands.check_out import BadBuyer
from samenspel.sales.commands.confirm_order import (
    AmountMismatch,
    CartEmpty,
    OrderNotOpen,
    PaymentOfOtherOrder,
)
from samenspel.sales.commands.exchange_slot import NotExchanged
from samenspel.sales.commands.give_tickets_back import NotGivenBack
from samenspel.sales.commands.refund_lines import CameIn, MoneyApart, NothingToRefund
from samenspel.sales.commands.start_payment import PaymentOver, PaymentUnavailable
from samenspel.sales.commands.take_places import (
    CartClosed,
    OtherWishes,
)


def _bad_buyer(error: BadBuyer) -> Problem:
    return Problem(
        "bad-buyer",
        422,
        "The buyer cannot be used",
        "A name has 1 to 200 characters, an e-mail address at most 254 and an @.",
        {"field": error.field},
    )


def _not_exchanged(error: NotExchanged) -> Problem:
    return Problem(
        "not-exchanged",
        409,
        "These tickets are not exchanged",
        "Nothing changed. `why`: closed, not_offered, other_price, group_size, full, admitted or void.",
        {"why": error.why},
    )


def _over(error: PaymentOver) -> Problem:
    return Problem(
        "payment-over",
        409,
        "This payment has ended",
        "Order the cart again under a new Idempotency-Key.",
        {"state": error.state},
    )


ORDERS: Table = (
    (BadBuyer, _bad_buyer),
    (PaymentOver, _over),
    (OtherWishes, always(KEY_REUSED)),
    (PaymentOfOtherOrder, always(KEY_REUSED)),
    (CartClosed, always(Problem("cart-closed", 409, "No longer a cart", "Start a new cart."))),
    (CartEmpty, always(Problem("cart-empty", 409, "The cart is empty", "Add items first."))),
    (
        OrderNotOpen,
        always(
            Problem(
                "order-not-open",
                409,
                "Already ordered, expired or cancelled",
                "Read the order, or start a new cart.",
            )
        ),
    ),
    (
        AmountMismatch,
        always(
            Problem(
                "amount-mismatch",
                409,
                "Another amount was paid",
                "Finance looks into it; the order is not confirmed.",
            )
        ),
    ),
    (
        NotCancellable,
        always(
            Problem(
                "not-cancellable",
                409,
                "This order cannot be cancelled by this key",
                "It is not confirmed, a performance has begun, somebody came in with it,"
                " or it holds lines of another house that this key did not sell.",
            )
        ),
    ),
    (NotExchanged, _not_exchanged),
    (
        NotGivenBack,
        always(
            Problem(
                "not-given-back", 409, "Cannot be given back", "See news.may_give_back and news.refund_until."
            )
        ),
    ),
    (NothingToRefund, always(Problem("nothing-to-refund", 409, "No valid ticket of it", "Read the order."))),
    (
        CameIn,
        always(Problem("came-in", 409, "Somebody is in", "One of these tickets was scanned at the door.")),
    ),
    (MoneyApart, always(Problem("money-apart", 409, "Less is left of the payment", "Finance settles it."))),
    (
        NoProvider,
        always(
            Problem(
                "no-such-provider",
                422,
                "No account at this provider",
                "The house of this key collects nothing there: take the money yourself (method seller).",
            )
        ),
    ),
    (
        PaymentUnavailable,
        always(
            Problem(
                "payment-unavailable",
                503,
                "The payment provider does not answer",
                "The places stay held. Send the same request again, or order with another payment.",
            )
        ),
    ),
    (
        NoTickets,
        always(
            Problem("no-tickets", 409, "No valid tickets", "The order is not confirmed, or it was cancelled.")
        ),
    ),
)
