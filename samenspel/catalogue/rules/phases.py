"""What the sale phases of a performance mean for visitors of whom nothing is known: to come, open to somebody, or over. Pure."""

from datetime import datetime

from samenspel.catalogue.rules.facts import Asking, Phase, Show
from samenspel.catalogue.rules.judging import Hindrance, Why, hindrances
from samenspel.catalogue.rules.terms import Channel

OF_PERSON = frozenset({Why.AGE, Why.CODE, Why.ENTITLEMENT, Why.RESIDENT})
OF_SHOW = frozenset({Why.GENRE, Why.WEEKDAY, Why.START_TIME, Why.PROGRAMME})


def meant_for(*, phase: Phase, show: Show, at: datetime) -> bool:
    """Whether the phase is for this show at all: its genre, day, hour and place in the programme."""
    found = hindrances(terms=phase.terms, show=show, asking=Asking(at=at, channel=Channel.SHOP))
    return not any(each.why in OF_SHOW for each in found)


def in_the_way(*, show: Show, at: datetime, channel: Channel) -> list[list[Hindrance]]:
    """Of each phase what keeps everybody from it, whoever they are."""
    asking = Asking(at=at, channel=channel)
    return [
        [
            each
            for each in hindrances(terms=phase.terms, show=show, asking=asking)
            if each.why not in OF_PERSON
        ]
        for phase in show.phases
    ]


def is_closed(*, show: Show, at: datetime) -> bool:
    """Nobody may buy in the shop now by the phases; never without phases."""
    return bool(show.phases) and all(in_the_way(show=show, at=at, channel=Channel.SHOP))


def opens_at(*, show: Show, at: datetime) -> datetime | None:
    """When the first phase opens in the shop for which one only has to wait; None when there is none."""
    moments = (
        found[0].data["opens"]
        for found in in_the_way(show=show, at=at, channel=Channel.SHOP)
        if {each.why for each in found} == {Why.TOO_EARLY}
    )
    return min((moment for moment in moments if isinstance(moment, datetime)), default=None)
