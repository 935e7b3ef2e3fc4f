"""When a demo house plays what: a season around the day of loading, the same for the same seed and day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from samenspel.demo.folder.houses import DemoHall, DemoHouse, halls_of
from samenspel.demo.folder.shapes import Shape
from samenspel.demo.folder.works import Work, works

DAYS_BACK = 30
DAYS_AHEAD = 240
SALE_OPENS_AHEAD = 160
"""Performances further away than this many days are announced and go on sale later."""

TASTE: dict[str, tuple[str, ...]] = {
    "handelsbeurs": ("music", "music", "classical", "comedy"),
    "compagnie-cecilia": ("theatre", "theatre", "music"),
    "kopergietery": ("family", "family", "dance", "theatre"),
    "ntgent": ("theatre", "theatre", "dance", "literature"),
    "campo": ("dance", "theatre", "literature"),
    "gent-festival": ("classical",),
    "miramiro": ("circus", "circus", "family"),
    "buda": ("film", "film", "dance"),
    "bolwerk": ("music",),
    "theater-antigone": ("theatre",),
    "next-festival": ("dance", "theatre", "circus"),
}
MIXED = ("theatre", "comedy", "music", "family", "dance", "classical", "circus", "literature")
STANDING_FILES = ("club", "concertzaal-staand", "half-staand")


@dataclass(frozen=True, slots=True)
class Show:
    """One performance of a demo house; moments are local. `state` and `published` as in performances.csv."""

    house: DemoHouse
    work: Work
    hall: DemoHall
    shape: Shape
    starts: datetime
    state: str
    published: bool
    sale_starts: datetime

    @property
    def code(self) -> str:
        return f"{self.work.slug[:40].strip('-')}-{self.starts:%y%m%d-%H%M}"


def shows(*, house: DemoHouse, today: date, random: Random, count: int) -> Iterator[Show]:
    """`count` performances of one house, never two in one hall on one day; some works play two or three times."""
    halls = [hall for hall in halls_of(house) if hall.shapes]
    taste = TASTE.get(house.slug, MIXED)
    taken: set[tuple[str, date]] = set()
    chosen: list[Work] = []
    while count > 0:
        genre = taste[len(chosen) % len(taste)]
        pool = [work for work in works() if work.genre == genre]
        work = random.choice([work for work in pool if work not in chosen] or pool)
        chosen.append(work)
        run = min(count, random.choice((1, 1, 1, 2, 2, 3)))
        hall = halls[len(chosen) % len(halls)]
        on = _free_day(random, today, hall, taken)
        for _ in range(run):
            yield _show(house, work, hall, on, today, random)
            count -= 1
            taken.add((hall.slug, on))
            on = _next_free(on, hall, taken)


def _show(house: DemoHouse, work: Work, hall: DemoHall, on: date, today: date, random: Random) -> Show:
    ahead = (on - today).days
    opens = (
        on - timedelta(days=random.randint(75, 110))
        if ahead > SALE_OPENS_AHEAD
        else today - timedelta(days=60)
    )
    if opens <= today < on and ahead > SALE_OPENS_AHEAD:
        opens = today + timedelta(days=random.randint(5, 20))
    if ahead < 0:
        opens = on - timedelta(days=90)
    return Show(
        house=house,
        work=work,
        hall=hall,
        shape=_shape(work, hall, random),
        starts=datetime.combine(on, _clock(work.genre, on)),
        state="on_sale",
        published=True,
        sale_starts=datetime.combine(opens, time(10, 0)),
    )


def _shape(work: Work, hall: DemoHall, random: Random) -> Shape:
    standing = [shape for shape in hall.shapes if shape.file in STANDING_FILES]
    seated = [shape for shape in hall.shapes if shape.file not in STANDING_FILES]
    if standing and (not seated or (work.genre == "music" and random.random() < 0.6)):
        return standing[0]
    return seated[0]


def _clock(genre: str, on: date) -> time:
    if genre == "family":
        return time(15, 0) if on.weekday() >= 5 else time(14, 30)
    if on.weekday() == 6:
        return time(11, 0) if genre in ("classical", "literature") else time(15, 0)
    return time(20, 30) if genre in ("music", "film") else time(20, 0)


def _free_day(random: Random, today: date, hall: DemoHall, taken: set[tuple[str, date]]) -> date:
    while True:
        # Half of a season on sale lies in the next three months.
        span = (-DAYS_BACK, 90) if random.random() < 0.62 else (90, DAYS_AHEAD)
        on = today + timedelta(days=random.randint(*span))
        weight = (0.15, 0.3, 0.45, 0.7, 1.0, 1.0, 0.55)[on.weekday()]
        if random.random() < weight and _plays(on) and (hall.slug, on) not in taken:
            return on


def _next_free(on: date, hall: DemoHall, taken: set[tuple[str, date]]) -> date:
    on += timedelta(days=1)
    while (hall.slug, on) in taken or not _plays(on):
        on += timedelta(days=1)
    return on


def _plays(on: date) -> bool:
    return (on.month, on.day) not in ((12, 24), (12, 25), (12, 31), (1, 1)) and on.month not in (7, 8)
