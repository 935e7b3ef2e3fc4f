"""The pages of the documentation lead somewhere: each link to a file, each how-to from the index, each picture on some page."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
HEAVIEST_PICTURE = 150_000
"""Bytes; `tests/journeys/camera.py` takes as few colours as it needs for it."""


def linked(page: Path) -> list[Path]:
    """The files and folders a page links to or shows."""
    targets = re.findall(r"\]\(([^)#\s]+)", page.read_text())
    return [
        (page.parent / target).resolve() for target in targets if "://" not in target and target[0] != "/"
    ]


def pages() -> list[Path]:
    return [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]


def test_no_link_leads_nowhere() -> None:
    lost = [
        f"{page.name}: {target.name}" for page in pages() for target in linked(page) if not target.exists()
    ]
    assert lost == []


def test_every_how_to_is_in_the_index() -> None:
    index = DOCS / "how-to/README.md"
    assert {path for path in index.parent.glob("*.md") if path != index} <= set(linked(index))


def test_pictures_are_light() -> None:
    heavy = [path.name for path in (DOCS / "screenshots").iterdir() if path.stat().st_size > HEAVIEST_PICTURE]
    assert heavy == []
