"""How a house draws, plans, prices and sells: the pictures of the how-to pages."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from samenspel.kernel import clock
from samenspel.kernel.clock import BRUSSELS
from tests.journeys.camera import picture
from tests.journeys.house import prices
from tests.support.new_house import fill_in, follow, press, typed

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.journeys.steps import Route

NEIGHBOUR = "theater-antigone"
"""A house in the same town."""

CONDITIONS = """Tickets worden niet teruggenomen, behalve als we een voorstelling verplaatsen of afgelasten.

Wie te laat komt, wacht tot een moment waarop de zaal open mag. De onthaalmedewerker wijst je een plaats.

Een kaart die recht geeft op een lagere prijs toon je aan de deur, samen met je ticket."""


def conditions(desk: Page, office: str) -> None:
    """Published once; the picture shows what is in force."""
    desk.goto(f"{office}instellingen/voorwaarden/")
    if not desk.get_by_text("geldt nu").count():
        fill_in(desk, {"Voorwaarden in het Nederlands": CONDITIONS})
        desk.get_by_role("button", name="Publiceer versie").click()
        desk.get_by_text("geldt nu").wait_for()
    picture(desk, "34-voorwaarden", tallest=1560)


def planner_and_prices(desk: Page, route: Route, house: str) -> None:
    office = f"{route.url}/beheer/{house}/"
    _hall(desk, office)
    evening = _begins(desk, route.show)
    desk.goto(f"{office}zaalplanning/?view=week&day={evening.date()}")
    desk.locator(".ec-event").first.wait_for()
    picture(desk, "29-zaalplanner", tallest=1100)
    desk.goto(f"{office}prijzen/fasen/")
    if not desk.get_by_role("link", name="Voorverkoop", exact=True).count():
        prices.closes_presale(desk)
        desk.goto(f"{office}prijzen/fasen/")
    picture(desk, "33-verkoopfasen", tallest=1100)
    desk.goto(f"{office}prijzen/")
    desk.locator("main tbody a").first.click()
    picture(desk, "31-prijzen", tallest=1200)
    desk.goto(f"{office}voorstellingen/{route.performance}/prijs/?tickets=3")
    picture(desk, "32-uitleg", tallest=1400)
    _plan_beside_a_neighbour(desk, route, office)
    picture(desk, "30-botsingen", tallest=1200)


def timeslots(desk: Page, route: Route, house: str) -> None:
    desk.goto(f"{route.url}/beheer/{house}/producties/{route.exhibition}/tijdsloten/")
    picture(desk, "28-tijdsloten", tallest=1500)
    desk.context.close()


def counter(desk: Page, office: str) -> None:
    desk.goto(f"{office}balie/?q=peeters")
    picture(desk, "35-balie", tallest=1200)
    desk.context.close()


def _hall(desk: Page, office: str) -> None:
    """The plan of a hall in the editor, with its first rows chosen; the draft is thrown away again."""
    desk.goto(f"{office}zalen/")
    desk.locator("tbody a").first.click()
    hall = desk.url
    desk.locator("form[action$='/tekenen/'] button").click()
    desk.wait_for_selector("[data-plan-editor][data-ready] .pe-seat")
    desk.locator("[data-part]").first.focus()
    desk.keyboard.press("Enter")
    picture(desk, "27-zaalplan", tallest=900)
    desk.goto(hall)
    desk.locator("form[action$='/weg/'] button").first.click()


def _plan_beside_a_neighbour(desk: Page, route: Route, office: str) -> None:
    """An option on an evening on which the neighbour plays theatre, and who plays what nearby."""
    desk.goto(f"{route.agenda}?genre=theatre")
    links = desk.locator(f".card[data-house='{NEIGHBOUR}'] .card__title a")
    pages = [each.get_attribute("href") or "" for each in links.all()]
    assert pages, "the neighbour plays no theatre"
    for page in reversed(pages):
        begins = _begins(desk, f"{route.url}{page}")
        desk.goto(f"{office}zaalplanning/nieuw/")
        fields = {
            "Begint": typed(begins),
            "Eindigt": typed(begins + timedelta(hours=2)),
            "Titel": "Gastvoorstelling",
        }
        fill_in(desk, fields | {"Optie tot": typed(clock.now() + timedelta(days=7))})
        desk.get_by_role("radio", name="Optie").check()
        press(desk, "Boeken")
        if desk.get_by_role("link", name="Gastvoorstelling").count():
            desk.get_by_role("link", name="Gastvoorstelling").first.click()
        if desk.get_by_role("link", name="Bevestigen").count():
            break
    follow(desk, "Bevestigen")
    desk.get_by_role("combobox", name="Genre").select_option(label="Theater")
    desk.wait_for_url("**genre=theatre**")


def _begins(desk: Page, show: str) -> datetime:
    """When a performance begins, as its page tells search engines."""
    desk.goto(show)
    said = re.search(r'"startDate": "([^"]+)"', desk.content())
    assert said is not None, show
    return datetime.fromisoformat(said[1]).astimezone(BRUSSELS)
