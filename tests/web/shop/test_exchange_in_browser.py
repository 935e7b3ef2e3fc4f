"""Choosing another timeslot in a real browser, by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from playwright.sync_api import expect

from samenspel.kernel import clock
from samenspel.sales.rules.access import order_token
from tests.support.axe import violations
from tests.support.processes import Processes
from tests.support.region import build
from tests.support.slots import next_slot

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize("width", [390, 1280])
def test_another_slot_is_chosen_by_keyboard(processes: Processes, chromium: Browser, width: int) -> None:
    lo = build(now=clock.now())
    later, full = next_slot(lo, hours=1), next_slot(lo, hours=2)
    lo.sell(*[lo.wish(full, no) for no in range(1, 26)], at=clock.now())
    order = lo.sell(lo.wish(lo.slot, 1), lo.wish(lo.slot, 2), at=clock.now())
    page = chromium.new_page(viewport={"width": width, "height": 900}, locale="nl-BE")
    url = processes.web(environ={"SECRET_KEY": settings.SECRET_KEY}).url  # the secret link is made here
    page.goto(f"{url}/lo/bestelling/{order}/{order_token(order)}/")
    page.get_by_role("link", name="Kies een ander tijdslot").click()
    wrong = violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name=f"{later.starts_at.astimezone(clock.BRUSSELS):%H:%M}").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Je hebt een ander tijdslot.")).to_be_visible()
    page.context.close()
    assert wrong == []
