"""What the fonts of the papers can draw. A PDF for everybody (PDF/UA) may not hold a character without a glyph."""

import unicodedata

# Inter and DejaVu Sans Mono together, letters and signs that names and titles in Europe and around it need.
# tests/delivery/test_print_tickets.py prints every one of them.
RANGES = (
    (0x20, 0x7E),
    (0xA0, 0xAC),
    (0xAE, 0x24F),
    (0x2B0, 0x2FF),
    (0x384, 0x38A),
    (0x38E, 0x3A1),
    (0x3A3, 0x482),
    (0x48A, 0x4FF),
    (0x531, 0x556),
    (0x561, 0x587),
    (0x5D0, 0x5EA),
    (0x621, 0x63A),
    (0x640, 0x64A),
    (0x10D0, 0x10FF),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),
    (0x202F, 0x205E),
    (0x20A0, 0x20C0),
    (0x2122, 0x2122),
    (0x2190, 0x2199),
    (0x2212, 0x2212),
)


def printable(text: str, *, otherwise: str = "") -> str:
    """`text` without what cannot be drawn (emoji, scripts without a font), or `otherwise` when nothing is left."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(character for character in composed if _can_draw(ord(character)))
    return " ".join(kept.split()) or otherwise


def _can_draw(point: int) -> bool:
    return any(first <= point <= last for first, last in RANGES)
