"""axe-core on a page: the rules of WCAG 2.2 A and AA, and good practice."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

SOURCE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: "Page") -> list[str]:
    """One line each: the rule, and the places where it is broken. Empty when the page is fine.

    The script comes in beside the page's own policy, which lets no foreign script in.
    """
    page.evaluate(SOURCE.read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    return [
        f"{page.url}: {rule['id']} ({rule['help']}): "
        + "; ".join(f"{node['target']} {node['html'][:120]}" for node in rule["nodes"][:4])
        for rule in found["violations"]
    ]
