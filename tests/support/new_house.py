"""A new, empty house in the region Lo, and its admin at work in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from samenspel.houses.models import House, Membership, Role
from samenspel.kernel.tenancy import Scope
from tests.support.region import Fixture
from tests.support.staff import employ

if TYPE_CHECKING:
    from datetime import datetime

    from playwright.sync_api import Locator, Page

PASSWORD = "kat op het dak"
ADMIN = "eva@zuiderlo.example"


def new_house(lo: Fixture) -> House:
    """A house of which nothing is known but its name, and one admin with a password."""
    with Scope.of_system().open():
        house = House.objects.create(
            slug="zuiderlo", name="CC Zuiderlo", legal_name="CC Zuiderlo vzw", kind="cultuurcentrum", town="Zuiderlo",
            vat_regime="taxable", enterprise_number="0999900009", iban="BE00000000000009", email="info@zuiderlo.example",
            second_factor_roles=[],
        )  # fmt: skip
        Membership.objects.create(region=lo.region, house=house)
    admin = employ(ADMIN, Role.HOUSE_ADMIN, house=house)
    admin.set_password(PASSWORD)
    admin.save()
    return house


def sign_in_as(page: Page, url: str, email: str, *, password: str = PASSWORD) -> None:
    page.goto(f"{url}/aanmelden/")
    page.locator("#id_login").fill(email)
    page.locator("#id_password").fill(password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/aanmelden/" not in address)


def room(page: Page, name: str) -> None:
    """Go to a room of the office by its navigation."""
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name=name, exact=True).click()
    page.get_by_role("heading", level=1, name=name, exact=True).wait_for()


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def field(page: Page, label: str, *, nth: int = 0) -> Locator:
    """A field of the page by the words its label begins with."""
    return page.get_by_role("main").get_by_label(re.compile("^" + re.escape(label))).nth(nth)


def fill_in(page: Page, fields: dict[str, str]) -> None:
    """Type in fields and choose in lists, by the words of their labels."""
    for label, value in fields.items():
        one = field(page, label)
        if one.evaluate("(element) => element.tagName") == "SELECT":
            choice = one.locator("option").filter(has_text=value).first.get_attribute("value")
            one.select_option(choice)
        else:
            one.fill(value)


def typed(moment: datetime) -> str:
    """As one types it in a field of a moment: on the clock of Brussels."""
    return moment.strftime("%Y-%m-%dT%H:%M")
