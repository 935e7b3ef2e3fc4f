"""A party with a wheelchair user asks for good seats, and gets the place and the companion place beside it."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from samenspel.kernel.tenancy import Scope
from samenspel.sales.models import Line
from samenspel.venues.models import Place
from tests.journeys.conftest import Shop
from tests.support.axe import violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.mark.parametrize("width", [390, 1280])
def test_wheelchair_places_are_asked_with_the_good_seats(shop: Shop, chromium: "Browser", width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 844}, locale="nl-BE")
    page.goto(f"{shop.url}/lo/voorstelling/{shop.lo.theatre.pk}/plaatsen/")
    asked = page.get_by_label("Waarvan rolstoel")
    expect(asked).to_have_attribute("max", "2")
    assert (violations(page), page.evaluate("document.documentElement.scrollWidth")) == ([], width)
    page.get_by_label("Hoeveel plaatsen?").fill("3")
    asked.fill("1")
    page.get_by_role("button", name="Kies de beste plaatsen voor mij").click()
    page.wait_for_url("**/mandje/")
    with Scope.of_system().open():
        places = set(Line.objects.values_list("place_no", flat=True))
    assert (len(places), {61, 62} <= places) == (3, True)
    expect(page.locator("main")).to_contain_text("(rolstoelplaats)")
    page.context.close()


def test_hall_without_wheelchair_places_does_not_ask(shop: Shop, page: "Page") -> None:
    with Scope.of_system().open():
        Place.objects.filter(plan=shop.lo.concert.plan_id, kind="wheelchair").update(kind="seat")
    page.goto(f"{shop.url}/lo/voorstelling/{shop.lo.concert.pk}/plaatsen/")
    assert page.locator("#party").count() == 1
    assert page.locator("#rolstoel").count() == 0
