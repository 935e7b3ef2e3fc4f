"""Payments that ask finance for a decision: find one, see what happened to it, accept its difference or send it back."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.payments.commands.refund_payment import NothingToRefund, refund_payment
from samenspel.sales.commands.accept_payment import (
    DifferenceChanged,
    NotAMismatch,
    OtherCurrency,
    accept_payment,
)
from samenspel.sales.commands.confirm_order import AmountMismatch, CartEmpty, OrderNotOpen, PlacesGone
from samenspel.sales.queries.money_problems import MoneyProblem, money_problems, refunds_under_way
from samenspel.sales.queries.payment_file import (
    PaymentFile,
    PaymentStep,
    payment_file,
    payment_purchase,
    payment_steps,
)
from samenspel.web.backoffice import words
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.history import Moment
from samenspel.web.backoffice.listing import ListState
from samenspel.web.backoffice.rooms import Room

UNDER_WAY = "under_way"
STATES = ("", "mismatch", "refund_failed", "refund_stuck", "refunded_outside", "charged_back", UNDER_WAY)
TO_SEND_BACK = frozenset({"mismatch", "refund_failed"})
TO_CANCEL = frozenset({"refunded_outside", "charged_back"})
REFUSED = (
    DifferenceChanged,
    NotAMismatch,
    OtherCurrency,
    PlacesGone,
    CartEmpty,
    OrderNotOpen,
    AmountMismatch,
)


@require_safe
@in_house(Room.PAYMENTS)
def payments(desk: Desk) -> HttpResponse:
    state = ListState(desk.request.path, desk.request.GET)
    wanted = state.word("state", STATES)
    if wanted == UNDER_WAY:
        found = refunds_under_way(scope=desk.scope, house=desk.house.id)
    else:
        waiting = money_problems(scope=desk.scope, house=desk.house.id)
        found = [one for one in waiting if wanted in ("", one.kind)]
    context = {
        "rows": [payment_row(desk=desk, problem=one) for one in found],
        "states": [
            (value, words.MONEY_PROBLEMS[value][0] if value else _("All that wait"), value == wanted)
            for value in STATES
        ],
        "clear_url": desk.request.path if wanted else "",
    }
    return desk.render("backoffice/payments.html", context)


@require_safe
@in_house(Room.PAYMENTS)
def payment(desk: Desk, payment: UUID) -> HttpResponse:
    found = payment_file(scope=desk.scope, house=desk.house.id, payment=payment)
    return desk.render("backoffice/payment.html", _context(desk, found))


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.PAYMENTS)
def accept(desk: Desk, payment: UUID) -> HttpResponse:
    """Says what the difference is and where it goes; the button accepts exactly that, not what it became meanwhile."""
    found = payment_file(scope=desk.scope, house=desk.house.id, payment=payment)
    refused = ""
    if desk.request.method == "POST":
        try:
            accept_payment(
                scope=desk.scope,
                payment=payment,
                difference_cents=_signed(desk.request.POST.get("difference", "")),
                by=desk.user_id,
                at=desk.at,
            )
        except REFUSED as error:
            refused = _why_not(error)
        else:
            messages.success(desk.request, _("The order is confirmed and the buyer gets the tickets."))
            return redirect(desk.url("payment", payment))
    return _decision(desk, found, "backoffice/payment_accept.html", refused)


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.PAYMENTS)
def refund(desk: Desk, payment: UUID) -> HttpResponse:
    """Says how much goes back; the button asks it, the worker sends it."""
    found = payment_file(scope=desk.scope, house=desk.house.id, payment=payment)
    refused = ""
    if desk.request.method == "POST":
        try:
            refund_payment(scope=desk.scope, payment=payment, by=desk.user_id, at=desk.at)
        except NothingToRefund:
            refused = _(
                "Nothing of this payment waits to go back: it paid for its order, or a refund is on its way."
            )
        else:
            messages.success(desk.request, _("The money goes back the way it came."))
            return redirect(desk.url("payment", payment))
    return _decision(desk, found, "backoffice/payment_refund.html", refused)


def payment_row(*, desk: Desk, problem: MoneyProblem) -> dict[str, Any]:
    """One line of the list, also for the overview."""
    label, tone = words.MONEY_PROBLEMS[problem.kind]
    return {
        "url": desk.url("payment", problem.payment_id),
        "number": problem.number,
        "kind": label,
        "tone": tone,
        "amount": words.money(cents=problem.amount_cents, currency=problem.currency),
        "asked": words.money(cents=problem.asked_cents, currency="EUR"),
        "received": words.money(cents=problem.received_cents, currency=problem.currency),
        "reference": problem.reference,
        "note": problem.note,
        "what_to_do": words.WHAT_TO_DO[problem.kind],
        "at": problem.at,
    }


def _decision(desk: Desk, found: PaymentFile, template: str, refused: str) -> HttpResponse:
    context = {**_context(desk, found), "refused": refused}
    context["crumbs"] = [
        {"label": _("Payments"), "url": desk.url("payments")},
        {"label": found.number, "url": desk.url("payment", found.id)},
    ]
    return desk.render(template, context, status=409 if refused else 200)


def _context(desk: Desk, found: PaymentFile) -> dict[str, Any]:
    problems = money_problems(scope=desk.scope, house=desk.house.id, payment=found.id)
    steps = payment_steps(scope=desk.scope, house=desk.house.id, payment=found.id)
    return {
        "payment": found,
        "state": words.PAYMENT_STATES[found.state],
        "tone": words.PAYMENT_TONES.get(found.state, ""),
        "facts": _facts(found),
        "problems": [payment_row(desk=desk, problem=one) for one in problems],
        "purchase": payment_purchase(scope=desk.scope, house=desk.house.id, payment=found.id),
        "moments": [_moment(step, found.currency) for step in steps],
        "order_url": desk.url("order", found.order_id) if found.sold else "",
        "payment_url": desk.url("payment", found.id),
        "crumbs": [{"label": _("Payments"), "url": desk.url("payments")}, {"label": found.number}],
        **_decisions(desk, found, problems),
    }


def _decisions(desk: Desk, found: PaymentFile, problems: Sequence[MoneyProblem]) -> dict[str, Any]:
    """What may be decided now: `accept_url`, `refund_url` and `cancel_url` are empty where it may not."""
    to_send_back = next((one for one in problems if one.kind in TO_SEND_BACK), None)
    difference = to_send_back.difference_cents if to_send_back else None
    return {
        "accept_url": "" if difference is None else desk.url("payment_accept", found.id),
        "refund_url": desk.url("payment_refund", found.id) if to_send_back else "",
        "cancel_url": desk.url("order", found.order_id)
        if any(one.kind in TO_CANCEL for one in problems)
        else "",
        "difference_cents": difference,
        "difference": words.money(cents=abs(difference or 0), currency=found.currency),
        "to_send_back": words.money(cents=to_send_back.amount_cents, currency=found.currency)
        if to_send_back
        else "",
    }


def _facts(found: PaymentFile) -> list[tuple[str, str]]:
    received = found.received_cents
    facts = [
        (_("Asked"), words.money(cents=found.asked_cents, currency="EUR")),
        (_("Received"), "–" if received is None else words.money(cents=received, currency=found.currency)),
    ]
    if found.accepted_difference_cents is not None:
        facts.append(
            (
                _("Accepted difference"),
                words.money(cents=found.accepted_difference_cents, currency=found.currency),
            )
        )
    if found.refunded_cents:
        facts.append((_("Refunded"), words.money(cents=found.refunded_cents, currency=found.currency)))
    if found.charged_back_cents:
        facts.append(
            (_("Charged back"), words.money(cents=found.charged_back_cents, currency=found.currency))
        )
    facts.append((_("Paid by"), " · ".join(part for part in (found.provider, found.method) if part)))
    facts.append((_("Reference of the provider"), found.reference or "–"))
    return facts


def _moment(step: PaymentStep, currency: str) -> Moment:
    title, icon_name, tone = words.PAYMENT_STEPS[step.what]
    note = str(words.REFUND_REASONS.get(step.note, step.note)) if step.what == "refund_asked" else step.note
    amount = words.money(cents=step.amount_cents, currency=currency)
    by = _("decided by %(name)s") % {"name": step.by} if step.by else ""
    return Moment(
        step.at, str(title), " · ".join(part for part in (amount, note, by) if part), icon_name, tone
    )


def _why_not(error: Exception) -> str:
    if isinstance(error, DifferenceChanged):
        return _(
            "The cart was changed meanwhile, so the difference is another one now. Look again before you accept."
        )
    if isinstance(error, OtherCurrency):
        return _("It was paid in %(currency)s and cannot be compared. Send it back.") % {
            "currency": error.currency
        }
    if isinstance(error, NotAMismatch):
        return _("Somebody decided about this payment already.")
    if isinstance(error, AmountMismatch):
        return _("The cart was changed, and a rule of its house forbids it now. Send the money back.")
    if isinstance(error, PlacesGone):
        return _("The places are sold to somebody else by now. Send the money back.")
    return _(
        "This order is no cart any more: it is empty, cancelled, or paid in another way. Send the money back."
    )


def _signed(text: str) -> int:
    """Cents that may be below zero; a text that is no number is a difference that nobody saw."""
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 9):
        return -1_000_000_000
    return int(text)
