"""The grid of timeslots in a real browser: filled in, looked at, changed, made."""

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
def test_grid_is_looked_at_and_made(processes: Processes, chromium: Browser, width: int) -> None:
    lo = lo_at_work()
    url = processes.web().url
    page = chromium.new_page(viewport={"width": width, "height": 900}, locale="nl-BE")
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    sign_in_by_keyboard(page, url)
    page.goto(f"{url}/beheer/westerlo/producties/{lo.theatre.production_id}/")
    page.get_by_role("link", name="Tijdsloten").click()
    first = clock.now().date() + timedelta(days=60)
    page.get_by_label("Eerste dag").fill(str(first))
    page.get_by_label("Laatste dag").fill(str(first + timedelta(days=13)))
    page.get_by_label("Tijden", exact=True).fill("10:00-16:00/60")
    page.get_by_label("maandag").check()
    wrong += judged(page, "grid")
    page.get_by_role("button", name="Toon wat verandert").click()
    wrong += judged(page, "preview")
    page.get_by_role("button", name="Iets aanpassen").click()
    expect(page.get_by_label("maandag")).to_be_checked()
    page.get_by_role("button", name="Toon wat verandert").click()
    page.get_by_role("button", name="Wijzig deze tijdsloten").click()
    expect(page.get_by_text("84 tijdsloten zijn toegevoegd.")).to_be_visible(timeout=20_000)
    page.get_by_role("link", name="Tijdsloten").click()
    expect(page.get_by_label("Tijden", exact=True)).to_have_value("10:00-16:00/60")
    expect(page.get_by_label("maandag")).to_be_checked()
    wrong += judged(page, "planned")
    page.context.close()
    assert wrong == []
