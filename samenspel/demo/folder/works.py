"""Invented productions with texts in three languages. No real artist, company or title is meant."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random


@dataclass(frozen=True, slots=True)
class Work:
    """One production; `theme` is what it is about, in Dutch, French and English."""

    genre: str
    title: str
    company: str
    duration_min: int
    age_from: int
    theme: tuple[str, str, str]

    @property
    def slug(self) -> str:
        plain = unicodedata.normalize("NFKD", self.title).encode("ascii", "ignore").decode().lower()
        return "-".join("".join(c if c.isalnum() else " " for c in plain.replace("'", "")).split())[:80]


@cache
def works() -> tuple[Work, ...]:
    """Every work, in the order of the file."""
    lines = (Path(__file__).parent / "works.tsv").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        genre, title, company, duration, age, nl, fr, en = line.split("|")
        found.append(Work(genre, title, company, int(duration), int(age), (nl, fr, en)))
    return tuple(found)


@cache
def middles() -> dict[str, list[tuple[str, str, str]]]:
    """Second sentences per genre, in Dutch, French and English."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for line in (Path(__file__).parent / "middles.tsv").read_text(encoding="utf-8").splitlines():
        genre, nl, fr, en = line.split("|")
        found.setdefault(genre, []).append((nl, fr, en))
    return found


OPENING = {
    "theatre": (
        "{company} maakt toneel over {theme}.",
        "{company} fait du théâtre sur {theme}.",
        "{company} makes theatre about {theme}.",
    ),
    "dance": ("{company} danst {theme}.", "{company} danse : {theme}.", "{company} dances {theme}."),
    "music": ("{company} brengt {theme}.", "{company} joue {theme}.", "{company} plays {theme}."),
    "classical": (
        "{company} speelt {theme}.",
        "{company} interprète {theme}.",
        "{company} performs {theme}.",
    ),
    "comedy": ("{company} over {theme}.", "{company} raconte {theme}.", "{company} on {theme}."),
    "circus": ("{company}: {theme}.", "{company} : {theme}.", "{company}: {theme}."),
    "film": ("Film over {theme}.", "Un film sur {theme}.", "A film about {theme}."),
    "family": (
        "{company} vertelt over {theme}.",
        "{company} raconte {theme}.",
        "{company} tells of {theme}.",
    ),
    "literature": (
        "{company} nodigt uit: {theme}.",
        "{company} invite : {theme}.",
        "{company} invites: {theme}.",
    ),
    "exhibition": ("Tentoonstelling: {theme}.", "Exposition : {theme}.", "Exhibition: {theme}."),
}
CLOSING = (
    "Deze voorstelling is verzonnen voor de demo.",
    "Ce spectacle est inventé pour la démonstration.",
    "This performance is invented for the demo.",
)


def texts(*, work: Work, random: Random) -> dict[str, str]:
    """The text columns of a production: summary_nl, text_nl and so on."""
    middle = random.choice(middles()[work.genre])
    columns = {}
    for i, language in enumerate(("nl", "fr", "en")):
        opening = OPENING[work.genre][i].format(company=work.company, theme=work.theme[i])
        columns[f"summary_{language}"] = opening
        columns[f"text_{language}"] = f"{opening} {middle[i]}\n\n{CLOSING[i]}"
    return columns
