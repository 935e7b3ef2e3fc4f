"""The fees of a cart. Pure.

A fee that is asked once an order is divided over the tickets it is asked for, by their price: each ticket carries its share, so
that its VAT follows the ticket's and its share goes back with the ticket (docs/decisions/0020-*.md).
"""

from collections.abc import Mapping

from samenspel.catalogue.rules.facts import Asking, Fee, Per, Show
from samenspel.catalogue.rules.judging import Hindrance, Why, hindrances
from samenspel.catalogue.rules.trace import FeeVerdict, PricedLine
from samenspel.kernel.money import split_cents


def charge(
    *, shows: Mapping[int, Show], lines: Mapping[int, PricedLine], asking: Asking
) -> dict[int, tuple[FeeVerdict, ...]]:
    """What each fee asks of each of `lines`, which are sold like this, by the key they have here.

    The parts of a fee of the order add up to it; ties of rounding go to the earlier line.
    """
    looked = {
        key: [(fee, _why_not(fee, line, shows[line.item.performance], asking)) for fee in _fees(shows, line)]
        for key, line in lines.items()
    }
    shares: dict[tuple[int, int], int] = {}
    for fee in {fee.id: fee for fees in looked.values() for fee, why in fees if not why}.values():
        keys = [key for key, fees in looked.items() if (fee, ()) in fees]
        parts = [fee.cents] * len(keys)
        if fee.per is Per.ORDER:
            parts = split_cents(total_cents=fee.cents, weights=[lines[key].cents for key in keys])
        shares |= {(key, fee.id): part for key, part in zip(keys, parts, strict=True)}
    return {
        key: tuple(FeeVerdict(fee, shares.get((key, fee.id), 0), why) for fee, why in fees)
        for key, fees in looked.items()
    }


def _fees(shows: Mapping[int, Show], line: PricedLine) -> list[Fee]:
    return sorted(shows[line.item.performance].fees, key=lambda fee: (fee.position, fee.id))


def _why_not(fee: Fee, line: PricedLine, show: Show, asking: Asking) -> tuple[Hindrance, ...]:
    if line.cents == 0:
        return (Hindrance(Why.COSTS_NOTHING),)
    return hindrances(terms=fee.terms, show=show, asking=asking)
