"""The coordinator of the region makes a house; its first admin finds the invitation and begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.journeys.house.mailbox import link_in, opens_mail
from tests.support.new_house import PASSWORD, fill_in, follow, press, room

if TYPE_CHECKING:
    from playwright.sync_api import Page

HOUSE = "CC Zuiderlo"
ADMIN = "eva@zuiderlo.example"


def makes_the_house(page: Page) -> None:
    """The coordinator knows where it stands and who will run it, nothing more."""
    room(page, "Huizen")
    follow(page, "Maak een huis")
    page.get_by_role("main").get_by_role("radio", name="Cultuurcentrum").check()
    fill_in(
        page,
        {
            "Naam van het huis": HOUSE,
            "Naam in webadressen": "zuiderlo",
            "Straat en nummer": "Molenstraat 1",
            "Postcode": "2260",
            "Gemeente": "Zuiderlo",
            "E-mailadres voor bezoekers": "info@zuiderlo.example",
            "E-mailadres van de eerste beheerder": ADMIN,
            "Naam van de eerste beheerder": "Eva",
        },
    )
    press(page, "Maak het huis en verstuur de uitnodiging")
    expect(page.get_by_role("main")).to_contain_text(f"De uitnodiging is onderweg naar {ADMIN}.")


def accepts_the_invitation(page: Page, url: str) -> None:
    """By the link in the mail; who never was here chooses a password on the way."""
    page.goto(link_in(opens_mail(page, url, to=ADMIN, about=HOUSE)))
    press(page, "Kies een wachtwoord")
    page.fill("#id_password1", PASSWORD)
    page.fill("#id_password2", PASSWORD)
    page.press("#id_password2", "Enter")
    page.wait_for_url("**/beheer/uitnodiging/**")
    press(page, "Aanvaarden")
    page.wait_for_url("**/beheer/zuiderlo/")


def fills_in_what_the_law_asks(page: Page) -> None:
    """And the ways to pay: the two steps of the start that need no hall and no programme."""
    room(page, "Aan de slag")
    follow(page, "Vul je wettelijke gegevens in")
    legal = {
        "Officiële naam": "CC Zuiderlo vzw",
        "Ondernemings- of btw-nummer": "0999.900.051",
        "Rekeningnummer (IBAN)": "BE71 0961 2345 6769",
    }
    fill_in(page, legal)
    press(page, "Bewaren")
    room(page, "Aan de slag")
    follow(page, "Kies hoe men betaalt")
    press(page, "Bewaren")


def sees_that_the_house_sells(page: Page) -> None:
    """What is left of the start is a look and a colleague."""
    room(page, "Aan de slag")
    expect(page.get_by_role("main")).to_contain_text("6 van de 8 klaar")
