"""The admin enters a season, productions, and when they play; and puts them on sale."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from samenspel.kernel import clock
from samenspel.kernel.clock import BRUSSELS
from tests.support.new_house import fill_in, follow, press, room, typed

if TYPE_CHECKING:
    from playwright.sync_api import Page

SHOW = "De eerste avond"
EXHIBITION = "Licht in de molen"
MORNING = "Ontbijt met Bach"
SUBSCRIBED = "Een van de zes"
BEFRIENDED = "Voor de vrienden"


def enters_the_programme(page: Page, opens: datetime) -> None:
    """A season, and a production of which the second performance is a copy of the first."""
    room(page, "Seizoenen")
    follow(page, "Nieuw seizoen")
    first = opens.date().replace(month=1, day=1)
    fill_in(
        page,
        {"Naam": "Openingsjaar", "Eerste dag": str(first), "Laatste dag": str(first + timedelta(days=700))},
    )
    press(page, "Bewaren")
    room(page, "Producties")
    follow(page, "Nieuwe productie")
    fill_in(page, {"Titel": SHOW, "Genre": "Theater"})
    press(page, "Bewaren")
    follow(page, "Een voorstelling plannen")
    fill_in(
        page,
        {
            "Begint": typed(opens),
            "Eindigt": typed(opens + timedelta(hours=2)),
            "Zaal en zaalplan": "Molenzaal",
            "Seizoen": "Openingsjaar",
        },
    )
    press(page, "Bewaren")
    room(page, "Producties")
    follow(page, SHOW)
    follow(page, "De reeks kopiëren")
    for choice in page.get_by_role("main").get_by_role("checkbox").all():
        choice.check()
    fill_in(page, {"Hoeveel dagen later": "7"})
    press(page, "Kopiëren")
    room(page, "Producties")
    follow(page, SHOW)
    expect(page.get_by_role("main").locator("tbody tr")).to_have_count(2)


def sells_another_production(page: Page, title: str, opens: datetime) -> None:
    """Entered, planned and on sale at once, as far as the phases of the house let it."""
    room(page, "Producties")
    follow(page, "Nieuwe productie")
    fill_in(page, {"Titel": title, "Genre": "Muziek"})
    press(page, "Bewaren")
    follow(page, "Een voorstelling plannen")
    fill_in(
        page,
        {
            "Begint": typed(opens),
            "Eindigt": typed(opens + timedelta(hours=1)),
            "Zaal en zaalplan": "Molenzaal",
            "Toestand": "In verkoop",
            "Gepubliceerd vanaf": typed(clock.now().astimezone(BRUSSELS) - timedelta(days=1)),
            "Prijslijst": "Avond",
        },
    )
    press(page, "Bewaren")


def makes_a_grid_of_timeslots(page: Page, first: date) -> None:
    """Three days with a slot every two hours, at once on sale."""
    room(page, "Producties")
    follow(page, "Nieuwe productie")
    fill_in(page, {"Titel": EXHIBITION, "Genre": "Expo"})
    press(page, "Bewaren")
    follow(page, "Tijdsloten")
    fill_in(
        page,
        {
            "Eerste dag": str(first),
            "Laatste dag": str(first + timedelta(days=2)),
            "Tijden": "10:00-16:00/120",
            "Zaal en zaalplan": "Galerij",
            "Seizoen": "Openingsjaar",
            "Prijslijst": "Galerij",
            "Toestand": "In verkoop",
            "Gepubliceerd vanaf": typed(clock.now().astimezone(BRUSSELS) - timedelta(days=1)),
        },
    )
    press(page, "Toon wat verandert")
    press(page, "Wijzig deze tijdsloten")
    expect(page.get_by_text("12 tijdsloten zijn toegevoegd.")).to_be_visible()


def puts_both_performances_on_sale(page: Page) -> None:
    room(page, "Producties")
    follow(page, SHOW)
    follow(page, "Meerdere bewerken")
    for choice in page.get_by_role("main").get_by_role("checkbox").all():
        choice.check()
    yesterday = typed(clock.now().astimezone(BRUSSELS) - timedelta(days=1))
    fill_in(page, {"Toestand": "In verkoop", "Gepubliceerd vanaf": yesterday, "Prijslijst": "Avond"})
    press(page, "Toon wat verandert")
    press(page, "Deze wijzigingen bewaren")
