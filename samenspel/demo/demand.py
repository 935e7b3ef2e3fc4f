"""How much is asked of each performance, and by what parties. Pure: a seed decides."""

from dataclasses import dataclass
from random import Random

PARTY_SIZES = (1, 2, 3, 4, 5, 6, 8, 12, 20, 35)
PARTY_WEIGHTS = (9, 34, 9, 15, 4, 5, 6, 8, 6, 4)


@dataclass(frozen=True, slots=True)
class Demand:
    """Parties in the order in which they come; with `sold_out` whatever they leave is sold too."""

    parties: tuple[int, ...]
    sold_out: bool = False


def demand(*, random: Random, capacity: int, days_ahead: int) -> Demand:
    """What has been sold of a performance that is `days_ahead` (negative: was) away.

    The past is mostly full, the coming weeks fill up, the far future has begun. Some are sold out or nearly: small halls only,
    as it goes.
    """
    fill = _fill(random, days_ahead)
    wanted = round(capacity * fill)
    popular = capacity <= 260 and 0 <= days_ahead <= 120 and random.random() < 0.3
    sold_out = popular and random.random() < 0.5
    if popular:
        wanted = capacity - (0 if sold_out else random.choice((2, 5, 8)))
    elif capacity > 300:
        # Large halls would take most of the time of loading; a part of their public is enough to look lived in.
        wanted = min(wanted, 40 + capacity // 6)
    parties = []
    left = wanted
    while left > 0:
        size = min(left, random.choices(PARTY_SIZES, PARTY_WEIGHTS)[0])
        parties.append(size)
        left -= size
    return Demand(tuple(parties), sold_out)


def slot_demand(*, random: Random, days_ahead: int) -> Demand:
    """Of one timeslot of 25: weekends soon are asked most; a few slots are full."""
    if days_ahead > 9 or random.random() > 0.35:
        return Demand(())
    if random.random() < 0.12:
        return Demand((20, 5))
    return Demand(tuple(random.choice((1, 2, 2, 3, 4)) for _ in range(random.randint(1, 4))))


def _fill(random: Random, days_ahead: int) -> float:
    if days_ahead < 0:
        return random.uniform(0.3, 0.85)
    if days_ahead <= 21:
        return random.uniform(0.25, 0.85)
    if days_ahead <= 90:
        return random.uniform(0.05, 0.4)
    return random.uniform(0.0, 0.1)
