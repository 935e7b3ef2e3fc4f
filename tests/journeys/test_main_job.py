"""The main job to its end: two houses in one cart from the map, and then each door, each back office and each ledger."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from playwright.sync_api import expect

from samenspel.delivery.commands.print_tickets import ticket_codes
from samenspel.delivery.queries.papers import papers
from samenspel.houses.models import House, Role
from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from tests.support.processes import Processes
from tests.support.region import Fixture, build
from tests.support.staff import employ

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PASSWORD = "een lange wandeling langs de dijk"


def tonight() -> Fixture:
    """The region on a day when it plays: everything starts in six hours."""
    lo = build(now=clock.now() - timedelta(days=30, hours=1))
    for house in (lo.west, lo.east):
        worker = employ(f"an@{house.slug}.example", Role.HOUSE_ADMIN, Role.USHER, house=house)
        worker.set_password(PASSWORD)
        worker.save()
    return lo


def buy_from_the_map(page: Page, url: str, lo: Fixture) -> None:
    """Each press of a visitor, from the agenda of the region to the tickets."""
    page.goto(f"{url}/lo/")
    page.locator(f"a[href$='/voorstelling/{lo.theatre.pk}/']").first.click()
    page.wait_for_url("**/voorstelling/**")
    page.locator("a[href$='/plaatsen/']").first.click()
    page.wait_for_url("**/plaatsen/")
    # The first tap of a finger comes closer where seats are small; a tap on a seat takes the one beside it too.
    seat, choice = page.locator(".seat-map__svg [data-no='5']"), page.locator("[data-seat-choice]")
    seat.tap()
    if "stoel" not in choice.inner_text():
        page.locator(".seat-map__view--zoomed").wait_for()
        seat.tap()
    expect(choice).to_contain_text("2 plaatsen gekozen")
    page.locator("button[name=choose][value=places]").click()
    page.wait_for_url("**/mandje/")
    page.get_by_role("link", name="Nog een voorstelling").click()
    page.wait_for_url("**/lo/")
    page.locator(f"a[href$='/tentoonstelling/{lo.slot.production_id}/']").first.click()
    page.wait_for_url("**/tentoonstelling/**")
    page.locator("a.slot").first.click()
    page.wait_for_url("**/voorstelling/**")
    page.locator(".by-number button[name=choose]").click()
    page.wait_for_url("**/mandje/")
    expect(page.locator(".cart-group__name")).to_have_text(["CC Westerlo", "GC Oosterlo"])
    page.locator("a[href$='/afrekenen/']").click()
    page.wait_for_url("**/afrekenen/")
    page.fill("#name", "Ada Peeters")
    page.fill("#email", "ada@example.org")
    page.check("#terms")
    page.locator("#gegevens button.button--large").click()
    page.wait_for_url("**/checkout/**")
    page.locator("button[name=outcome][value=paid]").click()
    page.wait_for_url("**/bestelling/**")


def check_papers(page: Page) -> None:
    """Three tickets of two houses, as a PDF and in the calendar."""
    expect(page.locator("h1")).to_have_text("Je tickets")
    assert page.get_by_text(re.compile(r"rij A, stoel [56]|rij A · stoel [56]")).count() == 2
    link = page.locator("a[href$='/tickets.pdf']").get_attribute("href") or ""
    pdf = page.request.get(urljoin(page.url, link))
    assert (pdf.headers["content-type"], pdf.body()[:5]) == ("application/pdf", b"%PDF-")
    calendar = page.request.get(f"{page.url}agenda.ics").text()
    assert calendar.startswith("BEGIN:VCALENDAR")
    assert calendar.count("BEGIN:VEVENT") == 2


def codes_of(order: UUID) -> dict[int, list[str]]:
    """What the squares on the tickets say, by house."""
    found: dict[int, list[str]] = {}
    for line in papers(scope=Scope.of_order(order), order=order):
        found.setdefault(line.house_id, []).append(ticket_codes(line=line, at=clock.now()).code)
    return found


def at_work(chromium: Browser, url: str, house: House) -> Page:
    """A window in which somebody of this house is signed in."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900}, locale="nl-BE")
    page.set_default_timeout(30_000)
    page.goto(f"{url}/aanmelden/")
    page.fill("input[name=login]", f"an@{house.slug}.example")
    page.fill("input[name=password]", PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/beheer/**")
    return page


def stand_at_the_door(
    page: Page, url: str, *, title: str, own: list[str], foreign: str, elsewhere: str
) -> None:
    """Own tickets go in once; the ticket for the other house is refused, with a reason."""
    page.goto(f"{url}/scan/")
    page.get_by_role("link", name=title).click()
    stage, word, why = (
        page.locator(".scanner__stage"),
        page.locator(".scanner__word"),
        page.locator(".scanner__why"),
    )

    def scan(code: str) -> None:
        page.fill("#code", code)
        page.locator("#code").press("Enter")

    for count, code in enumerate(own, start=1):
        scan(code)
        expect(stage).to_have_attribute("data-state", "ok")
        expect(word).to_have_text("Welkom")
        expect(page.locator("[data-counter]")).to_contain_text(f"{count} / {len(own)}")
    scan(own[0])
    expect(word).to_have_text("Al binnen")
    scan(foreign)
    expect(stage).to_have_attribute("data-state", "no")
    expect(word).to_have_text("Niet hier")
    expect(why).to_contain_text(f"Dit ticket is voor {elsewhere}")
    expect(page.locator(".scanner__seat")).to_have_count(0)  # of a stranger's ticket nothing is shown
    expect(page.locator("[data-counter]")).to_contain_text(f"{len(own)} / {len(own)}")


def look_at_the_office(
    page: Page, url: str, house: House, *, own: str, foreign: str, due: str, order: UUID
) -> None:
    """One order with the own part of it, and the money the ticket desk holds for this house."""
    office = f"{url}/beheer/{house.slug}/"
    page.goto(f"{office}bestellingen/{order}/")
    said = page.inner_text("main")
    assert own in said
    assert foreign not in said
    page.goto(f"{office}voorstellingen/")
    said = page.inner_text("main")
    assert own in said
    assert foreign not in said
    page.goto(f"{office}rekeningen/")
    dues = page.inner_text(".office-dues").replace("\u00a0", " ")
    assert "Ticketdesk Lo" in dues
    assert due in dues
    assert "te ontvangen" in dues


def test_main_job_to_the_seat_and_to_the_books(processes: Processes, chromium: Browser) -> None:
    lo = tonight()
    phone = chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="nl-BE"
    )
    phone.set_default_timeout(30_000)
    page = phone.new_page()
    processes.testbank()
    # One secret for shop and test: the codes on the tickets are read back here.
    url = processes.web(environ={"SAMENSPEL_DEMO": "1", "SECRET_KEY": settings.SECRET_KEY}).url

    buy_from_the_map(page, url, lo)
    check_papers(page)

    order = UUID(page.url.split("/bestelling/")[1].split("/")[0])
    codes = codes_of(order)
    assert {house: len(own) for house, own in codes.items()} == {lo.west.pk: 2, lo.east.pk: 1}
    for house, other, own, foreign, due in (
        (lo.west, lo.east, "De lange adem", "Licht", "€ 40,00"),
        (lo.east, lo.west, "Licht", "De lange adem", "€ 20,00"),
    ):
        worker = at_work(chromium, url, house)
        stand_at_the_door(
            worker, url, title=own, own=codes[house.pk], foreign=codes[other.pk][0], elsewhere=foreign
        )
        look_at_the_office(worker, url, house, own=own, foreign=foreign, due=due, order=order)
        refused = worker.goto(f"{url}/beheer/{other.slug}/")
        assert refused is not None
        assert refused.status in {403, 404}
        worker.context.close()
    phone.close()
