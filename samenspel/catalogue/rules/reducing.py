"""Reductions that give themselves: n for m, a family's price, a share or an amount off.

A line has at most one reduction. Of the orders in which the reductions of a house can be given, the one that saves most is
taken; ties go to the lower position, then the lower id.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from samenspel.catalogue.rules.facts import Asking, Item, Option, Reduction, Show
from samenspel.catalogue.rules.formulas import Amount, Family, Formula, NForM, Share
from samenspel.catalogue.rules.judging import Hindrance, Why, hindrances
from samenspel.catalogue.rules.terms import Group
from samenspel.catalogue.rules.trace import ReductionVerdict
from samenspel.kernel.money import BASIS, split_cents

ORDERS_TRIED = 5
"""Up to so many reductions of a house every order is tried (120); more are taken by position."""


@dataclass(frozen=True, slots=True)
class Full:
    """A line at its full price: `index` in the cart, whose order breaks ties."""

    index: int
    item: Item
    option: Option


Off = dict[int, tuple[int, Reduction]]  # index of the line -> cents off, by which reduction
Hindered = dict[tuple[int, int], tuple[Hindrance, ...]]  # index of the line, reduction -> why not


def reduce(
    *, shows: Mapping[int, Show], lines: Sequence[Full], asking: Asking
) -> list[list[ReductionVerdict]]:
    """For each of `lines` a verdict on every reduction of its house, at most one of which takes something off."""
    verdicts: list[list[ReductionVerdict]] = [[] for _ in lines]
    reductions = {each.id: each for show in shows.values() for each in show.reductions}
    for house in sorted({each.house for each in reductions.values()}):
        own = sorted(
            (each for each in reductions.values() if each.house == house), key=lambda r: (r.position, r.id)
        )
        fit, hindered = _fitting(shows, lines, own, asking)
        off = _best(own, fit)
        for place, line in enumerate(lines):
            if shows[line.item.performance].house != house:
                continue
            for each in own:
                cents, by = off.get(line.index, (0, None))
                if by is each:
                    verdicts[place].append(ReductionVerdict(each, cents, ()))
                else:
                    why = hindered.get((line.index, each.id)) or _why_not(each, by, fit[each.id])
                    verdicts[place].append(ReductionVerdict(each, 0, why))
    return verdicts


def _fitting(
    shows: Mapping[int, Show], lines: Sequence[Full], reductions: Sequence[Reduction], asking: Asking
) -> tuple[dict[int, list[Full]], Hindered]:
    """The lines each reduction may be given to, and why the others are not among them."""
    fit: dict[int, list[Full]] = {each.id: [] for each in reductions}
    hindered: Hindered = {}
    for each in reductions:
        for line in lines:
            show = shows[line.item.performance]
            if show.house != each.house:
                continue
            why = hindrances(terms=each.terms, show=show, asking=asking)
            if each.ticket_types and line.option.ticket_type not in each.ticket_types:
                why = (Hindrance(Why.TICKET_TYPE), *why)
            if why:
                hindered[line.index, each.id] = why
            else:
                fit[each.id].append(line)
        for term in each.terms:
            if isinstance(term, Group):
                _leave_small_groups(each, term, fit, hindered)
    return fit, hindered


def _leave_small_groups(
    reduction: Reduction, group: Group, fit: dict[int, list[Full]], hindered: Hindered
) -> None:
    for performance, lines in _by_performance(fit[reduction.id]).items():
        if len(lines) < group.least:
            for line in lines:
                why = Hindrance(Why.GROUP, {"least": group.least, "found": len(lines)})
                hindered[line.index, reduction.id] = (why,)
            fit[reduction.id] = [line for line in fit[reduction.id] if line.item.performance != performance]


def _best(reductions: Sequence[Reduction], fit: Mapping[int, list[Full]]) -> Off:
    """The most that can be saved. `permutations` begins with the order of positions: it wins ties."""
    useful = [each for each in reductions if fit[each.id]]
    orders = permutations(useful) if len(useful) <= ORDERS_TRIED else iter([tuple(useful)])
    best: Off = {}
    for order in orders:
        off: Off = {}
        for each in order:
            free = [line for line in fit[each.id] if line.index not in off]
            off |= {
                index: (cents, each) for index, cents in cents_off(formula=each.formula, lines=free).items()
            }
        if _saved(off) > _saved(best):
            best = off
    return best


def _saved(off: Off) -> int:
    return sum(cents for cents, _ in off.values())


def cents_off(*, formula: Formula, lines: Sequence[Full]) -> dict[int, int]:
    """What a formula takes off each of these lines, by index; only lines it uses, so a full-price member of a set is 0."""
    match formula:
        case Share(off_bp=off_bp):
            parts = {
                line.index: split_cents(total_cents=line.option.cents, weights=(off_bp, BASIS - off_bp))[0]
                for line in lines
            }
            return {index: cents for index, cents in parts.items() if cents}
        case Amount(off_cents=off_cents):
            return {line.index: min(off_cents, line.option.cents) for line in lines if line.option.cents}
        case NForM():
            sets = [lines] if formula.across else _by_performance(lines).values()
            return {index: cents for each in sets for index, cents in _n_for_m(formula, each).items()}
        case Family():
            return {
                index: cents
                for each in _by_performance(lines).values()
                for index, cents in _family(formula, each).items()
            }


def _n_for_m(formula: NForM, lines: Sequence[Full]) -> dict[int, int]:
    """Sets of `take` from the dearest down; in each the cheapest are free. So one cheap ticket more never costs a saving."""
    off: dict[int, int] = {}
    ranked = _dearest_first(lines)
    for first in range(0, len(ranked) - formula.take + 1, formula.take):
        members = ranked[first : first + formula.take]
        if members[formula.pay].option.cents == 0:
            break
        for place, line in enumerate(members):
            off[line.index] = line.option.cents if place >= formula.pay else 0
    return off


def _family(formula: Family, lines: Sequence[Full]) -> dict[int, int]:
    """Sets from the dearest down, as long as the family's price is lower; the price is split by what the tickets cost."""
    adults = _dearest_first([line for line in lines if line.option.ticket_type in formula.adult_types])
    children = _dearest_first([line for line in lines if line.option.ticket_type in formula.child_types])
    off: dict[int, int] = {}
    sets = min(len(adults) // formula.adults, len(children) // formula.children)
    for number in range(sets):
        members = (
            adults[number * formula.adults : (number + 1) * formula.adults]
            + children[number * formula.children : (number + 1) * formula.children]
        )
        full = [line.option.cents for line in members]
        if sum(full) <= formula.cents:
            break
        parts = split_cents(total_cents=formula.cents, weights=full)
        off |= {line.index: cents - part for line, cents, part in zip(members, full, parts, strict=True)}
    return off


def _why_not(reduction: Reduction, instead: Reduction | None, fit: Sequence[Full]) -> tuple[Hindrance, ...]:
    if instead is not None:
        return (Hindrance(Why.BETTER_REDUCTION, {"instead": instead.id}),)
    match reduction.formula:
        case NForM(take=take) if len(fit) % take or len(fit) < take:
            return (Hindrance(Why.TOO_FEW, {"take": take}),)
        case Family(adults=adults, children=children):
            return (Hindrance(Why.TOO_FEW, {"adults": adults, "children": children}),)
    return (Hindrance(Why.NO_GAIN),)


def _by_performance(lines: Sequence[Full]) -> dict[int, list[Full]]:
    found: dict[int, list[Full]] = {}
    for line in lines:
        found.setdefault(line.item.performance, []).append(line)
    return found


def _dearest_first(lines: Sequence[Full]) -> list[Full]:
    return sorted(lines, key=lambda line: (-line.option.cents, line.index))
