"""The price of a cart: pure, and the same whatever the order in which its lines were added.

Lines are put in the order (performance, place) first; every choice below breaks its ties by position and id. What is reckoned
is the trace, and the price is read from the trace.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from samenspel.catalogue.rules.choosing import choose
from samenspel.catalogue.rules.facts import Asking, Fee, Item, Per, Show
from samenspel.catalogue.rules.judging import Hindrance, Why, hindrances
from samenspel.catalogue.rules.reducing import Full, reduce
from samenspel.catalogue.rules.terms import Group
from samenspel.catalogue.rules.trace import FeeVerdict, PhaseVerdict, PricedLine, Quote


def price_cart(*, shows: Mapping[int, Show], items: Sequence[Item], asking: Asking) -> Quote:
    """The price of every item and why; an item of a performance that is not in `shows` has no price.

    A line that cannot be sold like this says so in `refusals` and counts for nothing in reductions and fees. At most 40 items,
    places not twice.
    """
    items = sorted(items, key=lambda item: (item.performance, item.place))
    verdicts = choose(shows=shows, items=items, asking=asking)
    lines = [
        PricedLine(item, options, _phases(shows.get(item.performance), asking), (), ())
        for item, options in zip(items, verdicts, strict=True)
    ]
    full = [
        Full(index, line.item, line.chosen)
        for index, line in enumerate(lines)
        if line.chosen is not None and not line.refusals
    ]
    now = replace(asking, agreed=False)
    for line, reductions in zip(full, reduce(shows=shows, lines=full, asking=now), strict=True):
        lines[line.index] = replace(lines[line.index], reductions=tuple(reductions))
    charged: set[int] = set()
    for line in full:
        fees = _fees(shows[line.item.performance], lines[line.index].cents, now, charged)
        lines[line.index] = replace(lines[line.index], fees=fees)
    return Quote(tuple(lines))


def open_to_all(*, show: Show, asking: Asking) -> dict[tuple[int, int], int]:
    """The prices anybody has at this moment in this channel, in cents by (rank, ticket type): what "from" may promise.

    Left out is what asks something of the person, and what is counted together or given with a reason.
    """
    return {
        (option.rank, option.ticket_type): option.cents
        for option in show.options
        if not any(isinstance(term, Group) for term in option.terms)
        and not hindrances(terms=option.terms, show=show, asking=asking)
    }


def _phases(show: Show | None, asking: Asking) -> tuple[PhaseVerdict, ...]:
    if show is None:
        return ()
    return tuple(
        PhaseVerdict(phase, hindrances(terms=phase.terms, show=show, asking=asking))
        for phase in sorted(show.phases, key=lambda phase: (phase.position, phase.id))
    )


def _fees(show: Show, cents: int, asking: Asking, charged: set[int]) -> tuple[FeeVerdict, ...]:
    """The fees at one line; `charged` gathers the fees of the order that stand at an earlier line."""
    found = []
    for fee in sorted(show.fees, key=lambda fee: (fee.position, fee.id)):
        why = _why_no_fee(fee, show, cents, asking, charged)
        if not why and fee.per is Per.ORDER:
            charged.add(fee.id)
        found.append(FeeVerdict(fee.id, fee.house, 0 if why else fee.cents, why))
    return tuple(found)


def _why_no_fee(fee: Fee, show: Show, cents: int, asking: Asking, charged: set[int]) -> tuple[Hindrance, ...]:
    if fee.id in charged:
        return (Hindrance(Why.ONCE),)
    if cents == 0:
        return (Hindrance(Why.COSTS_NOTHING),)
    return hindrances(terms=fee.terms, show=show, asking=asking)
