"""A house's brand as a style sheet: accent, radius and poster shape in, tokens with computed contrast out.

Contrast is that of WCAG 2.2 (1.4.3 and 1.4.11). The papers below are the ones of `static/design/css/tokens.css`;
`tests/web/design/test_brand.py` holds the two files together.
"""

import re

PAPERS_LIGHT = ("#fbf8f2", "#ffffff", "#f3ede2")
PAPERS_DARK = ("#141210", "#1f1c18", "#2a2621")
INKS = ("#ffffff", "#16130f", "#000000")
TEXT_CONTRAST = 4.5
SHAPE_CONTRAST = 3.0
RADII = {"sharp": ("0", "0"), "soft": ("0.5rem", "0.875rem"), "round": ("1.25rem", "1.75rem")}
POSTER_SHAPES = ("portrait", "arch", "cut")
COLOUR = re.compile(r"^#[0-9a-f]{6}$")
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


def adjusted(*, colour: str, papers: tuple[str, ...], toward: str, least: float) -> str:
    """`colour`, mixed toward black or white in steps of 4 % until it has contrast `least` on every paper."""
    for step in range(26):
        mixed = _mix(colour, toward, step * 0.04)
        if all(contrast(mixed, paper) >= least for paper in papers):
            return mixed
    return toward


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two `#rrggbb` colours, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


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


def _mix(one: str, other: str, share: float) -> str:
    return "#" + "".join(
        f"{round(a + (b - a) * share):02x}" for a, b in zip(_channels(one), _channels(other), strict=True)
    )


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    parts = [c / 255 for c in _channels(colour)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
