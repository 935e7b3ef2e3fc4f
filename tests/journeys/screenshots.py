"""Pictures of each step of the main job in the demo, at 390 and 1280 pixels: `./dev campaign screenshots`.

Loads the demo into the test database, which takes minutes. With SCREENSHOTS_OF=http://localhost:8000 the pictures are taken of
a demo that runs already. They land in docs/screenshots/.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.journeys.steps import Route, buy_over_two_houses

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = Path(__file__).resolve().parents[2] / "docs/screenshots"
REGION = "zuidwest"
TALLEST = 2600
"""Pixels: a picture of an agenda with sixty shows helps nobody."""


@pytest.fixture
def demo_url(request: pytest.FixtureRequest) -> Iterator[str]:
    running = os.environ.get("SCREENSHOTS_OF", "")
    if running:
        yield running.rstrip("/")
        return
    from django.core.management import call_command  # noqa: PLC0415

    processes = request.getfixturevalue("processes")
    call_command("load_demo")
    processes.testbank()
    yield processes.web(environ={"SAMENSPEL_DEMO": "1"}).url


@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 1280])
def test_pictures_of_each_step(demo_url: str, chromium: "Browser", width: int) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 844 if width == 390 else 900},
        locale="nl-BE",
        timezone_id="Europe/Brussels",
        reduced_motion="reduce",
    )
    page = context.new_page()
    taken: list[str] = []

    def seen(name: str) -> None:
        taken.append(name)
        _picture(page, f"{len(taken):02d}-{name}-{width}.jpg")

    page.goto(f"{demo_url}/")
    seen("regio")
    page.goto(f"{demo_url}/{REGION}/huis/schouwburg-kortrijk/")
    seen("huis")
    buy_over_two_houses(page, _route(page, demo_url), seen=seen)
    assert len(taken) == 11
    context.close()


def _route(page: "Page", url: str) -> Route:
    """A seated show of one house and the exhibition of another."""
    page.goto(f"{url}/{REGION}/?genre=exhibition")
    exhibition = re.search(r"/tentoonstelling/(\d+)/", page.content())
    page.goto(f"{url}/{REGION}/?genre=theatre&huis=schouwburg-kortrijk")
    show = re.search(r"/voorstelling/(\d+)/", page.content())
    assert exhibition is not None, "the demo shows no exhibition"
    assert show is not None, "the demo shows no theatre"
    return Route(url, REGION, int(show[1]), int(exhibition[1]))


def _picture(page: "Page", name: str) -> None:
    """The page from its top, with every poster in it loaded."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    page.wait_for_load_state("networkidle")
    height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
    size = page.viewport_size or {"width": 1280, "height": 900}
    page.set_viewport_size({"width": size["width"], "height": height})
    page.wait_for_timeout(600)
    page.screenshot(path=FOLDER / name, type="jpeg", quality=82)
    page.set_viewport_size(size)
