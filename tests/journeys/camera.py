"""Pictures of pages for the documentation: the whole page from its top, as small files."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = Path(__file__).resolve().parents[2] / "docs/screenshots"
HEAVIEST = 150_000
"""Bytes of one picture: everybody who clones the project carries all of them."""
COLOURS = (256, 128, 64, 48, 32)
TALLEST = 1800
"""Pixels: a picture of an agenda with sixty shows helps nobody."""


def window(chromium: Browser, *, width: int) -> Page:
    """Of somebody in Flanders, on a phone (390) or at a desk."""
    page = chromium.new_page(
        viewport={"width": width, "height": 844 if width == 390 else 900},
        locale="nl-BE",
        timezone_id="Europe/Brussels",
        reduced_motion="reduce",
    )
    page.set_default_timeout(60_000)
    return page


def picture(page: Page, name: str, *, tallest: int = TALLEST) -> None:
    """The page from its top, at most `tallest` pixels of it, with every poster in it loaded."""
    page.wait_for_load_state("networkidle")
    height = min(tallest, page.evaluate("document.documentElement.scrollHeight"))
    size = page.viewport_size or {"width": 1280, "height": 900}
    page.set_viewport_size({"width": size["width"], "height": height})
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(600)
    keep(page.screenshot(), f"{name}-{size['width']}")
    page.set_viewport_size(size)


def keep(taken: bytes, name: str) -> None:
    """In as many colours as the weight allows."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    drawn = Image.open(BytesIO(taken)).convert("RGB")
    for colours in COLOURS:
        small = BytesIO()
        flat = drawn.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        flat.save(small, "PNG", optimize=True)
        if small.tell() <= HEAVIEST:
            break
    (FOLDER / f"{name}.png").write_bytes(small.getvalue())
