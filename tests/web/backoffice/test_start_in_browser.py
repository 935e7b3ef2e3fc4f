"""The guided start of a house and the houses of a region in a real browser: no violation of axe, nothing too wide."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from samenspel.houses.commands.make_house import FirstAdmin, NewHouse, make_house
from samenspel.houses.models import House
from samenspel.identity.models import User
from samenspel.kernel import clock
from tests.support.axe import violations
from tests.support.processes import Processes
from tests.web.backoffice.test_in_browser import lo_at_work, sign_in_by_keyboard

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_of_a_new_house_are_accessible(processes: Processes, chromium: Browser, width: int) -> None:
    lo = lo_at_work()
    House.objects.filter(pk=lo.west.pk).update(setting_up=True, enterprise_number="")
    house = NewHouse("zuiderlo", "CC Zuiderlo", "cultuurcentrum", "", "", "Zuiderlo", "info@zuiderlo.example")
    admin = FirstAdmin("eva@zuiderlo.example", "Eva", "nl")
    by = User.objects.get(email="an@westerlo.example").pk
    make_house(region=lo.region.pk, house=house, admin=admin, by=by, at=clock.now() - timedelta(days=20))
    url = processes.web().url
    page = chromium.new_page(viewport={"width": width, "height": 900}, locale="nl-BE")
    sign_in_by_keyboard(page, url)
    wrong: list[str] = []
    for path in (
        *("westerlo/", "westerlo/start/", "regio/lo/huizen/", "regio/lo/huizen/nieuw/"),
        "regio/lo/huizen/zuiderlo/beheerder/",
        *("westerlo/instellingen/betalen/", "westerlo/instellingen/mails/"),
    ):
        page.goto(f"{url}/beheer/{path}")
        wrong += [f"{path}: {violation}" for violation in violations(page)]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wrong.append(f"{path} is too wide at {width}")
    assert wrong == []
