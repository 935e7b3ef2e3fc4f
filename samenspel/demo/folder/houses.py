"""The houses of the demo: those of the pilot groups, with an invented programme, and invented ones to fill up to 248.

Enterprise numbers and accounts are invented with right check digits, in ranges that are not given out.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from stdnum.iban import calc_check_digits

from samenspel.demo.folder.shapes import Shape, club, fan, half_standing, nave, playhouse, tent, tribune

TARGET = {"cultuurcentrum": 68, "gemeenschapscentrum": 111, "kunstenorganisatie": 69}
"""The 248 organisations of the whole target group."""

REGION_SIZE = 12


@dataclass(frozen=True, slots=True)
class DemoRegion:
    slug: str
    name: str
    accent: str
    seller: str
    collector: str
    tagline: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class DemoHouse:
    """One house; `number` makes its enterprise number and account, `genres` is what it mostly presents."""

    region: str
    slug: str
    name: str
    kind: str
    town: str
    postcode: str
    street: str
    vat_regime: str
    accent: str
    poster_shape: str
    radius: str
    about: tuple[str, str, str]
    number: int

    @property
    def enterprise_number(self) -> str:
        first = 9_990_000 + self.number
        return f"0{first:07d}{97 - first % 97:02d}"

    @property
    def iban(self) -> str:
        account = 9_990_000_000 + self.number
        bban = f"{account:010d}{account % 97 or 97:02d}"
        return f"BE{calc_check_digits('BE00' + bban)}{bban}"

    @property
    def presents(self) -> bool:
        return self.kind != "ticket_desk"


@dataclass(frozen=True, slots=True)
class DemoHall:
    """One hall with the plans it can be set up in; the first is its usual one."""

    slug: str
    name: str
    shapes: tuple[Shape, ...]


REGIONS = (
    DemoRegion(
        "gent",
        "Gent",
        "#3d2b56",
        "tickets-gent",
        "tickets-gent",
        (
            "Alle podia van Gent in één mandje",
            "Toutes les scènes de Gand dans un seul panier",
            "Every stage of Ghent in one cart",
        ),
    ),
    DemoRegion(
        "zuidwest",
        "Zuidwest",
        "#22485c",
        "ticketservice-kortrijk",
        "ticketservice-kortrijk",
        (
            "Van Kortrijk tot Menen: één avond, veel huizen",
            "De Courtrai à Menin : une soirée, mille scènes",
            "From Kortrijk to Menen: one night, many houses",
        ),
    ),
    DemoRegion(
        "zender",
        "ZENDER",
        "#8c3a1c",
        "vzw-de-rand",
        "vzw-de-rand",
        (
            "Pajottenland en Zennevallei op het podium",
            "Le Pajottenland et la vallée de la Senne sur scène",
            "Pajottenland and the Zenne valley on stage",
        ),
    ),
)


@cache
def shapes() -> dict[str, Shape]:
    """Every plan of the demo by its file name."""
    made = (
        playhouse("schouwburg-groot", rows=22, half=13, balcony_rows=6, boxes=4),
        playhouse("schouwburg", rows=16, half=10, balcony_rows=5, boxes=4),
        fan("theaterzaal-groot", rows=17, half=12),
        fan("theaterzaal", rows=14, half=10),
        fan("theaterzaal-klein", rows=12, half=8, curve=18.0),
        fan("concertzaal", rows=13, half=11, curve=30.0),
        tribune("zwarte-doos-groot", rows=12, blocks=(6, 8, 6)),
        tribune("zwarte-doos", rows=10, blocks=(7, 8)),
        tribune("studio", rows=6, blocks=(10,)),
        tribune("filmzaal", rows=11, blocks=(7, 7)),
        nave("kerk", rows=24),
        tent("circustent", rows=9, arc_seats=9),
        club("club", standing=400, balcony=40),
        club("concertzaal-staand", standing=650, balcony=60),
        half_standing("half-staand", standing=150, rows=7, blocks=(8, 8)),
    )
    return {shape.file: shape for shape in made}


HALLS: dict[str, tuple[tuple[str, str, tuple[str, ...]], ...]] = {
    "handelsbeurs": (("concertzaal", "Concertzaal", ("concertzaal", "concertzaal-staand")),),
    "compagnie-cecilia": (("loods", "De Loods", ("zwarte-doos",)),),
    "kopergietery": (
        ("rode-zaal", "Rode zaal", ("zwarte-doos",)),
        ("zolder", "Zolder", ("studio",)),
    ),
    "ntgent": (
        ("schouwburg", "Schouwburg", ("schouwburg",)),
        ("kleine-zaal", "Kleine zaal", ("zwarte-doos-groot",)),
    ),
    "campo": (("zwarte-zaal", "Zwarte zaal", ("zwarte-doos-groot",)),),
    "gent-festival": (("abdijkerk", "Abdijkerk", ("kerk",)),),
    "miramiro": (("tent", "De tent", ("circustent",)),),
    "schouwburg-kortrijk": (
        ("grote-zaal", "Grote zaal", ("schouwburg-groot",)),
        ("studio", "Studio", ("zwarte-doos",)),
    ),
    "buda": (
        ("filmzaal", "Filmzaal", ("filmzaal",)),
        ("podiumzaal", "Podiumzaal", ("zwarte-doos-groot",)),
        ("tentoonstelling", "Tentoonstellingszaal", ()),
    ),
    "bolwerk": (("club", "Club", ("club",)),),
    "cc-wevelgem": (("theaterzaal", "Theaterzaal", ("theaterzaal",)),),
    "cc-de-steiger": (("theaterzaal", "Theaterzaal", ("theaterzaal-groot",)),),
    "gc-d-iefte": (("zaal", "Grote zaal", ("zwarte-doos-groot", "half-staand")),),
    "theater-antigone": (("zaal", "Theaterzaal", ("studio",)),),
    "next-festival": (("festivalzaal", "Festivalzaal", ("zwarte-doos-groot",)),),
    "cc-westrand": (
        ("schouwburg", "Schouwburg", ("theaterzaal-groot",)),
        ("studio", "Studio", ("studio",)),
    ),
    "cc-de-meent": (("theaterzaal", "Theaterzaal", ("theaterzaal-groot",)),),
    "cc-t-vondel": (("theaterzaal", "Theaterzaal", ("theaterzaal-klein",)),),
    "cc-coloma": (("zaal", "Rozenzaal", ("zwarte-doos-groot",)),),
    "vzw-de-rand": (("zaal", "Grote zaal", ("zwarte-doos", "half-staand")),),
}
FURTHER_HALLS = (
    "theaterzaal",
    "theaterzaal-klein",
    "zwarte-doos-groot",
    "zwarte-doos",
    "theaterzaal-groot",
    "studio",
)


@cache
def pilot_houses() -> tuple[DemoHouse, ...]:
    """The houses of the three pilot groups with their ticket desks, in the order of their regions."""
    lines = (Path(__file__).parent / "houses.tsv").read_text(encoding="utf-8").splitlines()
    found = []
    for number, line in enumerate(lines, start=1):
        region, slug, name, kind, town, postcode, street, regime, accent, shape, radius, *about = line.split(
            "|"
        )
        nl, fr, en = about
        found.append(
            DemoHouse(
                region,
                slug,
                name,
                kind,
                town,
                postcode,
                street,
                regime,
                accent,
                shape,
                radius,
                (nl, fr, en),
                number,
            )
        )
    return tuple(found)


def further_houses(*, count: int) -> tuple[tuple[DemoRegion, ...], tuple[DemoHouse, ...]]:
    """Invented houses until there are `count` (20-248) that present, kinds as in the target group, in regions of 12."""
    left = {
        kind: target - sum(house.kind == kind for house in pilot_houses()) for kind, target in TARGET.items()
    }
    kinds = [kind for i in range(max(left.values())) for kind, of_kind in left.items() if i < of_kind]
    wanted = count - sum(house.presents for house in pilot_houses())
    houses = tuple(_further_house(i, kind) for i, kind in enumerate(kinds[: max(0, wanted)]))
    regions = []
    for start in range(0, len(houses), REGION_SIZE):
        first = houses[start]
        name = f"Demo-regio {start // REGION_SIZE + 1}"
        regions.append(
            DemoRegion(first.region, name, first.accent, first.slug, first.slug, (name, name, name))
        )
    return tuple(regions), houses


FIRST = ("Wester", "Ooster", "Zuider", "Noorder", "Midden", "Groot", "Klein", "Hoog", "Laag", "Oud", "Nieuw", "Blauw",
         "Groen", "Wit", "Steen", "Zand", "Water", "Linden")  # fmt: skip
LAST = (
    "beke",
    "gem",
    "hove",
    "dorp",
    "zele",
    "kerke",
    "brugge",
    "wijk",
    "donk",
    "rode",
    "broek",
    "veld",
    "akker",
)
ACCENTS = (
    "#8a1538",
    "#1d3f8a",
    "#0f6b5c",
    "#6b2d86",
    "#a3510b",
    "#2f6b3a",
    "#7a2540",
    "#22485c",
    "#8c3a1c",
    "#4a3b8f",
)
WORDS = {
    "cultuurcentrum": ("CC", "cc"),
    "gemeenschapscentrum": ("GC", "gc"),
    "kunstenorganisatie": ("Kunstenhuis", "kunstenhuis"),
}


def _further_house(index: int, kind: str) -> DemoHouse:
    # 18 and 13 have no common divisor: the first 234 pairs are all different.
    town = f"Demo-{FIRST[index % len(FIRST)]}{LAST[index % len(LAST)]}"
    word, slug = WORDS[kind]
    return DemoHouse(
        region=f"demo-regio-{index // REGION_SIZE + 1}",
        slug=f"{slug}-{town.lower()}",
        name=f"{word} {town}",
        kind=kind,
        town=town,
        postcode="0000",
        street=f"Demostraat {index + 1}",
        vat_regime="exempt" if index % 3 else "taxable",
        accent=ACCENTS[index % len(ACCENTS)],
        poster_shape=("portrait", "arch", "cut")[index % 3],
        radius=("soft", "round", "sharp")[index % 3],
        about=(f"Verzonnen huis in {town}.", f"Maison inventée à {town}.", f"Invented house in {town}."),
        number=100 + index,
    )


def halls_of(house: DemoHouse) -> tuple[DemoHall, ...]:
    """The halls of a house with their plans."""
    if house.slug in HALLS:
        return tuple(
            DemoHall(slug, name, tuple(shapes()[file] for file in files))
            for slug, name, files in HALLS[house.slug]
        )
    if not house.presents:
        return ()
    return (DemoHall("zaal", "Grote zaal", (shapes()[FURTHER_HALLS[house.number % len(FURTHER_HALLS)]],)),)
