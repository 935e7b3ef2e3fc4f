"""The counter of a desk of many houses in a real browser: by keyboard, on a phone and on a desk, without a violation of axe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from samenspel.houses.models import House, Role
from samenspel.kernel.tenancy import Scope
from tests.support.processes import Processes
from tests.support.staff import employ
from tests.web.backoffice.test_counter import today
from tests.web.backoffice.test_follow_up_in_browser import judged
from tests.web.backoffice.test_in_browser import lo_at_work, sign_in_by_keyboard

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize("width", [390, 1280])
def test_found_and_opened_by_keyboard(processes: Processes, chromium: Browser, width: int) -> None:
    lo = lo_at_work()
    today(lo.theatre, lo.slot)
    with Scope.of_system().open():
        House.objects.filter(pk=lo.east.pk).update(accent="#0b6e4f")
    employ("an@westerlo.example", Role.BOX_OFFICE, house=lo.desk)
    url = processes.web().url
    page = chromium.new_page(viewport={"width": width, "height": 900}, locale="nl-BE")
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    sign_in_by_keyboard(page, url)
    page.goto(f"{url}/beheer/desk-lo/balie/")
    wrong += judged(page, "today")
    colours = page.locator(".counter-row--show").evaluate_all(
        "rows => rows.map((row) => getComputedStyle(row).borderInlineStartColor)"
    )
    assert len(set(colours)) == 2

    field = page.get_by_label("Zoek een voorstelling")
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.type("ad")
    page.keyboard.press("Enter")
    page.wait_for_url("**?q=ad")
    expect(field).to_be_focused()
    wrong += judged(page, "found")
    found = page.locator("a[data-result]")
    page.keyboard.press("ArrowDown")
    expect(found.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    expect(found.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/beheer/desk-lo/bestellingen/*/")
    expect(page.get_by_text("Verkocht voor andere huizen")).to_be_visible()

    page.goto(f"{url}/beheer/desk-lo/balie/?q=zzzz")
    wrong += judged(page, "nothing")
    page.context.close()
    assert wrong == []
