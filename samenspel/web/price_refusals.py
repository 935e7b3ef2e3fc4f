"""What a rule of prices asks, said to a visitor: why this ticket cannot be had like this, and what to do next."""

from collections.abc import Callable
from datetime import datetime
from typing import cast

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samenspel.catalogue.rules.judging import Hindrance, Why
from samenspel.web.design import formats

Data = dict[str, object]


def because(*, hindrance: Hindrance) -> tuple[str, str] | None:
    """The sentence and the next step, in the language of the page; None when there is nothing better to say than "not here"."""
    say = SENTENCES.get(hindrance.why)
    return None if say is None else say(hindrance.data)


def _too_early(data: Data) -> tuple[str, str]:
    return (
        _("These tickets go on sale for you on %(moment)s.") % {"moment": _moment(data["opens"])},
        _("Come back then, or choose another ticket type."),
    )


def _too_late(data: Data) -> tuple[str, str]:
    return (
        _("These tickets were on sale here until %(moment)s.") % {"moment": _moment(data["closed"])},
        _("Choose another ticket type, or ask the house what is left at the door."),
    )


def _channel(data: Data) -> tuple[str, str]:
    return _("This ticket type is not sold here."), _(
        "Choose another ticket type, or ask at the desk of the house."
    )


def _code(data: Data) -> tuple[str, str]:
    return _("This ticket type needs a code that is still good."), _("Choose another ticket type.")


def _personal(data: Data) -> tuple[str, str]:
    return (
        _("This ticket type is for who is entitled to it, and we do not know that of you yet."),
        _("Choose another ticket type, or let the house note your card or subscription first."),
    )


def _group(data: Data) -> tuple[str, str]:
    least = _int(data["least"])
    return (
        ngettext(
            "This ticket type is for groups of at least %(least)d person.",
            "This ticket type is for groups of at least %(least)d persons.",
            least,
        )
        % {"least": least},
        _("Choose another ticket type, or take all places of the group at once."),
    )


def _limit(data: Data) -> tuple[str, str]:
    limit = _int(data["limit"])
    return (
        ngettext(
            "One buyer gets at most %(limit)d ticket of this type.",
            "One buyer gets at most %(limit)d tickets of this type.",
            limit,
        )
        % {"limit": limit},
        _("Choose another ticket type for the other places."),
    )


def _limit_of_performance(data: Data) -> tuple[str, str]:
    return _("There are no tickets of this type left for this performance."), _("Choose another ticket type.")


def _reason(data: Data) -> tuple[str, str]:
    return _("This ticket is given with a reason only."), _(
        "Say why it is given, or choose another ticket type."
    )


SENTENCES: dict[Why, Callable[[Data], tuple[str, str]]] = {
    Why.TOO_EARLY: _too_early,
    Why.TOO_LATE: _too_late,
    Why.CHANNEL: _channel,
    Why.CODE: _code,
    Why.ENTITLEMENT: _personal,
    Why.RESIDENT: _personal,
    Why.AGE: _personal,
    Why.GROUP: _group,
    Why.LIMIT_ORDER: _limit,
    Why.LIMIT_PERSON: _limit,
    Why.LIMIT_PERFORMANCE: _limit_of_performance,
    Why.REASON: _reason,
}


def _moment(at: object) -> str:
    return formats.moment(at=cast(datetime, at), language=formats.known_language(get_language()))


def _int(number: object) -> int:
    return cast(int, number)
