"""Who came, in a real browser: from the list of performances, with other days."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from samenspel.kernel import clock
from tests.support.processes import Processes
from tests.web.backoffice.test_follow_up_in_browser import judged
from tests.web.backoffice.test_in_browser import lo_at_work, sign_in_by_keyboard

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize("width", [390, 1280])
def test_visitors_of_other_days(processes: Processes, chromium: Browser, width: int) -> None:
    lo_at_work()
    url = processes.web().url
    page = chromium.new_page(viewport={"width": width, "height": 900}, locale="nl-BE")
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    sign_in_by_keyboard(page, url)
    page.goto(f"{url}/beheer/westerlo/voorstellingen/")
    page.get_by_role("link", name="Bezoekers", exact=True).click()
    page.get_by_label("Tot en met").fill(str(clock.now().date() + timedelta(days=60)))
    page.locator("form.filters button").click()
    expect(page.get_by_role("link", name="De lange adem").first).to_be_visible()
    wrong += judged(page, "attendance")
    page.context.close()
    assert wrong == []
