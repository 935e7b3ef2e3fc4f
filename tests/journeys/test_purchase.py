"""A visitor buys over two houses and pays once: on a phone, by keyboard alone, and without script."""

from typing import TYPE_CHECKING

import pytest

from tests.journeys.conftest import Shop
from tests.journeys.steps import Route, buy_over_two_houses

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

TABS = 150
"""More stops than any page has: a keyboard that has not arrived by then never will."""


def route_of(shop: Shop) -> Route:
    return Route(shop.url, "lo", shop.lo.theatre.pk, shop.lo.slot.production_id)


def check_tickets(page: "Page") -> None:
    said = page.inner_text("main")
    for words in ("CC Westerlo", "GC Oosterlo", "De lange adem", "Licht", "€ 60,00", "Ada Peeters"):
        assert words in said.replace("\u00a0", " ")
    pdf = page.request.get(f"{page.url}tickets.pdf")
    assert (pdf.status, pdf.body()[:5]) == (200, b"%PDF-")


def test_on_a_phone_every_page_fits_and_obeys_the_policy(shop: Shop, page: "Page") -> None:
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))

    def seen(name: str) -> None:
        width = page.evaluate("document.documentElement.scrollWidth")
        assert (name, width) == (name, 390)

    buy_over_two_houses(page, route_of(shop), seen=seen)
    assert not wrong, "\n".join(wrong)
    check_tickets(page)


def test_without_script(shop: Shop, chromium: "Browser") -> None:
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}, locale="nl-BE"
    )
    page = context.new_page()
    buy_over_two_houses(page, route_of(shop), by_hand=True)
    check_tickets(page)
    context.close()


def test_the_data_for_search_engines_is_let_through(shop: Shop, page: "Page") -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(route_of(shop).show)
    data = page.locator("script[type='application/ld+json']").text_content() or ""
    assert '"@type": "TheaterEvent"' in data
    assert [text for text in refused if "Content Security Policy" in text] == []


def press_until(page: "Page", wanted: "Locator") -> None:
    """Tab until the focus is on the wanted thing, and see that the focus shows."""
    for _step in range(TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            outline = wanted.evaluate(
                "element => { for (let e = element; e; e = e.parentElement) {"
                " const s = getComputedStyle(e); if (s.outlineStyle !== 'none' && s.outlineWidth !== '0px') return true;"
                " if (e !== element && e.tagName === 'BODY') break; } return false; }"
            )
            assert outline, f"no visible focus on {wanted}"
            return
    pytest.fail(f"the keyboard does not reach {wanted} on {page.url}")


def test_by_keyboard_alone(shop: Shop, chromium: "Browser") -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="nl-BE")
    context.set_default_timeout(30_000)
    page = context.new_page()
    route = route_of(shop)
    page.goto(route.agenda)
    press_until(page, page.locator(f"a[href$='/voorstelling/{route.performance}/']"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/voorstelling/**")
    press_until(page, page.locator("a.button--large[href$='/plaatsen/']"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/plaatsen/")
    press_until(page, page.locator("input[name=party]"))
    page.keyboard.type("2")
    press_until(page, page.locator("button[name=choose][value=best]"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/mandje/")
    press_until(page, page.locator("aside a.button--quiet"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/lo/")
    press_until(page, page.locator(f"a[href$='/tentoonstelling/{route.exhibition}/']"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/tentoonstelling/**")
    press_until(page, page.locator("a.slot").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/voorstelling/**")
    press_until(page, page.locator(".by-number button[name=choose]"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/mandje/")
    press_until(page, page.locator("a[href$='/afrekenen/']"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/afrekenen/")
    press_until(page, page.locator("#name"))
    page.keyboard.type("Ada Peeters")
    page.keyboard.press("Tab")
    page.keyboard.type("ada@example.org")
    press_until(page, page.locator("#terms"))
    page.keyboard.press("Space")
    press_until(page, page.locator("#gegevens button.button--large"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/checkout/**")
    press_until(page, page.locator("button[name=outcome][value=paid]"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/bestelling/**")
    check_tickets(page)
    context.close()
