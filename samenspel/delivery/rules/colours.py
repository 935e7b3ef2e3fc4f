"""Ink that can be read on a house's accent."""

WHITE, BLACK = "#ffffff", "#1b1a19"


def ink_on(accent: str) -> str:
    """White or near-black, whichever contrasts more with `accent` (#rrggbb) by WCAG 2.2."""
    light = _luminance(accent)
    return WHITE if 1.05 / (light + 0.05) >= (light + 0.05) / (_luminance(BLACK) + 0.05) else BLACK


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
