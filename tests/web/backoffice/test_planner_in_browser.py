"""The hall planner in a real browser, on a phone and on a desk, without a violation of axe."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from samenspel.houses.models import Role
from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from samenspel.venues.commands.book_hall import BookingTexts, book_hall
from tests.support.axe import violations
from tests.support.processes import Processes
from tests.support.region import Fixture, build
from tests.support.staff import employ
from tests.web.backoffice.test_in_browser import PASSWORD, sign_in_by_keyboard

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PLANNER = "/beheer/westerlo/zaalplanning/"
MARCH = "&day=2031-03-04"


def planned() -> tuple[Fixture, list[int]]:
    """Tuesday 4 March 2031: a rental at seven, confirmed; an option on Wednesday."""
    lo = build(now=clock.now())
    admin = employ("an@westerlo.example", Role.HOUSE_ADMIN, house=lo.west)
    admin.set_password(PASSWORD)
    admin.save()
    made = []
    for day, title, until in ((4, "Kookclub", None), (5, "Fanfare", datetime(2031, 2, 1, 17, tzinfo=UTC))):
        changed = book_hall(
            scope=Scope.of_houses(lo.west.pk),
            house=lo.west.pk,
            hall=lo.theatre.hall_id,
            starts_at=datetime(2031, 3, day, 18, tzinfo=UTC),
            ends_at=datetime(2031, 3, day, 22, tzinfo=UTC),
            kind="rental",
            by=admin.pk,
            at=clock.now(),
            option_until=until,
            texts=BookingTexts(title=title, staff_notes="Twee technici", equipment_notes="Vleugel"),
        )
        made.append(changed.bookings[0].id)
    return lo, made


@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_of_the_planner_is_accessible(processes: Processes, chromium: Browser, width: int) -> None:
    _, (_, option) = planned()
    url = processes.web().url
    page = chromium.new_page(viewport={"width": width, "height": 900}, locale="nl-BE")
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    sign_in_by_keyboard(page, url)
    visits = [f"?view={view}{MARCH}" for view in ("day", "week", "month", "season")]
    visits += [f"?view=week&as=list{MARCH}", "nieuw/", f"{option}/", f"{option}/bevestigen/?genre=theatre"]
    for visit in visits:
        page.goto(url + PLANNER + visit)
        wrong += [f"{visit}: {violation}" for violation in violations(page)]
        too_wide = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if too_wide > 0:
            wrong.append(f"{visit} is {too_wide} pixels too wide at {width}")
        if shots := os.environ.get("SHOTS"):
            page.screenshot(path=f"{shots}/{width}-{visits.index(visit)}.png", full_page=True)
    page.context.close()
    assert wrong == []
