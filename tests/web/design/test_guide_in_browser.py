from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[3] / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "path", ["", "office/", "scanner/?state=ok", "scanner/?state=no", "scanner/?state=wait"]
)
def test_guide_has_no_axe_violations(
    chromium: Browser, guide: str, path: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    # The policy of the page would refuse the checker's own script, so this one window looks past it.
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(guide + path)
    if not path:
        page.wait_for_selector("[role=option]")
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    context.close()
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == []
    assert overflow <= 0


def test_guide_breaks_no_policy_and_throws_nothing(page: Page, guide: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(guide)
    page.wait_for_selector("[role=option]")
    assert said == []


def posted(page: Page) -> list[int]:
    places: list[str] = page.evaluate(
        "new FormData(document.querySelector('[data-guide-seats]')).getAll('place')"
    )
    return sorted(int(no) for no in places)


def open_map(page: Page, guide: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(guide)
    page.wait_for_selector("[role=option]")


def test_seat_map_chooses_the_party_side_by_side_and_posts_plainly(page: Page, guide: str) -> None:
    open_map(page, guide)
    page.locator('[data-no="200"]').click()
    assert posted(page) == [200, 201]
    page.locator('[data-no="201"]').click()
    assert posted(page) == [200]
    assert "1 seat chosen, €26.00" in page.locator("[data-seat-choice]").inner_text()


def test_seat_map_and_list_stay_in_step(page: Page, guide: str) -> None:
    open_map(page, guide)
    page.locator("[data-seat-list] > summary").click()
    page.locator(".seat-list__section > summary").first.click()
    page.locator('.seat-list input[value="300"]').check()
    assert page.locator('[data-no="300"]').get_attribute("aria-selected") == "true"
    page.locator('[data-no="300"]').click()
    assert not page.locator('.seat-list input[value="300"]').is_checked()
    assert posted(page) == []


def test_seat_map_is_used_by_keyboard(page: Page, guide: str) -> None:
    open_map(page, guide)
    page.locator("[data-party]").fill("1")
    assert page.locator('[role=option][tabindex="0"]').count() == 1
    page.locator('[role=option][tabindex="0"]').focus()
    before = page.evaluate("document.activeElement.dataset.no")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    now = page.evaluate("document.activeElement.dataset.no")
    assert now != before
    assert posted(page) == [int(now)]
    page.keyboard.press(" ")
    assert posted(page) == []


def test_seat_map_gives_a_seat_back_that_somebody_else_took(page: Page, guide: str) -> None:
    open_map(page, guide)
    page.locator('[data-no="200"]').click()
    answer = json.dumps({"taken": [200], "mine": []})
    page.route("**/availability.json", lambda route: route.fulfill(body=answer, headers={"ETag": '"new"'}))
    page.wait_for_selector('[data-no="200"].seat--taken')
    assert posted(page) == [201]
    assert "Someone else just took" in page.locator("[data-seat-choice]").inner_text()
    assert page.locator('.seat-list input[value="200"]').is_disabled()


def test_seat_map_refuses_more_than_the_most(page: Page, guide: str) -> None:
    open_map(page, guide)
    page.locator("[data-party]").fill("11")
    page.locator('[data-no="200"]').click()
    assert len(posted(page)) <= 10


def test_seat_map_taps_closer_before_it_chooses(chromium: Browser, guide: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(guide)
    page.wait_for_selector("[role=option]")
    seat = page.locator('[data-no="200"]')
    seat.scroll_into_view_if_needed()
    seat.tap()
    assert posted(page) == []
    seat.tap()
    assert posted(page) == [200, 201]
    context.close()


def test_without_script_the_list_chooses(chromium: Browser, guide: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(guide)
    assert not page.locator("[data-seat-map]").is_visible()
    page.locator("[data-seat-list] > summary").click()
    page.locator(".seat-list__section > summary").first.click()
    page.locator('.seat-list input[value="300"]').check()
    page.get_by_role("button", name="Naar de winkelmand").click()
    assert "place=300" in page.url
    context.close()


def test_theme_switch_is_remembered(page: Page, guide: str) -> None:
    page.goto(guide)
    page.locator("[data-theme-switch]").first.click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
