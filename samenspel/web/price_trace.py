"""The trace of a price, told: which ticket type, reduction and fee made it, and why the others did not."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from django.utils.translation import get_language, gettext_noop, ngettext
from django.utils.translation import gettext as _

from samenspel.catalogue.queries.rule_names import Names
from samenspel.catalogue.rules.facts import Fee, Per
from samenspel.catalogue.rules.judging import Hindrance, Why
from samenspel.catalogue.rules.trace import PricedLine
from samenspel.web.design import formats
from samenspel.web.design.words import words

Data = dict[str, Any]


def told(*, line: PricedLine, names: Names) -> dict[str, Any]:
    """One line as the component `price_trace` shows it; every sentence in the language of the page."""
    language = formats.known_language(get_language())

    def name(kind: str, id_: int) -> str:
        return words(dict(names.get((kind, id_), {})), language) or f"#{id_}"

    return {
        "cents": line.total_cents,
        "sold": not line.refusals,
        "refusals": why_not(line.refusals),
        "options": [
            {
                "name": name("type", verdict.option.ticket_type),
                "cents": verdict.option.cents,
                "counts": verdict.chosen,
                "why": why_not(verdict.hindrances) or _carried(names, verdict.option.ticket_type),
            }
            for verdict in line.options
        ],
        "phases": [
            {
                "name": name("phase", verdict.phase.id),
                "counts": not verdict.hindrances,
                "why": why_not(verdict.hindrances),
            }
            for verdict in line.phases
        ],
        "reductions": [
            {
                "name": name("reduction", verdict.reduction.id),
                "cents": -verdict.off_cents,
                "counts": verdict.off_cents > 0,
                "why": why_not(verdict.hindrances),
            }
            for verdict in line.reductions
        ],
        "fees": [
            {
                "name": name("fee", verdict.fee.id),
                "cents": verdict.cents,
                "counts": not verdict.hindrances,
                "why": why_not(verdict.hindrances) or _divided(verdict.fee, language),
            }
            for verdict in line.fees
        ],
    }


def _divided(fee: Fee, language: str) -> list[str]:
    """Of a fee of the order: what it is in all."""
    if fee.per is Per.TICKET:
        return []
    amount = formats.euro(cents=fee.cents, language=language)
    return [_("%(amount)s once for the order, divided over its tickets.") % {"amount": amount}]


def _carried(names: Names, ticket_type: int) -> list[str]:
    """Who pays the rest of a price that is a part of another."""
    parts = names.get(("carried", ticket_type))
    if parts is None:
        return []
    language = formats.known_language(get_language())
    shares = {who: formats.percent_bp(rate_bp=int(bp), language=language) for who, bp in parts.items()}
    told = _(
        "The visitor pays %(visitor)s, the house carries %(house)s and the municipality %(municipality)s."
    )
    return [told % shares]


def why_not(hindrances: Iterable[Hindrance]) -> list[str]:
    """A short sentence for each reason, none twice."""
    return list(dict.fromkeys(_sentence(each) for each in hindrances))


def _sentence(hindrance: Hindrance) -> str:
    say = WITH_DATA.get(hindrance.why)
    return say(hindrance.data) if say else _(PLAIN[hindrance.why])


def _limit(data: Data) -> str:
    return _("No more than %(limit)d, and those are taken.") % {"limit": data["limit"]}


def _group(data: Data) -> str:
    return _("Only from %(least)d tickets together.") % {"least": data["least"]}


def _age(data: Data) -> str:
    if data["oldest"] is None:
        return _("Only from %(youngest)d years old.") % data
    if data["youngest"] is None:
        return _("Only up to %(oldest)d years old.") % data
    return _("Only from %(youngest)d to %(oldest)d years old.") % data


def _too_few(data: Data) -> str:
    least = data["take"] if "take" in data else data["adults"] + data["children"]
    return ngettext(
        "Needs %(count)d ticket together.", "Needs %(count)d fitting tickets together.", least
    ) % {"count": least}


def _moment(at: object) -> str:
    return formats.moment(at=cast(Any, at), language=formats.known_language(get_language()))


WITH_DATA: dict[Why, Callable[[Data], str]] = {
    Why.TOO_EARLY: lambda data: _("Only from %(moment)s.") % {"moment": _moment(data["opens"])},
    Why.TOO_LATE: lambda data: _("Only until %(moment)s.") % {"moment": _moment(data["closed"])},
    Why.RESIDENT: lambda data: (
        _("Only for who lives in %(postcodes)s.") % {"postcodes": ", ".join(data["postcodes"])}
    ),
    Why.AGE: _age,
    Why.GROUP: _group,
    Why.LIMIT_ORDER: _limit,
    Why.LIMIT_PERSON: _limit,
    Why.LIMIT_PERFORMANCE: _limit,
    Why.TOO_FEW: _too_few,
}
PLAIN: dict[Why, str] = {
    Why.CHANNEL: gettext_noop("Not sold here."),
    Why.CODE: gettext_noop("Needs a code that is still good."),
    Why.ENTITLEMENT: gettext_noop("Needs a card or subscription that is known of the buyer."),
    Why.GENRE: gettext_noop("Not for this genre."),
    Why.WEEKDAY: gettext_noop("Not on this day of the week."),
    Why.START_TIME: gettext_noop("Not at this hour."),
    Why.PROGRAMME: gettext_noop("Not for this performance."),
    Why.REASON: gettext_noop("Given with a reason only."),
    Why.NO_PRICE: gettext_noop("No ticket type has a price here."),
    Why.NOT_CHOSEN: gettext_noop("Another ticket type was chosen."),
    Why.NOT_LOWEST: gettext_noop("Another ticket type costs less."),
    Why.TICKET_TYPE: gettext_noop("For other ticket types."),
    Why.NO_GAIN: gettext_noop("It would save nothing here."),
    Why.BETTER_REDUCTION: gettext_noop("Another reduction saves more."),
    Why.COSTS_NOTHING: gettext_noop("Not on a free ticket."),
}
