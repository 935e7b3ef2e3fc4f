"""The back office in a real browser: by keyboard, on a phone and on a desk, without a violation of axe."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from samenspel.contacts.commands.put_entitlement import put_entitlement
from samenspel.houses.models import Role
from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from tests.support.axe import violations
from tests.support.processes import Processes
from tests.support.region import Fixture, build
from tests.support.staff import employ

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PASSWORD = "kat op het dak"


def lo_at_work() -> Fixture:
    lo = build(now=clock.now())
    lo.sell(lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6, young=True))
    admin = employ("an@westerlo.example", Role.HOUSE_ADMIN, house=lo.west)
    admin.set_password(PASSWORD)
    admin.save()
    employ("an@westerlo.example", Role.COORDINATOR, region=lo.region)
    put_entitlement(
        scope=Scope.of_houses(lo.west.pk, actor=admin.pk),
        house=lo.west.pk,
        email="lena@example.org",
        kind="subscriber",
        level=6,
        first=date(2026, 9, 1),
        last=date(2099, 8, 31),
        note="lid 12",
        at=clock.now(),
    )
    employ("bo@westerlo.example", Role.BOX_OFFICE, Role.USHER, house=lo.west)
    return lo


def sign_in_by_keyboard(page: Page, url: str, email: str = "an@westerlo.example") -> None:
    page.goto(f"{url}/aanmelden/")
    page.locator("#id_login").focus()
    page.keyboard.type(email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/beheer/**")


@pytest.mark.parametrize("width", [390, 1280])
def test_every_room_is_accessible(processes: Processes, chromium: Browser, width: int) -> None:
    lo = lo_at_work()
    url = processes.web().url
    page = chromium.new_page(viewport={"width": width, "height": 900}, locale="nl-BE")
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    house = "/beheer/westerlo/"
    sign_in_by_keyboard(page, url)
    visits = [
        *("/aanmelden/beveiliging/", "/beheer/", "/beheer/regio/lo/", house),
        *(
            house + "voorstellingen/",
            house + f"voorstellingen/{lo.theatre.pk}/",
            house + f"voorstellingen/{lo.free.pk}/",
        ),
        *(house + "bestellingen/", house + "bestellingen/?q=niemand", "first order", "cancel"),
        *(house + "rekeningen/", house + "rekeningen/revenue:600/", house + "medewerkers/"),
        house + "betalingen/",
        house + "kaarten/",
        *(house + "medewerkers/uitnodigen/", "first person", house + "sleutels/"),
        *(house + "instellingen/", house + "instellingen/merk/", house + "instellingen/gegevens/"),
        house + "logboek/",
    ]
    for visit in visits:
        path = visit
        if visit == "first order":
            page.goto(url + house + "bestellingen/")
            path = page.locator("tbody a").first.get_attribute("href") or ""
        elif visit == "cancel":
            path = page.url.removeprefix(url) + "annuleren/"
        elif visit == "first person":
            page.goto(url + house + "medewerkers/")
            path = page.locator("tbody a").last.get_attribute("href") or ""
        page.goto(url + path)
        wrong += [f"{visit}: {violation}" for violation in violations(page)]
        too_wide = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if too_wide > 0:
            wrong.append(f"{visit} is {too_wide} pixels too wide at {width}")
    page.context.close()
    assert wrong == []


def test_entrance_is_accessible(processes: Processes, page: Page) -> None:
    url = processes.web().url
    wrong: list[str] = []
    for path in (
        "/aanmelden/",
        "/aanmelden/code/",
        "/aanmelden/wachtwoord/vergeten/",
        "/fr/aanmelden/",
        "/en/aanmelden/",
    ):
        page.goto(url + path)
        wrong += [f"{path}: {violation}" for violation in violations(page)]
    assert wrong == []


def test_hall_changes_while_somebody_looks_at_it(processes: Processes, page: Page) -> None:
    lo = lo_at_work()
    url = processes.web().url
    sign_in_by_keyboard(page, url)
    page.goto(f"{url}/beheer/westerlo/voorstellingen/{lo.theatre.pk}/")
    sold = page.locator('use[href="#place-sold"]')
    assert sold.count() == 2
    lo.sell(lo.wish(lo.theatre, 15))
    sold.nth(2).wait_for(state="attached")
    assert page.get_by_text("4 % verkocht").is_visible()


def test_key_is_copied_by_its_button(processes: Processes, page: Page) -> None:
    lo_at_work()
    url = processes.web().url
    sign_in_by_keyboard(page, url)
    page.goto(f"{url}/beheer/westerlo/sleutels/")
    page.get_by_label("Waarvoor dient hij?").fill("Website")
    page.get_by_role("button", name="Sleutel maken").click()
    assert page.locator("#secret").inner_text().startswith("samen_")
    assert page.get_by_role("button", name="Kopiëren").is_visible()


def test_remove_waits_until_the_name_is_typed(processes: Processes, page: Page) -> None:
    lo_at_work()
    url = processes.web().url
    sign_in_by_keyboard(page, url)
    page.goto(f"{url}/beheer/westerlo/medewerkers/")
    page.get_by_role("link", name="Bo").click()
    page.get_by_role("link", name="Uit dit huis verwijderen").click()
    button = page.get_by_role("button", name="Verwijderen")
    expect(button).to_be_disabled()
    page.locator("#remove-name").fill("bo")
    button.click()
    page.wait_for_url("**/medewerkers/")
    assert "Bo werkt hier niet meer." in page.locator("main").inner_text()
