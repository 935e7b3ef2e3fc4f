"""The admin draws the halls of the house and plans one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from samenspel.kernel import clock
from samenspel.kernel.clock import BRUSSELS
from tests.support.new_house import fill_in, follow, press, room, typed
from tests.web.backoffice.test_plan_editor import Spot, draw, fill, lasso, pick, seats, spot_of

if TYPE_CHECKING:
    from playwright.sync_api import Page


def draws_a_hall_of_120_seats(page: Page) -> None:
    """Ten rows of twelve, odd left and even right; the front half is the first rank, the last seats are for a wheelchair
    and a companion.
    """
    room(page, "Zalen")
    follow(page, "Nieuwe locatie")
    fill_in(page, {"Naam": "De Molen", "Gemeente": "Zuiderlo"})
    press(page, "Bewaren")
    opens_a_drawing(page, "Molenzaal")
    draw(page, "Podium", (150, 130), (400, 160))
    draw(page, "Rechte rijen", (150, 200), (400, 350))
    fill(page, "Aantal rijen", "10")
    fill(page, "Aantal stoelen in een rij", "12")
    pick(page, "Stoelen zijn genummerd", "oneven links, even rechts van het midden")
    seats(page, 120)
    page.keyboard.press("Escape")
    press(page, "Rang toevoegen")
    press(page, "Stoelen kiezen")
    left, right = spot_of(page, 60), spot_of(page, 119)
    lasso(page, (left[0] - 16, left[1] - 8), (right[0] + 16, right[1] + 8))
    expect(page.get_by_role("heading", name="60 stoelen")).to_be_visible()
    pick(page, "Rang", "Rang 2")
    for number in (118, 119):
        touch(page, spot_of(page, number), and_what_was_chosen=number == 119)
    expect(page.get_by_role("heading", name="2 stoelen")).to_be_visible()
    press(page, "Rolstoelplaats met begeleider")
    expect(page.get_by_text("Klaar om te publiceren: 120 plaatsen")).to_be_visible()
    press(page, "Publiceren")
    expect(page.get_by_text("met 120 plaatsen")).to_be_visible()


def draws_a_gallery(page: Page) -> None:
    """A floor without seats, for as many people as the house says."""
    room(page, "Zalen")
    opens_a_drawing(page, "Galerij")
    draw(page, "Staanzone", (150, 150), (350, 300))
    fill(page, "Hoeveel mensen", "30")
    draw(page, "Brandpunt", (250, 140), (250, 140))
    expect(page.get_by_text("Klaar om te publiceren: 30 plaatsen")).to_be_visible()
    press(page, "Publiceren")
    expect(page.get_by_text("met 30 plaatsen")).to_be_visible()


def opens_a_drawing(page: Page, hall: str) -> None:
    if not page.get_by_role("heading", level=1, name="Nieuwe zaal").count():
        room(page, "Zalen")
        follow(page, "Nieuwe zaal")
    fill_in(page, {"Naam": hall})
    press(page, "Bewaren")
    press(page, "Een plan tekenen")
    page.wait_for_selector("[data-plan-editor][data-ready]")


def touch(page: Page, spot: Spot, *, and_what_was_chosen: bool) -> None:
    """Choose the seat at a spot of the floor, beside what was chosen or instead of it."""
    box = page.locator("[data-floor]").bounding_box()
    assert box is not None
    held = ["Shift"] if and_what_was_chosen else []
    for key in held:
        page.keyboard.down(key)
    page.mouse.click(box["x"] + spot[0], box["y"] + spot[1])
    for key in held:
        page.keyboard.up(key)


def plans_an_option_and_confirms_it(page: Page, evening: datetime) -> None:
    room(page, "Zaalplanner")
    follow(page, "Zaal boeken")
    fill_in(
        page,
        {
            "Zaal": "Molenzaal",
            "Begint": typed(evening),
            "Eindigt": typed(evening + timedelta(hours=3)),
            "Titel": "Opbouw",
            "Optie tot": typed(clock.now().astimezone(BRUSSELS) + timedelta(days=7)),
        },
    )
    page.get_by_role("radio", name="Optie").check()
    press(page, "Boeken")
    if not page.get_by_role("link", name="Bevestigen").count():
        page.get_by_role("link", name="Opbouw").first.click()
    follow(page, "Bevestigen")
    expect(page.get_by_text("Niemand anders vraagt deze tijd.")).to_be_visible()
    press(page, "Bevestigen")
    expect(page.get_by_role("main").get_by_text("Bevestigd").first).to_be_visible()
