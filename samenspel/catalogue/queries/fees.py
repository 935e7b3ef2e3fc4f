"""The fees that anybody is asked in the shop: they belong to the price that is shown first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samenspel.catalogue.rules.facts import Asking, Per, Show
from samenspel.catalogue.rules.judging import hindrances
from samenspel.catalogue.rules.terms import Channel, parse_terms


@dataclass(frozen=True, slots=True)
class FeeAsked:
    """`name` is language -> text."""

    id: int
    name: Mapping[str, str]
    per: Per
    cents: int


def fees_asked(*, data: Sequence[Sequence[Any]], show: Show, at: datetime) -> tuple[FeeAsked, ...]:
    """Those of `data`, [id, name, per, cents, [terms]], that hold for this show in the shop now, whoever buys. Pure."""
    asking = Asking(at=at, channel=Channel.SHOP)
    return tuple(
        FeeAsked(id_, name, Per(per), cents)
        for id_, name, per, cents, terms in data
        if not hindrances(terms=parse_terms(data=terms), show=show, asking=asking)
    )


def asked_for(*, cents: int, fees: Sequence[FeeAsked]) -> int:
    """What a ticket at this price costs with the fees of a ticket; one that costs nothing has none."""
    return cents and cents + sum(fee.cents for fee in fees if fee.per is Per.TICKET)
