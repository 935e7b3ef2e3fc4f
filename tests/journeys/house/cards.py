"""Staff writes down which cards visitors showed; who signs in with that address gets the prices that ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.support.new_house import fill_in, press, room

if TYPE_CHECKING:
    from playwright.sync_api import Page

SOCIAL = "kans@example.org"
SIX = "zes@example.org"
LOCAL = "lo@example.org"
FRIEND = "vriend@example.org"

CARDS = (
    (SOCIAL, {"Kaart of abonnement": "UiTPAS met kansentarief"}),
    (SIX, {"Kaart of abonnement": "abonnement", "Van zoveel voorstellingen": "6"}),
    (LOCAL, {"Of een andere": "uitpas-lo"}),
    (FRIEND, {"Kaart of abonnement": "vriendenpas"}),
)


def writes_down_what_visitors_showed(page: Page) -> None:
    room(page, "Bezoekerskaarten")
    for email, card in CARDS:
        fill_in(page, {"E-mailadres van de bezoeker": email} | card)
        press(page, "Bewaren")
        expect(page.get_by_role("main").locator("tbody")).to_contain_text(email)
