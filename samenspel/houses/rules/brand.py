"""What a house may choose for its look. Pure.

The papers are those of `web/design/static/design/css/tokens.css`; `tests/web/design/test_brand.py` holds the two together.
"""

from samenspel.kernel.colour import adjusted, contrast

PAPERS_LIGHT = ("#fbf8f2", "#ffffff", "#f3ede2")
PAPERS_DARK = ("#141210", "#1f1c18", "#2a2621")
TEXT_CONTRAST = 4.5
RADII = ("sharp", "soft", "round")
POSTER_SHAPES = ("portrait", "arch", "cut")


def accent_contrast(*, accent: str) -> float:
    """The least contrast of an accent (`#rrggbb`) as text on one of the papers, 1 to 21."""
    return min(contrast(accent, paper) for paper in PAPERS_LIGHT)


def nearest_readable(*, accent: str) -> str:
    """The accent itself when it reads as text on every paper (4.5:1), or else as little darker as makes it so."""
    return adjusted(colour=accent, papers=PAPERS_LIGHT, toward="#000000", least=TEXT_CONTRAST)
