"""An invited person answers in a real browser, on a phone and on a desk, without a violation of axe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from samenspel.houses.commands.invitations import invite_staff
from samenspel.houses.models import Role
from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from tests.support.axe import violations
from tests.support.processes import Processes
from tests.support.region import build
from tests.support.staff import employ

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PASSWORD = "kat op het dak"


@pytest.mark.parametrize("width", [390, 1280])
def test_invitation_is_seen_and_accepted(processes: Processes, chromium: Browser, width: int) -> None:
    lo = build(now=clock.now())
    admin = employ("an@westerlo.example", Role.HOUSE_ADMIN, house=lo.west)
    admin.set_password(PASSWORD)
    admin.save()
    invited = invite_staff(
        scope=Scope.of_houses(lo.west.pk), house=lo.west.pk, email="nora@example.org", name="Nora",
        roles=["box_office", "usher"], language="nl", by=admin.pk, at=clock.now(),
    )  # fmt: skip
    url = processes.web().url
    wrong: list[str] = []

    def check(page: Page) -> None:
        wrong.extend(f"{page.url}: {violation}" for violation in violations(page))
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{page.url} is too wide at {width}")

    page = chromium.new_page(viewport={"width": width, "height": 900}, locale="nl-BE")
    page.goto(f"{url}/aanmelden/uitnodiging/{invited.token}/")
    check(page)
    page.get_by_role("button", name="Kies een wachtwoord").click()
    page.fill("#id_password1", PASSWORD)
    page.fill("#id_password2", PASSWORD)
    page.press("#id_password2", "Enter")
    page.wait_for_url("**/beheer/uitnodiging/**")
    check(page)
    page.get_by_role("button", name="Aanvaarden").press("Enter")
    page.wait_for_url("**/beheer/westerlo/")
    page.context.close()
    again = invite_staff(
        scope=Scope.of_houses(lo.west.pk), house=lo.west.pk, email="bo@example.org", name="Bo",
        roles=["finance"], language="nl", by=admin.pk, at=clock.now(),
    )  # fmt: skip
    page = chromium.new_page(viewport={"width": width, "height": 900}, locale="nl-BE")
    page.goto(f"{url}/aanmelden/?next=/beheer/westerlo/medewerkers/")
    page.fill("#id_login", "an@westerlo.example")
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url("**/medewerkers/")
    check(page)
    page.get_by_role("link", name="Bo", exact=True).click()
    page.wait_for_url(f"**/uitnodigingen/{again.id}/")
    check(page)
    page.context.close()
    assert wrong == []
