"""Counting in a real browser: by thumb, by keyboard, without a connection."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from samenspel.houses.models import Role, StaffRole
from samenspel.identity.models import User
from samenspel.kernel.tenancy import Scope
from tests.support import region
from tests.support.processes import Running

PASSWORD = "een lange wandeling langs de dijk"
AXE = Path(__file__).resolve().parents[3] / "node_modules/axe-core/axe.min.js"


def open_door(live_web: Running, page: Page) -> None:
    now = timezone.now() - timedelta(days=30, hours=1)
    lo = region.build(now=now)
    usher = User.objects.create_user("teller@example.org", PASSWORD)
    with Scope.of_system().open():
        StaffRole.objects.create(user=usher, role=Role.USHER, house=lo.east, since=now)
    page.goto(f"{live_web.url}/scan/oosterlo/{lo.slot.pk}/tellen/")
    page.locator("input[name=login]").fill("teller@example.org")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    expect(page.get_by_role("button", name="Komt binnen")).to_be_visible()


def test_counts_by_keyboard_and_without_a_connection(live_web: Running, page: Page) -> None:
    open_door(live_web, page)
    number = page.locator("[data-number]")
    page.get_by_role("button", name="Komt binnen").focus()
    for people in ("1", "2"):
        page.keyboard.press("Enter")
        expect(number).to_have_text(people)

    expect(page.locator("[data-inside='2']")).to_be_visible()
    page.context.set_offline(True)
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Gaat buiten").press("Enter")
    expect(number).to_have_text("3")
    expect(page.locator("[data-waiting]")).to_contain_text("Wacht op dit toestel: 3")
    page.get_by_role("button", name="ongedaan").click()
    expect(number).to_have_text("4")

    page.context.set_offline(False)
    expect(page.locator("[data-waiting]")).to_be_hidden()
    page.reload()
    expect(number).to_have_text("4")


def test_an_answer_that_was_lost_counts_once(live_web: Running, page: Page) -> None:
    open_door(live_web, page)

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/tellen/", lose, times=1)
    page.get_by_role("button", name="Komt binnen").click()
    expect(page.locator("[data-waiting]")).to_be_visible()
    expect(page.locator("[data-waiting]")).to_be_hidden()
    page.reload()
    expect(page.locator("[data-number]")).to_have_text("1")


@pytest.mark.parametrize("width", [390, 1280])
def test_counting_has_no_axe_violations(live_web: Running, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    open_door(live_web, page)
    page.get_by_role("button", name="Komt binnen").click()
    expect(page.locator("[data-number]")).to_have_text("1")
    page.evaluate(AXE.read_text())
    assert page.evaluate("axe.run().then(found => found.violations.map(rule => rule.id))") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
