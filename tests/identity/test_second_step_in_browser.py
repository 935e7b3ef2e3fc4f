"""A login is led to its second step in a real browser, by keyboard, on a phone and on a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from samenspel.houses.models import House, Role
from samenspel.kernel import clock
from tests.support.axe import violations
from tests.support.processes import Processes
from tests.support.region import build
from tests.support.staff import employ

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PASSWORD = "kat op het dak"


@pytest.mark.parametrize("width", [390, 1280])
def test_second_step_is_set_up_before_work(processes: Processes, chromium: Browser, width: int) -> None:
    lo = build(now=clock.now())
    House.objects.filter(pk=lo.west.pk).update(second_factor_roles=[Role.HOUSE_ADMIN])
    admin = employ("an@westerlo.example", Role.HOUSE_ADMIN, house=lo.west)
    admin.set_password(PASSWORD)
    admin.save()
    url = processes.web().url
    wrong: list[str] = []

    def check(page: Page) -> None:
        wrong.extend(f"{page.url}: {violation}" for violation in violations(page))
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{page.url} is too wide at {width}")

    page = chromium.new_page(viewport={"width": width, "height": 900}, locale="nl-BE")
    page.goto(f"{url}/aanmelden/?next=/beheer/westerlo/medewerkers/")
    page.fill("#id_login", "an@westerlo.example")
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url("**/aanmelden/tweede-stap/")
    check(page)
    page.get_by_role("link", name="Een app gebruiken").press("Enter")
    if "opnieuw" in page.url:
        page.fill("#id_password", PASSWORD)
        page.press("#id_password", "Enter")
    page.wait_for_url("**/totp/activate/")
    secret = page.locator("#authenticator_secret").input_value()
    page.fill("#id_code", format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))
    page.press("#id_code", "Enter")
    page.wait_for_url("**/recovery-codes/")
    check(page)
    page.get_by_role("link", name="Naar het beheer").press("Enter")
    page.wait_for_url("**/beheer/westerlo/")
    page.goto(f"{url}/beheer/westerlo/medewerkers/twee-stappen/")
    check(page)
    page.get_by_label("Financiën").press("Space")
    page.get_by_role("button", name="Bewaren").press("Enter")
    page.wait_for_url("**/medewerkers/")
    check(page)
    page.context.close()
    assert wrong == []
    assert House.objects.get(pk=lo.west.pk).second_factor_roles == ["finance", "house_admin"]
