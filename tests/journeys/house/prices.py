"""The admin makes ticket types with their conditions, price lists and sale phases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.journeys.house.programme import SHOW
from tests.support.new_house import fill_in, follow, press, room

if TYPE_CHECKING:
    from playwright.sync_api import Page

CARD = "European Disability Card"
COMPANION = "Begeleider"


def makes_ticket_types(page: Page) -> None:
    """Who has a disability card says so and shows it at the door; so does who comes along to help (cases 2 and 4)."""
    for position, name in enumerate(("Basis", CARD, COMPANION), start=1):
        room(page, "Prijzen")
        follow(page, "Tarieven")
        follow(page, "Nieuw tarief")
        fill_in(page, {"Naam in het Nederlands": name, "Plaats in de volgorde": str(position)})
        press(page, "Bewaren")
    for name, card in ((CARD, CARD), (COMPANION, "begeleider")):
        opens_a_type(page, name)
        follow(page, "Kaart of abonnement")
        main = page.get_by_role("main")
        main.get_by_role("checkbox", name=card).check()
        main.get_by_role("radio", name="Wie dit ticket kiest zegt het zelf").check()
        press(page, "Bewaren")


def opens_a_type(page: Page, name: str) -> None:
    room(page, "Prijzen")
    follow(page, "Tarieven")
    follow(page, name)


def makes_price_lists(page: Page) -> None:
    """An evening costs EUR 20, ten with a card, and nothing for a companion; the gallery costs six."""
    evening = {"Basis": "20", CARD: "10", COMPANION: "0"}
    cells = {f"{type_}, Rang {rank}": euro for type_, euro in evening.items() for rank in (1, 2)}
    for name, filled in (("Avond", cells), ("Galerij", {"Basis, Rang 1": "6"})):
        room(page, "Prijzen")
        follow(page, "Nieuwe prijslijst")
        fill_in(page, {"Naam": name} | filled)
        press(page, "Bewaren")


def reads_the_same_price_in_the_office(page: Page) -> None:
    room(page, "Producties")
    follow(page, SHOW)
    page.get_by_role("main").locator("tbody tr").first.get_by_role("link").first.click()
    follow(page, "Wat zou een ticket kosten, en waarom")
    fill_in(page, {"Tarief": CARD})
    press(page, "Leg uit")
    expect(page.get_by_role("main")).to_contain_text("Dit ticket kost € 10,00.")
