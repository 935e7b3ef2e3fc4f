"""Finance decides about a payment in a real browser, on a phone and on a desk, without a violation of axe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from samenspel.houses.models import Role
from samenspel.kernel import clock
from samenspel.kernel.ids import uuid7
from samenspel.kernel.tenancy import Scope
from samenspel.ledger.commands.post_transfer import post_transfer
from samenspel.payments.models import Payment
from tests.support.axe import violations
from tests.support.processes import Processes
from tests.support.region import Fixture, build
from tests.support.staff import employ

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PASSWORD = "kat op het dak"


def paid_too_little() -> Fixture:
    """A visitor paid € 39.00 for two places of € 20.00; fien@desk.example is finance of the desk that collects."""
    lo = build(now=clock.now())
    order, _ = lo.take(lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6), at=clock.now())
    payment, at = uuid7(), clock.now()
    with Scope.of_system().open():
        Payment.objects.create(
            id=payment, order_id=order, collector=lo.desk, provider="test", method="bancontact", reference="tb_wrong",
            amount_cents=4000, received_cents=3900, received_currency="EUR", state="mismatch", created_at=at, paid_at=at,
        )  # fmt: skip
    post_transfer(
        scope=Scope.of_system(), house=lo.desk.pk, debit="clearing", credit="unallocated", amount_cents=3900,
        currency="EUR", kind="unsold", key=f"unsold:{payment}", order=order, payment=payment, at=at,
    )  # fmt: skip
    finance = employ("fien@desk.example", Role.FINANCE, house=lo.desk)
    finance.set_password(PASSWORD)
    finance.save()
    return lo


@pytest.mark.parametrize("width", [390, 1280])
def test_difference_is_accepted_by_keyboard(processes: Processes, chromium: Browser, width: int) -> None:
    paid_too_little()
    url = processes.web().url
    page = chromium.new_page(viewport={"width": width, "height": 900}, locale="nl-BE")
    wrong: list[str] = []

    def check() -> None:
        wrong.extend(f"{page.url}: {violation}" for violation in violations(page))
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{page.url} is too wide at {width}")

    page.goto(f"{url}/aanmelden/")
    page.fill("#id_login", "fien@desk.example")
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url("**/beheer/desk-lo/")
    check()
    page.goto(f"{url}/beheer/desk-lo/betalingen/")
    check()
    page.locator("tbody a").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="€ 39,00 terugstorten").click()
    page.wait_for_url("**/terugstorten/")
    check()
    page.get_by_role("link", name="Laat het zo").click()
    check()
    page.get_by_role("link", name="Verschil aanvaarden").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/aanvaarden/")
    check()
    page.get_by_role("button", name="Aanvaarden en bestelling bevestigen").press("Enter")
    page.get_by_text("De bestelling is bevestigd en de koper krijgt de tickets.").wait_for()
    check()
    page.context.close()
    assert wrong == []
