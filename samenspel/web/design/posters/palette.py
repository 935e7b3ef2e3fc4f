"""The colours of one poster: the house's accent with two partners, on a ground, and an ink that can be read on it."""

import colorsys
from dataclasses import dataclass
from random import Random

from samenspel.kernel.colour import contrast

CREAM, NIGHT = "#f8f1e4", "#17130f"

# Printer's inks that like each other; two of them join the accent of the house.
PARTNERS = (
    ("#f5c33b", "#f3a9b5"),
    ("#9fd3c4", "#f4c95d"),
    ("#ff7f50", "#c7b6f2"),
    ("#3558d4", "#f7b79f"),
    ("#23795b", "#f6c648"),
    ("#e8506a", "#bfe0ef"),
    ("#f29f3d", "#2f6f8f"),
    ("#b9d54b", "#f0a6c8"),
    ("#ef6a3a", "#8fc1e8"),
    ("#7a4fb5", "#f8cf57"),
)


@dataclass(frozen=True, slots=True)
class Palette:
    """All `#rrggbb`.

    `ground` fills the sheet, `ink` sets the title; `one` leads, `two` and `three` answer, `deep` draws shadows.
    """

    ground: str
    ink: str
    one: str
    two: str
    three: str
    deep: str

    @property
    def pale(self) -> str:
        """The lightest ink that is not the ground."""
        return CREAM if self.ground != CREAM else "#ffffff"


def choose_palette(*, chance: Random, accent: str) -> Palette:
    """A palette around `accent` (`#rrggbb`); the same `chance` gives the same palette."""
    near = [pair for pair in PARTNERS if min(_hue_distance(accent, colour) for colour in pair) > 0.07]
    two, three = chance.choice(near or list(PARTNERS))
    if chance.random() < 0.5:
        two, three = three, two
    ground = chance.choices((accent, CREAM, NIGHT, two), weights=(38, 30, 14, 18))[0]
    ink = max((CREAM, NIGHT), key=lambda ink: contrast(ink, ground))
    if ground == CREAM:
        ink = accent if contrast(accent, CREAM) >= 4.5 and chance.random() < 0.55 else NIGHT
    if ground == NIGHT:
        ink = max((two, three), key=lambda colour: contrast(colour, NIGHT))
    one = accent if ground != accent else two
    free = [colour for colour in (two, three, CREAM, accent) if colour not in (one, ground)]
    deep = multiply(accent if ground in (CREAM, NIGHT) else ground, NIGHT, 0.62)
    return Palette(ground=ground, ink=ink, one=one, two=free[0], three=free[1], deep=deep)


def multiply(one: str, other: str, share: float = 1.0) -> str:
    """What two inks printed over each other give; with `share` below 1 the second ink is thinner."""
    parts = []
    for at in (1, 3, 5):
        a, b = int(one[at : at + 2], 16), int(other[at : at + 2], 16)
        parts.append(round(a * (1 - share) + a * b / 255 * share))
    return "#" + "".join(f"{part:02x}" for part in parts)


def _hue_distance(one: str, other: str) -> float:
    gap = abs(_hue(one) - _hue(other))
    return min(gap, 1 - gap)


def _hue(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return colorsys.rgb_to_hsv(red, green, blue)[0]
