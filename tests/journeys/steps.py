"""The main job: two seats beside each other in one house, a timed place in another, one payment, tickets.

Each step is one press of a visitor. `seen` is told the name of every page on the way, to look at it or to check it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

Seen = Callable[[str], None]


@dataclass(frozen=True)
class Route:
    """Addresses of what is bought; `region` is the slug of the shop."""

    url: str
    region: str
    performance: int
    exhibition: int

    @property
    def agenda(self) -> str:
        return f"{self.url}/{self.region}/"

    @property
    def show(self) -> str:
        return f"{self.agenda}voorstelling/{self.performance}/"

    @property
    def expo(self) -> str:
        return f"{self.agenda}tentoonstelling/{self.exhibition}/"


def nothing(_name: str) -> None:
    """A page nobody looks at."""


def buy_over_two_houses(page: "Page", route: Route, *, seen: Seen = nothing, by_hand: bool = False) -> None:
    """From the agenda to the tickets. `by_hand`: two seats from the list, instead of the best two."""
    page.goto(route.agenda)
    seen("agenda")
    page.goto(route.show)
    seen("voorstelling")
    page.locator(f"a[href$='/voorstelling/{route.performance}/plaatsen/']").first.click()
    page.wait_for_url("**/plaatsen/")
    seen("plaatsen")
    if by_hand:
        _two_from_the_list(page)
    else:
        page.fill("input[name=party]", "2")
        page.click("button[name=choose][value=best]")
    page.wait_for_url("**/mandje/")
    page.goto(route.expo)
    seen("tentoonstelling")
    page.locator("a.slot").first.click()
    page.wait_for_url("**/voorstelling/**")
    seen("tijdslot")
    page.locator(".by-number button[name=choose]").click()
    page.wait_for_url("**/mandje/")
    seen("mandje")
    page.locator("a[href$='/afrekenen/']").click()
    page.wait_for_url("**/afrekenen/")
    page.fill("#name", "Ada Peeters")
    page.fill("#email", "ada@example.org")
    page.check("#terms")
    seen("afrekenen")
    page.locator("#gegevens button.button--large").click()
    page.wait_for_url("**/checkout/**")
    seen("bank")
    page.locator("button[name=outcome][value=paid]").click()
    page.wait_for_url("**/bestelling/**")
    seen("tickets")


def _two_from_the_list(page: "Page") -> None:
    page.locator("details.seat-picker__list > summary").click()
    section = page.locator("details.seat-list__section").first
    if section.get_attribute("open") is None:
        section.locator("summary").click()
    free = section.locator("input[name=place]:not([disabled])")
    free.nth(0).check()
    free.nth(1).check()
    page.locator("button[name=choose][value=places]").click()
