"""The pages of prices in a real browser: by keyboard, on a phone and on a desk, without a violation of axe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from samenspel.catalogue.models import Condition, Price, PriceList, Reduction, SalePhase
from samenspel.kernel.tenancy import Scope
from tests.support.axe import violations
from tests.support.processes import Processes
from tests.web.backoffice.test_in_browser import lo_at_work, sign_in_by_keyboard

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PRICES = "/beheer/westerlo/prijzen/"


@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_of_prices_is_accessible(processes: Processes, chromium: Browser, width: int) -> None:
    lo = lo_at_work()
    with Scope.of_system().open():
        sheet = PriceList.objects.get(house=lo.west, code="standaard").pk
        young = f"{PRICES}tarieven/{lo.young[lo.west.pk].pk}/"
        age = {"kind": "age", "oldest": 25, "proof": "door"}
        Condition.objects.create(ticket_type=lo.young[lo.west.pk], kind="age", terms=age)
        three = {"kind": "n_for_m", "take": 3, "pay": 2}
        Reduction.objects.create(house=lo.west, code="d", name={"nl": "Drie voor twee"}, formula=three)
        online = [{"kind": "channel", "any": ["shop"]}]
        phase = SalePhase.objects.create(house=lo.west, code="v", name={"nl": "Online"}, terms=online).pk
    url = processes.web().url
    page = chromium.new_page(viewport={"width": width, "height": 900}, locale="nl-BE")
    sign_in_by_keyboard(page, url)
    wrong: list[str] = []
    for path in (
        *(PRICES, f"{PRICES}lijst/{sheet}/", f"{PRICES}lijst/{sheet}/kopie/", PRICES + "tarieven/", young),
        *(f"{young}voorwaarde/nieuw/{kind}/" for kind in ("period", "entitlement", "programme")),
        *(young + "deel/", PRICES + "kortingen/", PRICES + "kortingen/nieuw/family/", PRICES + "kosten/"),
        *(PRICES + "fasen/", f"{PRICES}fasen/{phase}/", PRICES + "codes/"),
        f"/beheer/westerlo/voorstellingen/{lo.theatre.pk}/prijs/?tickets=3",
        *(f"/beheer/westerlo/voorstellingen/{lo.theatre.pk}/gasten/", "/beheer/westerlo/gasten/"),
    ):
        page.goto(url + path)
        wrong += [f"{path}: {violation}" for violation in violations(page)]
        too_wide = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if too_wide > 0:
            wrong.append(f"{path} is {too_wide} pixels too wide at {width}")
    page.context.close()
    assert wrong == []


def test_a_grid_is_filled_in_by_keyboard(processes: Processes, page: Page) -> None:
    lo = lo_at_work()
    sheet = PriceList.objects.get(house=lo.west, code="standaard")
    url = processes.web().url
    sign_in_by_keyboard(page, url)
    page.goto(f"{url}{PRICES}lijst/{sheet.pk}/")
    first, second = (page.locator(f"#id_price_1_{types[lo.west.pk].pk}") for types in (lo.basis, lo.young))
    expect(first).to_have_value("20,00")
    page.wait_for_load_state("networkidle")
    first.focus()
    page.keyboard.type("22,50")
    page.keyboard.press("Enter")
    expect(second).to_be_focused()
    page.keyboard.type("18")
    page.keyboard.press("ArrowUp")
    expect(first).to_be_focused()
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("2 prijzen zijn gewijzigd.")).to_be_visible()
    kept = Price.objects.filter(price_list=sheet, rank=1).values_list("amount_cents", flat=True)
    assert sorted(kept) == [1800, 2250]
