"""Moving a performance in a real browser: three steps by hand, everybody told while the page looks on, the buyer's page."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from playwright.sync_api import expect

from samenspel.kernel import clock
from samenspel.sales.rules.access import order_token
from tests.support.axe import violations
from tests.support.processes import Processes
from tests.web.backoffice.test_in_browser import lo_at_work, sign_in_by_keyboard
from tests.web.backoffice.test_programme import local

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.mark.parametrize("width", [390, 1280])
def test_performance_is_moved_and_given_back(processes: Processes, chromium: Browser, width: int) -> None:
    lo = lo_at_work()
    order = lo.sell(lo.wish(lo.theatre, 15), at=clock.now())
    url = processes.web(environ={"SECRET_KEY": settings.SECRET_KEY}).url  # the secret link is made here
    processes.worker()
    page = chromium.new_page(viewport={"width": width, "height": 900}, locale="nl-BE")
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    sign_in_by_keyboard(page, url)
    page.goto(f"{url}/beheer/westerlo/voorstellingen/{lo.theatre.pk}/")
    page.get_by_role("link", name="Verplaatsen").click()
    page.get_by_label("Nieuw begin").fill(local(lo.theatre.starts_at + timedelta(days=8)))
    page.get_by_label("Nieuw einde").fill(local(lo.theatre.ends_at + timedelta(days=8)))
    page.get_by_label("Tickets kunnen terug tot").fill(local(clock.now() + timedelta(days=4)))
    page.get_by_label("Wat bezoekers lezen, in het Nederlands").fill("De acteur is ziek.")
    wrong += judged(page, "what")
    page.get_by_role("button", name="Kijk wie het raakt").click()
    wrong += judged(page, "who")
    page.get_by_role("button", name="Verder").click()
    wrong += judged(page, "sure")
    page.get_by_role("button", name="Verplaats en verwittig iedereen").click()
    expect(page.get_by_text("iedereen verwittigd")).to_be_visible(timeout=20_000)
    wrong += judged(page, "progress")

    link = f"{url}/lo/bestelling/{order}/{order_token(order)}/"
    page.goto(link)
    wrong += judged(page, "order")
    page.get_by_role("button", name="Mail mijn tickets opnieuw").click()
    expect(page.get_by_text("De tickets zijn opnieuw onderweg")).to_be_visible()
    page.get_by_role("link", name="Deze tickets teruggeven").click()
    wrong += judged(page, "give back")
    page.get_by_role("button", name="Teruggeven").click()
    expect(page.get_by_text("Je tickets zijn teruggegeven.")).to_be_visible()
    page.context.close()
    assert wrong == []


def judged(page: Page, step: str) -> list[str]:
    found = [f"{step}: {violation}" for violation in violations(page)]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*found, *([f"{step} is {wide} pixels too wide"] if wide > 0 else [])]
