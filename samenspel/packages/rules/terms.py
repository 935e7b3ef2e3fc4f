"""What may be chosen in a package, what it costs, and what is still missing. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from samenspel.kernel.money import BASIS


class PriceForm(StrEnum):
    """One price for the whole, one for each performance, or the list prices with a discount."""

    WHOLE = "whole"
    EACH = "each"
    DISCOUNT = "discount"


class Lack(StrEnum):
    """What stands between a choice and a package; `Missing` says how much of it."""

    TOO_FEW = "too_few"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Choice:
    """A performance of the package: its house, genre and group, and what its ticket would cost apart."""

    performance: int
    house: int
    genre: str
    group: str
    list_cents: int


@dataclass(frozen=True, slots=True)
class BoundRule:
    """Of this house, genre or group (one of them is named) `least` to `most` are chosen."""

    least: int
    most: int | None
    house: int | None = None
    genre: str = ""
    group: str = ""

    def covers(self, choice: Choice) -> bool:
        return (
            (self.house is not None and choice.house == self.house)
            or (self.genre != "" and choice.genre == self.genre)
            or (self.group != "" and choice.group == self.group)
        )


@dataclass(frozen=True, slots=True)
class Terms:
    """`least` to `most` performances; `price_cents` of the whole or of each, or `discount_bp` off the list prices."""

    least: int
    most: int
    price_form: PriceForm
    price_cents: int = 0
    discount_bp: int = 0
    bounds: tuple[BoundRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """`count` performances too few or too many, in the whole package or (`bound`) in a part of it."""

    lack: Lack
    count: int
    bound: BoundRule | None = None


def missing(*, terms: Terms, chosen: Sequence[Choice]) -> list[Missing]:
    """Everything that keeps this choice from being the package; empty when it is one."""
    found = [_between(len(chosen), terms.least, terms.most, None)]
    for bound in terms.bounds:
        found.append(_between(sum(map(bound.covers, chosen)), bound.least, bound.most, bound))
    return [each for each in found if each is not None]


def _between(count: int, least: int, most: int | None, bound: BoundRule | None) -> Missing | None:
    if count < least:
        return Missing(Lack.TOO_FEW, least - count, bound)
    if most is not None and count > most:
        return Missing(Lack.TOO_MANY, count - most, bound)
    return None


def price_cents(*, terms: Terms, list_cents: Sequence[int]) -> int:
    """What these performances cost together in the package; a discount is rounded half up over the whole."""
    match terms.price_form:
        case PriceForm.WHOLE:
            return terms.price_cents
        case PriceForm.EACH:
            return terms.price_cents * len(list_cents)
        case PriceForm.DISCOUNT:
            return (2 * sum(list_cents) * (BASIS - terms.discount_bp) + BASIS) // (2 * BASIS)
