"""Sets titles as outlines, so that a poster looks the same without any font (an SVG in `<img>` cannot load one).

`letters.json` holds the outlines of Bricolage Grotesque ExtraBold, narrow (SIL Open Font License, see
`letters-LICENSE.txt`): character -> [advance, [[x, y, relative path], ...]] on 120 units to the em.
"""

import json
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

EM = 120
CAP_HEIGHT = 79
TRACKING = -1
MOST_LINES = 5

_LETTERS: dict[str, tuple[int, list[tuple[int, int, str]]]] = json.loads(
    (Path(__file__).parent / "letters.json").read_text()
)


@dataclass(frozen=True, slots=True)
class Setting:
    """Text broken into lines at one size; `scale` is from font units to poster units."""

    lines: tuple[str, ...]
    scale: float
    leading: float

    @property
    def height(self) -> float:
        """From the cap line of the first to the foot of the last line."""
        return (CAP_HEIGHT + (len(self.lines) - 1) * self.leading) * self.scale


def fit(*, text: str, width: float, height: float, most: float, leading: float = 98) -> Setting:
    """Break `text` into the lines that can be set largest within `width` by `height`; `most` limits the scale."""
    words = _known(text).split() or ["·"]
    best: Setting | None = None
    for count in range(1, min(MOST_LINES, len(words)) + 1):
        lines = _balanced(words, count)
        scale = min(most, width / max(_width(line) for line in lines))
        scale = min(scale, height / (CAP_HEIGHT + (count - 1) * leading))
        if best is None or scale > best.scale * 1.04:
            best = Setting(lines=tuple(lines), scale=scale, leading=leading)
    assert best is not None, "there is always one line"
    return best


def set_text(*, setting: Setting, x: float, top: float, fill: str, prefix: str) -> str:
    """The lines as SVG, the cap line of the first at `top`. A letter that comes twice is drawn once and used again."""
    placed: list[tuple[str, int, float]] = []
    for number, line in enumerate(setting.lines):
        at = 0
        for letter in line:
            placed.append((letter, at, CAP_HEIGHT + number * setting.leading))
            at += _LETTERS[letter][0] + TRACKING
    counts = Counter(letter for letter, _, _ in placed)
    shared = {
        letter: f"{prefix}{i}" for i, letter in enumerate(sorted(k for k, n in counts.items() if n > 1))
    }
    defs = "".join(f'<path id="{name}" d="{_outline(letter, 0, 0)}"/>' for letter, name in shared.items())
    single = "".join(_outline(letter, at, y) for letter, at, y in placed if letter not in shared)
    uses = "".join(
        f'<use href="#{shared[letter]}" x="{at}" y="{y:g}"/>'
        for letter, at, y in placed
        if letter in shared and letter != " "
    )
    return (
        f'<defs>{defs}</defs><g fill="{fill}" transform="translate({x:g} {top:.1f})scale({setting.scale:.4f})">'
        f'<path d="{single}"/>{uses}</g>'
    )


def _outline(letter: str, x: int, y: float) -> str:
    return "".join(f"M{left + x} {up + y:g}{path}z" for left, up, path in _LETTERS[letter][1])


def _width(line: str) -> int:
    return sum(_LETTERS[letter][0] + TRACKING for letter in line)


def _known(text: str) -> str:
    """The text in letters that are drawn: unknown accents fall back to the plain letter, unknown signs disappear."""
    out = []
    for letter in text:
        if letter in _LETTERS:
            out.append(letter)
        else:
            out.extend(part for part in unicodedata.normalize("NFD", letter) if part in _LETTERS)
    return "".join(out)


def _balanced(words: list[str], count: int) -> list[str]:
    """`words` in `count` lines whose longest is as short as possible (dynamic programming over at most 30 words)."""
    words = words[:30]
    cost: dict[tuple[int, int], tuple[int, int]] = {}

    def least(start: int, lines: int) -> int:
        if lines == 1:
            return _width(" ".join(words[start:]))
        if (start, lines) not in cost:
            options = [
                (max(_width(" ".join(words[start:end])), least(end, lines - 1)), end)
                for end in range(start + 1, len(words) - lines + 2)
            ]
            cost[start, lines] = min(options)
        return cost[start, lines][0]

    least(0, count)
    lines, start = [], 0
    for left in range(count, 1, -1):
        end = cost[start, left][1]
        lines.append(" ".join(words[start:end]))
        start = end
    return [*lines, " ".join(words[start:])]
