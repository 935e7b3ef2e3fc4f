"""Agreements in words: what terms say, in which state a version is, and why something cannot be."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samenspel.agreements.commands.answer import NothingInForce, NotWaiting, TermsOver, TooSoon
from samenspel.agreements.commands.propose import AgreementEnded, ProposalOpen
from samenspel.agreements.queries.agreements import State
from samenspel.agreements.rules.terms import BadTerms, OnRefund, PaymentCosts, Rate, Terms
from samenspel.kernel.errors import DomainError
from samenspel.web.backoffice import words
from samenspel.web.design import formats

STATES = {
    State.WAITING: (gettext_lazy("waits for an answer"), "warn"),
    State.DECLINED: (gettext_lazy("declined"), "error"),
    State.WITHDRAWN: (gettext_lazy("withdrawn"), ""),
    State.COMING: (gettext_lazy("signed, begins later"), "info"),
    State.IN_FORCE: (gettext_lazy("in force"), "ok"),
    State.REPLACED: (gettext_lazy("replaced"), ""),
    State.OVER: (gettext_lazy("over"), ""),
}

ON_REFUND = {
    OnRefund.RETURNED.value: gettext_lazy("the seller gives its commission back"),
    OnRefund.KEPT.value: gettext_lazy("the seller keeps its commission"),
}

PAYMENT_COSTS = {
    PaymentCosts.PRESENTER.value: gettext_lazy("the house that presents"),
    PaymentCosts.SELLER.value: gettext_lazy("the house that sells"),
}

TERMS = {
    ("rates", "missing"): gettext_lazy("Say what every ticket earns the seller, 0 when it earns nothing."),
    ("until", "order"): gettext_lazy("The last day comes before the first."),
    ("productions", "unknown"): gettext_lazy("One of these productions is not of the house that presents."),
    ("ticket_types", "unknown"): gettext_lazy("One of these ticket types is not of the house that presents."),
    ("productions", "too_many"): gettext_lazy("At most 200; leave all empty for the whole programme."),
}


def refusal(error: DomainError) -> tuple[str, str]:
    """The field of the form ('' is the whole) and the sentence. Raises the error again when it is none of these."""
    if isinstance(error, BadTerms):
        told = TERMS.get((error.field, error.why), _("This cannot be agreed. Look at what you filled in."))
        field = {"rates": "percentage"}.get(error.field, error.field)
        return field, str(told)
    if isinstance(error, ProposalOpen):
        sentence = _("Version %(number)d still waits for an answer. Withdraw or answer it first.")
        return "", sentence % {"number": error.number}
    if isinstance(error, TooSoon):
        earliest = formats.day_of_year(on=error.earliest, language=words.language())
        return "last_day", _("It can end on %(day)s at the earliest.") % {"day": earliest}
    said = {
        AgreementEnded: _("This agreement was ended. Propose a new one."),
        NotWaiting: _("This version waits for no answer of yours any more. Look at it again."),
        TermsOver: _("The last day of this version has passed. Propose one with later days."),
        NothingInForce: _("There is nothing to end any more."),
    }.get(type(error))
    if said is None:
        raise error
    return "", said


def commission(rate: Rate) -> str:
    """`4 % + € 0,50`, `niets`."""
    parts = []
    if rate.percentage_bp:
        parts.append(formats.percent_bp(rate_bp=rate.percentage_bp, language=words.language()))
    if rate.fixed_cents:
        parts.append(formats.euro(cents=rate.fixed_cents, language=words.language()))
    return " + ".join(parts) or _("nothing")


def terms_in_words(
    *, terms: Terms, productions: Mapping[int, str], ticket_types: Mapping[int, str]
) -> list[tuple[str, str]]:
    """What it is about, and what it says, in the order of the form."""
    language = words.language()

    def listed(ids: tuple[int, ...], names: Mapping[int, str]) -> str:
        return ", ".join(names.get(each, f"#{each}") for each in ids) or _("all")

    rows = [
        (_("Productions"), listed(terms.productions, productions)),
        (_("Ticket types"), listed(terms.ticket_types, ticket_types)),
        (_("No ticket below"), formats.euro(cents=terms.floor_cents, language=language)),
        (_("Commission a ticket"), "; ".join(_rates(terms, ticket_types))),
        (_("When a ticket is refunded"), str(ON_REFUND[terms.on_refund])),
        (_("Costs of paying are borne by"), str(PAYMENT_COSTS[terms.payment_costs])),
        (_("Buyer also a contact of the seller"), _("yes") if terms.shares_buyer else _("no")),
        (_("First day"), formats.day_of_year(on=terms.starts_on, language=language)),
        (_("Last day"), formats.day_of_year(on=terms.until, language=language) if terms.until else _("open")),
        (
            _("Notice"),
            ngettext("%(days)d day", "%(days)d days", terms.notice_days) % {"days": terms.notice_days},
        ),
    ]
    if terms.performances:
        count = len(terms.performances)
        rows.insert(1, (_("Performances"), _("only %(n)d") % {"n": count}))
    return rows


def _rates(terms: Terms, ticket_types: Mapping[int, str]) -> list[str]:
    """All others first, then each that is particular."""
    said = []
    for rate in sorted(terms.rates, key=lambda each: (each.ticket_type is not None, each.rank is not None)):
        of = []
        if rate.ticket_type is not None:
            of.append(ticket_types.get(rate.ticket_type, f"#{rate.ticket_type}"))
        if rate.rank is not None:
            of.append(_("rank %(rank)d") % {"rank": rate.rank})
        said.append(f"{', '.join(of)}: {commission(rate)}" if of else commission(rate))
    return said
