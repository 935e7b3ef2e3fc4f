"""Ticket types and price lists of a demo house."""

from collections.abc import Iterator
from dataclasses import dataclass

TICKET_TYPES = (
    ("basis", ("Basis", "Plein tarif", "Standard"), ("", "", ""), 1),
    (
        "min-26",
        ("-26 jaar", "-26 ans", "Under 26"),
        ("Toon je leeftijd aan de ingang", "Montrez votre âge à l'entrée", "Show your age at the door"),
        2,
    ),
    ("65-plus", ("65+", "65+", "Over 65"), ("", "", ""), 3),
    (
        "inwoner",
        ("Inwoner", "Habitant", "Resident"),
        (
            "Voor wie in de gemeente woont",
            "Pour les habitants de la commune",
            "For those who live in the town",
        ),
        4,
    ),
    (
        "kansentarief",
        ("UiTPAS-kansentarief", "Tarif réduit UiTPAS", "UiTPAS social tariff"),
        ("Toon je UiTPAS aan de ingang", "Montrez votre UiTPAS à l'entrée", "Show your UiTPAS at the door"),
        5,
    ),
    ("groep", ("Groep vanaf 10", "Groupe dès 10", "Group of 10 or more"), ("", "", ""), 6),
    (
        "school",
        ("School", "École", "School"),
        ("Alleen in klasverband", "Uniquement en classe", "School classes only"),
        7,
    ),
    ("vrijkaart", ("Vrijkaart", "Entrée libre", "Free ticket"), ("", "", ""), 8),
)
NAMES = {
    "theater": "Theater en dans",
    "concert": "Concert",
    "familie": "Familievoorstelling",
    "film": "Film",
    "tentoonstelling": "Tentoonstelling",
    "gratis": "Gratis",
}
OF_GENRE = {
    "theatre": "theater",
    "dance": "theater",
    "comedy": "theater",
    "circus": "theater",
    "music": "concert",
    "classical": "concert",
    "family": "familie",
    "film": "film",
    "exhibition": "tentoonstelling",
    "literature": "gratis",
}
BASE_CENTS = {"theater": 2200, "concert": 2600, "familie": 1200, "film": 950, "tentoonstelling": 800}
BY_RANK = {1: 100, 2: 82, 3: 64}
"""Percentage of the first rank's price."""

PARTS = {
    "theater": (
        ("basis", 100),
        ("min-26", 50),
        ("65-plus", 88),
        ("inwoner", 90),
        ("kansentarief", 20),
        ("groep", 80),
    ),
    "concert": (("basis", 100), ("min-26", 60), ("65-plus", 90), ("kansentarief", 20), ("groep", 85)),
    "familie": (("basis", 100), ("min-26", 75), ("kansentarief", 20), ("school", 60)),
    "film": (("basis", 100), ("min-26", 70), ("65-plus", 85), ("kansentarief", 20)),
    "tentoonstelling": (("basis", 100), ("min-26", 50), ("65-plus", 75), ("kansentarief", 20), ("groep", 75)),
}


@dataclass(frozen=True, slots=True)
class DemoPrice:
    price_list: str
    name: str
    rank: int
    ticket_type: str
    amount_cents: int


def prices(*, level: int) -> Iterator[DemoPrice]:
    """Every price of a house; `level` (percent) makes some houses dearer. Rounded to half a euro."""
    for price_list, base in BASE_CENTS.items():
        for rank, of_first in BY_RANK.items():
            for ticket_type, part in PARTS[price_list]:
                exact = base * level * of_first * part // 1_000_000
                yield DemoPrice(
                    price_list, NAMES[price_list], rank, ticket_type, max(150, round(exact / 50) * 50)
                )
    for rank in BY_RANK:
        yield DemoPrice("gratis", NAMES["gratis"], rank, "vrijkaart", 0)
