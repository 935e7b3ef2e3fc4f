"""axe-core on a page: the rules of WCAG 2.2 A and AA, and good practice."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDTHS = (390, 1280)
SCHEMES: "tuple[Literal['light', 'dark'], ...]" = ("light", "dark")
SETTLED = """
() => document.getAnimations().every((each) => each.playState !== "running" || each.effect.getTiming().iterations === Infinity)
    && [...document.querySelectorAll("[data-seat-map]")].every((map) => map.hidden || map.querySelector("svg"))
"""
SOURCE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: "Page") -> list[str]:
    """One line each: the rule, and the places where it is broken. Empty when the page is fine."""
    _bring(page)
    return _broken(page, {"type": "tag", "values": TAGS})


def violations_everywhere(
    page: "Page", *, schemes: "tuple[Literal['light', 'dark'], ...]" = SCHEMES
) -> list[str]:
    """The same on a phone and on a desk, by day and by night; a page that is wider than its window counts as well.

    By night only the colours change, so only the colours are measured again. Leaves the page as it was.
    """
    size = page.viewport_size
    wrong = []
    _bring(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            rules: dict[str, Any] = {"type": "tag", "values": TAGS}
            if scheme == "dark":
                rules = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
            wrong += [f"{width} {scheme} {each}" for each in _broken(page, rules)]
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            wrong.append(f"{page.url} is {wide} wide in a window of {width}")
    page.emulate_media(color_scheme="light")
    if size:
        page.set_viewport_size(size)
    return wrong


def _bring(page: "Page") -> None:
    """The script comes in beside the page's own policy, which lets no foreign script in.

    First the page has to be there whole: a click returns when the next document begins, and one that is still empty has
    no main landmark and no heading.
    """
    page.wait_for_load_state()
    page.evaluate(SOURCE.read_text(encoding="utf-8"))


def _broken(page: "Page", only: dict[str, Any]) -> list[str]:
    page.wait_for_function(
        SETTLED
    )  # colours that still move, or a map that is not there yet, would be measured wrong
    found = page.evaluate("only => axe.run(document, {runOnly: only})", only)
    return [
        f"{page.url}: {rule['id']} ({rule['help']}): "
        + "; ".join(f"{node['target']} {node['html'][:120]}" for node in rule["nodes"][:4])
        for rule in found["violations"]
    ]
