"""Sale phases that are still to come or over, said on the page of a performance."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from django.utils.translation import gettext as _

from samenspel.catalogue.queries.offers import Offered
from samenspel.catalogue.queries.rule_names import rule_names
from samenspel.catalogue.rules.facts import Phase
from samenspel.catalogue.rules.judging import Why
from samenspel.catalogue.rules.phases import in_the_way, meant_for
from samenspel.catalogue.rules.terms import Age, Channel, Channels, Code, Entitled, Period, Resident
from samenspel.web.design.words import words

PERSONAL = (Age, Code, Entitled, Resident)


def to_come(*, offer: Offered, at: datetime, language: str) -> list[dict[str, Any]]:
    """When the sale opens for whom, the soonest first; nothing without phases. One statement when there are any.

    Phases of the desk or the door alone are said with where; `who` is the name the house gave it, empty for everybody.
    """
    coming = sorted(
        (
            (opens, phase)
            for phase in offer.phases
            if meant_for(phase=phase, show=offer.show, at=at)
            and (opens := _opens(phase, offer.facts.starts_at)) is not None
            and opens > at
        ),
        key=lambda pair: (pair[0], pair[1].position, pair[1].id),
    )
    if not coming:
        return []
    names = rule_names(houses=[offer.facts.house_id])
    return [
        {
            "opens": opens,
            "who": words(dict(names.get(("phase", phase.id), {})), language)
            if any(isinstance(term, PERSONAL) for term in phase.terms)
            else _("everybody"),
            "where": _where(phase.terms),
        }
        for opens, phase in coming
    ]


def ended(*, offer: Offered, at: datetime) -> dict[str, Any] | None:
    """Since when (`at`) nobody may buy in the shop any more by the phases, and `where` one still may, as far as they say it.

    None without phases, and while the shop sells to anybody at all, or will.
    """
    here = in_the_way(show=offer.show, at=at, channel=Channel.SHOP)
    if not here or any({each.why for each in found} <= {Why.TOO_EARLY} for found in here):
        return None
    late = [
        cast(datetime, found[0].data["closed"])
        for found in here
        if {each.why for each in found} == {Why.TOO_LATE}
    ]
    if not late:
        return None
    elsewhere = {Channel.DESK: _("at the desk"), Channel.DOOR: _("at the door")}
    where = [
        text
        for channel, text in elsewhere.items()
        if not all(in_the_way(show=offer.show, at=at, channel=channel))
    ]
    return {"at": max(late), "where": where}


def _opens(phase: Phase, starts_at: datetime) -> datetime | None:
    moments = [
        term.opens.of(starts_at=starts_at) for term in phase.terms if isinstance(term, Period) and term.opens
    ]
    return max(moments, default=None)


def _where(terms: Sequence[object]) -> str:
    """Empty when it is sold here too, or everywhere."""
    for term in terms:
        if isinstance(term, Channels) and Channel.SHOP not in term.any:
            return _("at the desk") if Channel.DESK in term.any else _("at the door")
    return ""
