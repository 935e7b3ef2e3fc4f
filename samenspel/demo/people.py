"""Invented visitors. Every address ends in `.example`, where no mail can ever arrive."""

from dataclasses import dataclass
from random import Random

FIRST = (
    "Anke", "Bram", "Chloé", "Dries", "Elif", "Femke", "Gilles", "Hanne", "Ilse", "Jasper", "Karim", "Lotte", "Maarten",
    "Nele", "Omar", "Pauline", "Quinten", "Rik", "Saar", "Thibault", "Ugo", "Veerle", "Wout", "Yasmine", "Zoë",
)  # fmt: skip
LAST = (
    "Avondrood", "Brugzicht", "Dijkgraaf", "Eikelbosch", "Fonteyne", "Goudvink", "Haverzaet", "Ijsbeke", "Kantelaar",
    "Lindehof", "Merelbloem", "Noordzee", "Oeverlant", "Populier", "Regenboogh", "Sneeuwklok", "Torenvalk", "Veldwinde",
    "Waterlant", "Zomergem",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    email: str
    language: str


def people(*, random: Random, count: int = 260) -> list[Person]:
    """`count` different people (at most 500); one in eight speaks French, one in twenty English."""
    pairs = [(first, last) for first in FIRST for last in LAST]
    found = []
    for first, last in random.sample(pairs, count):
        language = random.choices(("nl", "fr", "en"), weights=(82, 12, 6))[0]
        address = f"{first}.{last}".lower().replace("é", "e").replace("ë", "e")
        found.append(Person(f"{first} {last}", f"{address}@bezoeker.example", language))
    return found
