"""How rows are named and seats numbered, as halls in Flanders do it."""

from collections.abc import Iterator, Sequence
from itertools import count, islice
from string import ascii_uppercase

from samenspel.venues.rules.drawing import Block, RowNames, SeatNumbers

Numbers = list[int | None]


def row_names(*, rules: RowNames, rows: int) -> list[str]:
    """The names of `rows` rows, from front to back. "none" names nothing: the names stand in the row shapes."""
    if rules.style == "none":
        return [""] * rows
    names = list(islice(_names(rules), rows))
    return names if rules.first == "front" else names[::-1]


def _names(rules: RowNames) -> Iterator[str]:
    skipped = {name.upper() for name in rules.skip}
    letters = [letter for letter in ascii_uppercase if letter not in skipped]
    for ordinal in count(rules.start, rules.step):
        if rules.style == "numbers":
            name = str(ordinal)
        else:
            round_, letter = divmod(ordinal - 1, len(letters))
            name = letters[letter] * (round_ + 1)
        if name not in skipped:
            yield name


def seat_numbers(*, rules: SeatNumbers, left: int, there: Sequence[bool], start: int) -> Numbers:
    """The numbers of one row, from its first position; None where no seat is.

    `there` says which positions have a seat, `left` how many positions are left of the centre, `start` where a row that is
    numbered in one direction begins.
    """
    counted = [position for position, seat in enumerate(there) if seat or rules.keep_gaps]
    numbers: Numbers = [None] * len(there)
    match rules.order:
        case "left_to_right" | "right_to_left":
            order = counted if rules.order == "left_to_right" else counted[::-1]
            for number, position in zip(count(start, rules.step), order, strict=False):
                numbers[position] = number
        case "odd_left" | "even_left":
            odd, even = (
                [position for position in reversed(counted) if position < left],
                [position for position in counted if position >= left],
            )
            if rules.order == "even_left":
                odd, even = even, odd
            for side, first in ((odd, 1), (even, 2)):
                for number, position in zip(count(first, 2), side, strict=False):
                    numbers[position] = number
    return [number if seat else None for number, seat in zip(numbers, there, strict=True)]


def block_numbers(*, block: Block, there: Sequence[Sequence[bool]], left: Sequence[int]) -> list[Numbers]:
    """The numbers of every row of a block, from front to back; `there` and `left` by row, as in `seat_numbers`."""
    rules = block.seat_numbers
    found: dict[int, Numbers] = {}
    start = rules.start
    rows = range(len(there)) if block.row_names.first == "front" else range(len(there) - 1, -1, -1)
    for row in rows:
        found[row] = seat_numbers(rules=rules, left=left[row], there=there[row], start=start)
        if rules.continuous:
            counted = len(there[row]) if rules.keep_gaps else sum(there[row])
            start += rules.step * counted
    return [found[row] for row in range(len(there))]
