"""Other places than were proposed, in a real browser: by touch in the hall, by keyboard, on a phone and a wide screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.support.axe import violations_everywhere
from tests.support.processes import Processes
from tests.support.redrawn import hall, nowhere, publish, put_on
from tests.web.backoffice.test_in_browser import lo_at_work, sign_in_by_keyboard
from tests.web.backoffice.test_reseat import OUT, seats, sell

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_a_party_is_seated_elsewhere_by_touch_and_by_keyboard(processes: Processes, page: Page) -> None:
    lo = lo_at_work()
    put_on(lo, publish(lo, hall()))
    url = processes.web().url
    order = sell(lo, "B 1", "B 2", "B 3")
    sell(lo, "C 4")
    newer = publish(lo, hall(block=OUT))
    page.set_viewport_size({"width": 1280, "height": 900})
    sign_in_by_keyboard(page, url)
    address = f"{url}/beheer/westerlo/zalen/plan/{newer}/gebruiken/"
    page.goto(address)
    page.get_by_role("link", name="Kies andere plaatsen").click()
    first, second = page.get_by_label("Parterre B 2"), page.get_by_label("Parterre B 3")

    page.locator('.hall [data-label="Parterre C 1"]').click()
    expect(first).to_have_value("Parterre C 1")
    expect(page.locator("[data-said]")).to_have_text("Parterre C 1 voor Parterre B 2")
    page.locator('.hall [data-label="Parterre C 4"]').click(force=True)  # taken: nothing happens
    page.locator('.hall [data-label="Parterre C 2"]').click()
    expect(second).to_have_value("Parterre C 2")
    page.locator('.hall [data-label="Parterre C 1"]').click()  # that of the other: they change
    expect(second).to_have_value("Parterre C 1")
    expect(first).to_have_value("Parterre C 2")
    second.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("parterre c 3")
    expect(page.locator('.hall [data-label="Parterre C 3"]')).to_have_attribute("href", "#place-chosen")
    page.get_by_role("button", name="Bekijk deze plaatsen eerst").press("Enter")
    expect(second).to_have_value("Parterre C 3")
    assert violations_everywhere(page) == []
    page.get_by_role("button", name="Verplaats iedereen").press("Enter")
    page.wait_for_url(address)
    assert (seats(lo, order), nowhere()) == (["B 1", "C 2", "C 3"], [])
