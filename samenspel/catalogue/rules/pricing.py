"""The price of a cart: pure, and the same whatever the order in which its lines were added.

Lines are put in the order (performance, place) first; every choice below breaks its ties by position and id. What is reckoned
is the trace, and the price is read from the trace.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from samenspel.catalogue.rules.charging import charge
from samenspel.catalogue.rules.choosing import choose
from samenspel.catalogue.rules.facts import Asking, Item, Show
from samenspel.catalogue.rules.judging import hindrances
from samenspel.catalogue.rules.reducing import Full, reduce
from samenspel.catalogue.rules.terms import Group
from samenspel.catalogue.rules.trace import PhaseVerdict, PricedLine, Quote


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
    sold = {line.index: lines[line.index] for line in full}
    for index, fees in charge(shows=shows, lines=sold, asking=now).items():
        lines[index] = replace(lines[index], fees=fees)
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
