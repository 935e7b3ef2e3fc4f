"""Season posters, generated: cut-paper shapes by genre, a palette around the house's accent, the title as lettering."""

from collections.abc import Callable
from html import escape
from random import Random
from typing import Final

from samenspel.web.design.posters import art_motion, art_page, art_stage
from samenspel.web.design.posters.lettering import Setting, fit, set_text
from samenspel.web.design.posters.palette import Palette, choose_palette

WIDTH: Final = 400
HEIGHT: Final = 600
MARGIN: Final = 26
BYTES_LIMIT: Final = 8_000

Art = Callable[[Random, Palette, float], str]

ART: Final[dict[str, Art]] = {
    "theatre": art_stage.theatre,
    "dance": art_motion.dance,
    "music": art_stage.music,
    "classical": art_stage.classical,
    "comedy": art_stage.comedy,
    "circus": art_motion.circus,
    "film": art_page.film,
    "family": art_page.family,
    "exhibition": art_page.exhibition,
    "literature": art_page.literature,
}

# An uneven tile of specks: paper that took the ink a little differently everywhere.
GRAIN: Final = (
    '<pattern id="g" width="47" height="53" patternUnits="userSpaceOnUse"><path d="M3 5h1M14 2h1M27 9h1M41 4h1M8 16h1'
    "M21 20h1M35 17h1M45 26h1M2 29h1M16 33h1M29 30h1M39 38h1M10 43h1M24 46h1M33 51h1M5 50h1M44 47h1M19 11h1M31 41h1"
    '" stroke="{ink}" stroke-opacity=".2"/></pattern>'
)


def poster_svg(*, title: str, subtitle: str, genre: str, seed: int | str, accent: str) -> str:
    """A poster of 400 by 600 units as one SVG document, at most 8 kB, the same for the same arguments.

    `genre` is a key of ART (anything else is drawn as theatre); `accent` is `#rrggbb`. The subtitle (company) is set
    small and gives way when the sheet would grow too heavy, as does the end of a very long title. The whole title is the
    accessible name.
    """
    for lettered, below in ((70, subtitle), (70, ""), (52, ""), (38, ""), (26, "")):
        sheet = _sheet(title, subtitle, _short(title, lettered), below, genre, seed, accent)
        if len(sheet.encode()) <= BYTES_LIMIT:
            break
    return sheet


def _short(title: str, limit: int) -> str:
    """The title as lettered: whole words, at most `limit` characters, with an ellipsis where it was cut."""
    if len(title) <= limit:
        return title
    return title[:limit].rsplit(" ", 1)[0].rstrip(" ,;:&-–") + "…"


def _sheet(
    title: str, subtitle: str, lettered: str, below: str, genre: str, seed: int | str, accent: str
) -> str:
    chance = Random(f"{seed}/{genre}/{title}")  # noqa: S311 - art, not secrets
    palette = choose_palette(chance=chance, accent=accent)
    if len(lettered) <= 16 and chance.random() < 0.5:
        lettered = lettered.upper()
    name = fit(text=lettered, width=WIDTH - 2 * MARGIN, height=190, most=1.15)
    company = fit(text=below, width=WIDTH - 2 * MARGIN, height=30, most=0.2) if below.strip() else None
    words = name.height + (company.height + 16 if company else 0)
    on_top = chance.random() < 0.42
    gap = 24
    height = HEIGHT - words - MARGIN - gap
    title_top = float(MARGIN) if on_top else HEIGHT - MARGIN - words
    art_top = MARGIN + words + gap if on_top else 0.0
    art = ART.get(genre, art_stage.theatre)(chance, palette, height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" aria-labelledby="n"><title id="n">{escape(_accessible(title, subtitle))}</title>'
        f'<defs>{GRAIN.format(ink=palette.deep)}<clipPath id="s"><rect y="{art_top:.0f}" width="{WIDTH}" '
        f'height="{height:.0f}"/></clipPath></defs><rect width="{WIDTH}" height="{HEIGHT}" fill="{palette.ground}"/>'
        f'<g clip-path="url(#s)"><g transform="translate(0 {art_top:.0f})">{art}</g></g>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="url(#g)"/>'
        f"{_words(name, company, title_top, palette)}</svg>"
    )


def _words(name: Setting, company: Setting | None, top: float, palette: Palette) -> str:
    out = set_text(setting=name, x=MARGIN, top=top, fill=palette.ink, prefix="a")
    if company:
        out += set_text(setting=company, x=MARGIN, top=top + name.height + 16, fill=palette.ink, prefix="b")
    return out


def _accessible(title: str, subtitle: str) -> str:
    return f"{title}, {subtitle}" if subtitle.strip() else title
