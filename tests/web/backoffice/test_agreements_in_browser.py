"""Two houses come to an agreement in a real browser: propose, see who would earn what, sign, change, end."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from samenspel.houses.models import House, Role
from samenspel.kernel import clock
from tests.support.axe import violations
from tests.support.processes import Processes
from tests.support.staff import employ
from tests.web.backoffice.test_in_browser import PASSWORD, lo_at_work

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PICTURES = os.environ.get("PICTURES")


@pytest.mark.parametrize("width", [390, 1280])
def test_two_houses_come_to_an_agreement(processes: Processes, chromium: Browser, width: int) -> None:
    lo = lo_at_work()
    admin_with_password("bo@oosterlo.example", lo.east)
    url = processes.web().url
    west = signed_in(chromium, url, "an@westerlo.example", width)
    east = signed_in(chromium, url, "bo@oosterlo.example", width)

    west.goto(f"{url}/beheer/westerlo/samenwerking/")
    look(west, "empty")
    west.get_by_role("main").get_by_role("link", name="Een overeenkomst voorstellen").click()
    west.get_by_label("Met welk huis").select_option("GC Oosterlo")
    west.get_by_label("Zij verkopen wat wij brengen").check()
    look(west, "partner")
    west.get_by_role("button", name="Naar de voorwaarden").click()

    west.get_by_label("Commissie, procent van de prijs").fill("4")
    west.get_by_label("En een bedrag per ticket").fill("0,50")
    west.get_by_label("Prijs van een ticket").fill("22")
    west.get_by_label("Tickets", exact=False).last.fill("1")
    west.get_by_role("button", name="Toon wie wat verdient").click()
    expect(west.get_by_role("main").get_by_role("status")).to_contain_text("€ 1,38")
    expect(west.get_by_role("main").get_by_role("status")).to_contain_text("€ 20,62")
    look(west, "terms")
    west.get_by_label("Een woordje erbij").fill("Zoals besproken op 12 november.")
    west.get_by_role("button", name="Tekenen en voorstellen").click()
    expect(west.get_by_text("Jullie voorstel wacht op hun handtekening")).to_be_visible()
    # What this house sold itself in the last year, as if the other had: € 20.00 and € 16.00.
    expect(west.get_by_role("region", name="Wie verdient wat")).to_contain_text("€ 1,30")

    east.goto(f"{url}/beheer/oosterlo/samenwerking/")
    expect(east.get_by_text("wacht op jullie")).to_be_visible()
    look(east, "list")
    east.get_by_role("main").get_by_role("link", name="CC Westerlo").click()
    expect(east.get_by_text("Zoals besproken op 12 november.")).to_be_visible()
    expect(east.get_by_role("region", name="Wie verdient wat")).to_have_count(
        0
    )  # the sales of a neighbour stay its own
    look(east, "asked")
    east.get_by_role("button", name="Tekenen").click()
    expect(east.get_by_text("geldt nu").first).to_be_visible()

    east.get_by_role("link", name="Een wijziging voorstellen").click()
    east.get_by_label("Commissie, procent van de prijs").fill("6")
    east.get_by_role("button", name="Tekenen en voorstellen").click()
    west.reload()
    expect(west.get_by_role("region", name="De voorwaarden")).to_contain_text("6 % + € 0,50")
    expect(west.get_by_text("verandert", exact=True)).to_be_visible()
    look(west, "change")
    west.get_by_role("button", name="Weigeren").click()
    expect(west.get_by_text("Het voorstel is gesloten.")).to_be_visible()

    west.get_by_text("Deze overeenkomst beëindigen").first.click()
    west.get_by_label("Laatste dag").fill(f"{clock.now().date() + timedelta(days=3):%Y-%m-%d}")
    west.get_by_role("button", name="Deze overeenkomst beëindigen").click()
    expect(west.get_by_text("Ze kan ten vroegste op")).to_be_visible()
    west.get_by_label("Laatste dag").fill(f"{clock.now().date() + timedelta(days=40):%Y-%m-%d}")
    west.get_by_role("button", name="Deze overeenkomst beëindigen").click()
    expect(west.get_by_text("Deze overeenkomst is beëindigd", exact=True)).to_be_visible()
    look(west, "ended")


def admin_with_password(email: str, house: House) -> None:
    admin = employ(email, Role.HOUSE_ADMIN, house=house)
    admin.set_password(PASSWORD)
    admin.save()


def signed_in(chromium: Browser, url: str, email: str, width: int) -> Page:
    page = chromium.new_context(viewport={"width": width, "height": 900}, locale="nl-BE").new_page()
    page.goto(f"{url}/aanmelden/")
    page.locator("#id_login").fill(email)
    page.locator("#id_password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/beheer/**")
    return page


def look(page: Page, name: str) -> None:
    """No violation of axe, nothing too wide; a picture when PICTURES names a folder."""
    assert violations(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"), (
        name
    )
    if PICTURES and page.viewport_size:
        page.screenshot(path=Path(PICTURES) / f"{name}-{page.viewport_size['width']}.png", full_page=True)
