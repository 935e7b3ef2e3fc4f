"""A house's brand as a style sheet: accent, radius and poster shape in, tokens with computed contrast out.

The papers, and what a house may choose, are in `houses/rules/brand.py`.
"""

import re

from samenspel.houses.rules.brand import PAPERS_DARK, PAPERS_LIGHT, POSTER_SHAPES, TEXT_CONTRAST
from samenspel.kernel.colour import COLOUR, adjusted, contrast

INKS = ("#ffffff", "#16130f", "#000000")
SHAPE_CONTRAST = 3.0
RADII = {"sharp": ("0", "0"), "soft": ("0.5rem", "0.875rem"), "round": ("1.25rem", "1.75rem")}
SELECTOR = re.compile(r'^(:root|\[data-house="[a-z0-9-]+"\])$')


def brand_css(
    *,
    accent: str,
    accent_ink: str | None = None,
    radius: str = "soft",
    poster_shape: str = "portrait",
    selector: str = ":root",
) -> str:
    """The tokens of one house: answer of `/brand/<slug>.css`.

    `accent` is `#rrggbb`; `radius` one of RADII; `poster_shape` one of POSTER_SHAPES (unknown values read as the
    default). `selector` is `:root`, or `[data-house="<slug>"]` for a region's sheet that holds the accent of each of its
    houses. A given `accent_ink` that does not reach 4.5:1 on the accent is replaced by one that does.
    Raises ValueError for an accent or selector of another form (both would be injected into CSS).
    """
    if not COLOUR.match(accent) or not SELECTOR.match(selector):
        raise ValueError(f"not a brand: {accent!r} {selector!r}")
    small, large = RADII.get(radius, RADII["soft"])
    shape = poster_shape if poster_shape in POSTER_SHAPES else "portrait"
    shared = f"--radius:{small};--radius-large:{large};{_shape_tokens(shape)}"
    light = _accent_tokens(accent, accent_ink, PAPERS_LIGHT, toward="#000000")
    dark = _accent_tokens(accent, accent_ink, PAPERS_DARK, toward="#ffffff")
    themed = ":root" if selector == ":root" else f" {selector}"
    forced = f'[data-theme="dark"]{themed}' if selector != ":root" else ':root[data-theme="dark"]'
    unforced = (
        f':root:not([data-theme="light"]){themed}'
        if selector != ":root"
        else ':root:not([data-theme="light"])'
    )
    return (
        f"@layer base{{{selector}{{{shared}{light}}}"
        f"@media (prefers-color-scheme:dark){{{unforced}{{{dark}}}}}"
        f"{forced}{{{dark}}}}}\n"
    )


def readable_ink(*, accent: str, wanted: str | None = None) -> str:
    """White or near-black, whichever reads better on `accent`; always at least 4.5:1."""
    candidates = [wanted] if wanted and COLOUR.match(wanted) else []
    for ink in candidates:
        if contrast(ink, accent) >= TEXT_CONTRAST:
            return ink
    best = max(INKS[:2], key=lambda ink: contrast(ink, accent))
    return best if contrast(best, accent) >= TEXT_CONTRAST else INKS[2]


def _accent_tokens(accent: str, wanted_ink: str | None, papers: tuple[str, ...], *, toward: str) -> str:
    fill = adjusted(colour=accent, papers=papers[:2], toward=toward, least=SHAPE_CONTRAST)
    text = adjusted(colour=accent, papers=papers, toward=toward, least=TEXT_CONTRAST)
    return (
        f"--accent:{fill};--accent-ink:{readable_ink(accent=fill, wanted=wanted_ink)};--accent-text:{text};"
    )


def _shape_tokens(shape: str) -> str:
    if shape == "arch":
        return "--poster-corners:50% 50% 0 0 / 33% 33% 0 0;--poster-clip:none;"
    if shape == "cut":
        return "--poster-corners:0;--poster-clip:polygon(0 0,100% 0,100% 88%,82% 100%,0 100%);"
    return "--poster-corners:var(--radius);--poster-clip:none;"
