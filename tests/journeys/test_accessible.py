"""axe on every page a visitor or an usher meets, on a phone and on a desk, by day and by night."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.test import Client

from samenspel.houses.models import Role
from samenspel.identity.models import User
from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from samenspel.payments.models import Payment
from tests.journeys.steps import Route, buy_over_two_houses
from tests.support.axe import violations_everywhere
from tests.support.processes import Processes
from tests.support.region import build
from tests.support.staff import employ, signed_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MAIL_WITHIN_S = 30


def test_every_page_of_the_purchase(processes: Processes, chromium: Browser) -> None:
    """And the pages beside it: nothing found, an empty cart, a mistake, a bank that is slow, cancelling, the mail."""
    lo = build(now=clock.now())
    processes.testbank()
    processes.worker(environ={"SECRET_KEY": settings.SECRET_KEY})
    url = processes.web(environ={"SAMENSPEL_DEMO": "1", "SECRET_KEY": settings.SECRET_KEY}).url
    page = chromium.new_page(viewport={"width": 390, "height": 844}, locale="nl-BE", reduced_motion="reduce")
    page.set_default_timeout(30_000)
    wrong: list[str] = []

    def check(name: str = "") -> None:
        wrong.extend(violations_everywhere(page))
        if name == "mandje":
            page.get_by_role("link", name="Waarom deze prijzen").click()
            wrong.extend(violations_everywhere(page))
            page.get_by_role("link", name="Terug naar je mandje").click()

    def visit(*paths: str) -> None:
        for path in paths:
            page.goto(url + path)
            check()

    visit("/", "/lo/?genre=dance&q=niets", "/lo/huis/westerlo/", "/lo/mandje/")
    visit(
        "/toegankelijkheid/", "/privacy/", "/voorwaarden/", "/lo/nergens/", "/aanmelden/", "/aanmelden/code/"
    )
    visit(f"/lo/voorstelling/{lo.free.pk}/")
    buy_over_two_houses(page, Route(url, "lo", lo.theatre.pk, lo.slot.production_id), seen=check)
    order = page.url
    page.locator("a[href$='/annuleren/']").click()
    page.wait_for_url("**/annuleren/")
    check()
    _to_a_slow_bank(page, f"{url}/lo/voorstelling/{lo.concert.pk}/plaatsen/", check)
    visit(f"/lo/betaling/{_open_payment()}/")
    _sign_in(page, url, User.objects.create_user("ada@example.org"))
    visit("/account/")
    _wait_for_mail(page, url)
    check()
    page.locator("main a[href*='/outbox/']").first.click()
    page.wait_for_url("**/outbox/*/")
    check()
    page.goto(order)
    page.context.close()
    assert not wrong, "\n".join(wrong)


def test_every_page_at_the_door_and_in_the_office_by_night(processes: Processes, chromium: Browser) -> None:
    """Only the colours of the night: by day the tests of each room look at everything."""
    now = clock.now() - timedelta(days=30, hours=1)
    lo = build(now=now)
    lo.sell(lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6, young=True), at=now)
    admin = employ("an@westerlo.example", Role.HOUSE_ADMIN, Role.USHER, house=lo.west)
    employ("an@westerlo.example", Role.COORDINATOR, region=lo.region)
    url = processes.web(environ={"SECRET_KEY": settings.SECRET_KEY}).url
    page = chromium.new_page(viewport={"width": 1280, "height": 900}, locale="nl-BE", reduced_motion="reduce")
    wrong: list[str] = []
    _sign_in(page, url, admin)
    house = "/beheer/westerlo/"
    for path in (
        *("/scan/", f"/scan/westerlo/{lo.theatre.pk}/", "/beheer/", "/beheer/regio/lo/", house),
        *(f"{house}voorstellingen/", f"{house}voorstellingen/{lo.theatre.pk}/", f"{house}bestellingen/"),
        *(
            f"{house}rekeningen/",
            f"{house}rekeningen/revenue:600/",
            f"{house}medewerkers/",
            f"{house}sleutels/",
        ),
    ):
        answer = page.goto(url + path)
        assert answer is not None
        assert (path, answer.status) == (path, 200)
        wrong += violations_everywhere(page, schemes=("dark",))
    page.goto(f"{url}/scan/westerlo/{lo.theatre.pk}/")
    page.fill("#code", "geen ticket")
    page.locator("#code").press("Enter")
    page.locator(".scanner__stage[data-state=no]").wait_for()
    wrong += violations_everywhere(page, schemes=("dark",))
    page.context.close()
    assert not wrong, "\n".join(wrong)


def _to_a_slow_bank(page: Page, places: str, check: Callable[[str], None]) -> None:
    """A second purchase, with a mistake on the way, that stops at the bank."""
    page.goto(places)
    page.click("button[name=choose][value=best]")
    page.wait_for_url("**/mandje/")
    page.locator("a[href$='/afrekenen/']").click()
    page.wait_for_url("**/afrekenen/")
    page.fill("#name", "Ada Peeters")
    page.fill("#email", "ada")
    page.check("#terms")
    page.locator("#gegevens button.button--large").click()
    page.locator("[aria-invalid=true]").wait_for()
    check("")
    page.fill("#email", "ada@example.org")
    page.check("#terms")
    page.locator("#gegevens button.button--large").click()
    page.wait_for_url("**/checkout/**")


def _open_payment() -> UUID:
    with Scope.of_system().open():
        return Payment.objects.get(state=Payment.State.OPEN).pk


def _sign_in(page: Page, url: str, user: User) -> None:
    """The cookie of a session that exists; signing in itself has tests of its own."""
    client: Client = signed_in(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": url}])


def _wait_for_mail(page: Page, url: str) -> None:
    """The worker writes it in its own time."""
    until = time.monotonic() + MAIL_WITHIN_S
    page.goto(f"{url}/outbox/")
    while not page.locator("main a[href*='/outbox/']").count():
        assert time.monotonic() < until, "no mail came"
        page.reload()
