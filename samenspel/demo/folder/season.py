"""Everything the demo's houses play, worked out before a file is written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from random import Random

from samenspel.demo.folder.calendar import TASTE, Show, shows
from samenspel.demo.folder.houses import DemoHouse, pilot_houses
from samenspel.demo.folder.works import Work, works

SHOWS_PER_HOUSE = 9
SHOWS_PER_FURTHER_HOUSE = 15


@dataclass(frozen=True, slots=True)
class SeasonName:
    """A season runs from September to August."""

    name: str
    starts_on: date
    ends_on: date


def season_of(on: date) -> SeasonName:
    year = on.year if on.month >= 9 else on.year - 1
    return SeasonName(f"{year}-{year + 1}", date(year, 9, 1), date(year + 1, 8, 31))


def owner_of(work: Work) -> str:
    """The slug of the house that entered a production; the others that present it use the same."""
    if work.genre == "exhibition":
        return "buda"
    candidates = [
        house for house in pilot_houses() if work.genre in TASTE.get(house.slug, ("comedy", "literature"))
    ]
    presenting = [house for house in candidates if house.presents]
    return presenting[works().index(work) % len(presenting)].slug


def pilot_season(*, today: date, seed: int) -> list[Show]:
    """The shows of the pilot groups: one is cancelled, one is still an option, one is confirmed but not published."""
    found = _all(pilot_houses(), today, seed, SHOWS_PER_HOUSE)
    later = sorted(
        (show for show in found if (show.starts.date() - today).days > 20), key=lambda show: show.starts
    )
    special = {
        id(later[len(later) // 4]): ("cancelled", True),
        id(later[len(later) // 2]): ("option", False),
        id(later[len(later) * 3 // 4]): ("confirmed", False),
    }
    return [
        replace(show, state=special[id(show)][0], published=special[id(show)][1])
        if id(show) in special
        else show
        for show in found
    ]


def further_season(*, houses: Sequence[DemoHouse], today: date, seed: int) -> list[Show]:
    """The shows of the invented houses."""
    return _all(houses, today, seed, SHOWS_PER_FURTHER_HOUSE)


def _all(houses: Sequence[DemoHouse], today: date, seed: int, count: int) -> list[Show]:
    found: list[Show] = []
    for house in houses:
        if house.presents:
            # A generator of its own per house: one house more changes nobody else's season.
            random = Random(f"{seed}:{house.slug}")
            found.extend(shows(house=house, today=today, random=random, count=count))
    return _unique(found)


def _unique(found: list[Show]) -> list[Show]:
    """Two shows of one work in two halls of a house at one moment would share a code: keep the first."""
    seen: dict[tuple[str, str, datetime], Show] = {}
    for show in found:
        seen.setdefault((show.house.slug, show.code, show.starts), show)
    return list(seen.values())
