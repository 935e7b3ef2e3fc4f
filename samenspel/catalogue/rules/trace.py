"""The trace of a price: every option, phase, reduction and fee that was looked at, and why those that do not count do not.

The price of a line is a property of its trace, so what is explained and what is asked can never differ.
"""

from dataclasses import dataclass

from samenspel.catalogue.rules.facts import Fee, Item, Option, Phase, Reduction
from samenspel.catalogue.rules.judging import Hindrance, Why


@dataclass(frozen=True, slots=True)
class OptionVerdict:
    """Chosen when it has no hindrances. One that is hindered but `asked` by name is why the line cannot be sold."""

    option: Option
    asked: bool
    hindrances: tuple[Hindrance, ...]

    @property
    def chosen(self) -> bool:
        return not self.hindrances


@dataclass(frozen=True, slots=True)
class PhaseVerdict:
    """Open to this asker when it has no hindrances."""

    phase: Phase
    hindrances: tuple[Hindrance, ...]


@dataclass(frozen=True, slots=True)
class ReductionVerdict:
    """What a reduction takes off this line; 0 with the hindrances that say why."""

    reduction: Reduction
    off_cents: int
    hindrances: tuple[Hindrance, ...]


@dataclass(frozen=True, slots=True)
class FeeVerdict:
    """What a fee asks at this line, of a fee of the order its share; 0 with the hindrances that say why."""

    fee: Fee
    cents: int
    hindrances: tuple[Hindrance, ...]


@dataclass(frozen=True, slots=True)
class PricedLine:
    """One line: its price, its fees and everything that was looked at for it."""

    item: Item
    options: tuple[OptionVerdict, ...]
    phases: tuple[PhaseVerdict, ...]
    reductions: tuple[ReductionVerdict, ...]
    fees: tuple[FeeVerdict, ...]

    @property
    def chosen(self) -> Option | None:
        return next((verdict.option for verdict in self.options if verdict.chosen), None)

    @property
    def list_cents(self) -> int:
        """The price of the ticket type before reductions; 0 when the line cannot be sold."""
        return 0 if self.chosen is None else self.chosen.cents

    @property
    def off_cents(self) -> int:
        return sum(verdict.off_cents for verdict in self.reductions)

    @property
    def cents(self) -> int:
        return self.list_cents - self.off_cents

    @property
    def fees_cents(self) -> int:
        return sum(verdict.cents for verdict in self.fees)

    @property
    def total_cents(self) -> int:
        """What is asked for this ticket, its fees included."""
        return self.cents + self.fees_cents

    @property
    def refusals(self) -> tuple[Hindrance, ...]:
        """Why this line cannot be sold like this; empty when it can.

        A closed sale comes first: the reasons of the phase that is nearest to open, of equals the first by position.
        """
        if self.phases and all(verdict.hindrances for verdict in self.phases):
            return min(self.phases, key=_distance).hindrances
        if self.chosen is not None:
            return ()
        asked = next((verdict.hindrances for verdict in self.options if verdict.asked), ())
        return asked or (Hindrance(Why.NO_PRICE),)


@dataclass(frozen=True, slots=True)
class Quote:
    """The whole cart, its lines in the order (performance, place)."""

    lines: tuple[PricedLine, ...]

    @property
    def tickets_cents(self) -> int:
        return sum(line.cents for line in self.lines)

    @property
    def fees_cents(self) -> int:
        return sum(line.fees_cents for line in self.lines)

    @property
    def total_cents(self) -> int:
        return self.tickets_cents + self.fees_cents

    @property
    def refused(self) -> tuple[PricedLine, ...]:
        return tuple(line for line in self.lines if line.refusals)


def _distance(verdict: PhaseVerdict) -> int:
    """One only has to wait for a phase that is still to come; the next best is to know when it ended."""
    why = {hindrance.why for hindrance in verdict.hindrances}
    if why == {Why.TOO_EARLY}:
        return 0
    return 1 if why == {Why.TOO_LATE} else 2
