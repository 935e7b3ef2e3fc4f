"""Contrast between colours as WCAG 2.2 reckons it (1.4.3 and 1.4.11). Pure."""

import re

COLOUR = re.compile(r"^#[0-9a-f]{6}$")
STEPS = 26


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two `#rrggbb` colours, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def adjusted(*, colour: str, papers: tuple[str, ...], toward: str, least: float) -> str:
    """`colour`, mixed toward black or white in steps of 4 % until it has contrast `least` on every paper."""
    for step in range(STEPS):
        mixed = _mix(colour, toward, step * 0.04)
        if all(contrast(mixed, paper) >= least for paper in papers):
            return mixed
    return toward


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
