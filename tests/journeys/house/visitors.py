"""Visitors buy, each under another rule of the house, on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.journeys.house.mailbox import signs_in_by_code
from tests.journeys.house.prices import CARD, COMPANION, SHARES, UITPAS
from tests.journeys.house.programme import EXHIBITION, SHOW

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

STRANGER = "ada@example.org"
"""Somebody who has no card and never signs in."""


def pays_ten_euro_and_reads_why(page: Page, url: str) -> None:
    """Case 2. The cart first asks the ordinary price, then that of the card."""
    opens_the_hall(page, url, SHOW)
    takes_best(page, 1)
    main = page.get_by_role("main")
    expect(main).to_contain_text("€ 20,00")
    chooses_type(page, 0, CARD)
    expect(main).to_contain_text("€ 10,00")
    page.get_by_role("link", name="Waarom deze prijzen").click()
    expect(main).to_contain_text("Dit ticket kost € 10,00.")
    pays(page, url, shown=(SHOW, CARD, "€ 10,00"))


def takes_a_timeslot(page: Page, url: str) -> None:
    opens(page, url, EXHIBITION)
    page.locator("a.slot").first.click()
    page.get_by_role("main").get_by_role("button", name="In mijn mandje").click()
    page.wait_for_url("**/mandje/")
    pays(page, url, shown=(EXHIBITION, "€ 6,00"))


def comes_in_a_wheelchair_with_a_companion(page: Page, url: str) -> None:
    """Case 4: both places online, and no proof asked for this booking."""
    opens_the_hall(page, url, SHOW)
    page.get_by_label("Waarvan rolstoel").fill("1")
    takes_best(page, 2)
    main = page.get_by_role("main")
    expect(main).to_contain_text("(rolstoelplaats)")
    companion = main.locator(".cart-item").filter(has_text="(begeleider)")
    companion.get_by_role("combobox").select_option(label=f"{COMPANION} · € 0,00")
    expect(main.locator(".totals__sum").last).to_have_text("€ 20,00")
    pays(page, url, shown=("(rolstoelplaats)", COMPANION, "€ 20,00"))


def pays_a_fifth_and_reads_who_carries_the_rest(page: Page, url: str, email: str) -> None:
    """Case 6: what the house knows of who signed in gives the price; nobody has to ask for it."""
    signs_in_by_code(page, url, email)
    opens_the_hall(page, url, SHOW)
    takes_best(page, 1)
    expect(page.get_by_role("main")).to_contain_text("€ 20,00")
    chooses_type(page, 0, UITPAS)
    expect(page.get_by_role("main")).to_contain_text("€ 4,00")
    page.get_by_role("link", name="Waarom deze prijzen").click()
    expect(page.get_by_role("main")).to_contain_text("Dit ticket kost € 4,00.")
    expect(page.get_by_role("main")).to_contain_text(SHARES)
    pays(page, url, shown=(UITPAS, "€ 4,00"), email=email)


def must_wait(page: Page, url: str, title: str, *, email: str = "", nobody_yet: bool = False) -> None:
    """Before any phase begins the page says when it does; when only others may buy, one may choose and reads it then."""
    if email not in ("", STRANGER):
        signs_in_by_code(page, url, email)
    opens(page, url, title)
    main = page.get_by_role("main")
    seats = main.locator("a[href$='/plaatsen/']")
    if nobody_yet:
        expect(main).to_contain_text("In verkoop vanaf")
        expect(seats).to_have_count(0)
        return
    seats.first.click()
    page.get_by_label("Hoeveel plaatsen?").fill("1")
    page.get_by_role("button", name="Kies de beste plaatsen voor mij").click()
    expect(main).to_contain_text("zijn voor jou te koop vanaf")


def may_buy(page: Page, url: str, title: str, *, email: str = STRANGER) -> None:
    """From the agenda to the tickets; whoever is signed in stays so."""
    opens_the_hall(page, url, title)
    takes_best(page, 1)
    expect(page.get_by_role("main")).to_contain_text("€ 20,00")
    pays(page, url, shown=(title, "€ 20,00"), email=email)


def comes_too_late(page: Page, url: str, title: str, *, since: str) -> None:
    """Case 3: since when, and where it can still be bought; nothing to press that would be refused."""
    main = page.get_by_role("main")
    opens(page, url, title)
    comes_back_until(page, main.get_by_text(since))
    expect(main).to_contain_text(since)
    expect(main).to_contain_text("aan de deur")
    expect(main.get_by_role("link", name="Kies je plaatsen")).to_have_count(0)


def opens(page: Page, url: str, title: str) -> None:
    """The page of a production, from the agenda."""
    page.goto(f"{url}/lo/?q={title}")
    found = page.get_by_role("main").get_by_role("link", name=title)
    comes_back_until(page, found)
    found.first.click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


def opens_the_hall(page: Page, url: str, title: str) -> None:
    opens(page, url, title)
    seats = page.get_by_role("main").locator("a[href$='/plaatsen/']")
    comes_back_until(page, seats)
    seats.first.click()


def comes_back_until(page: Page, there: Locator) -> None:
    """The shop keeps a page for ten seconds and the agenda for a minute, also when a test's clock jumps."""
    for _second in range(70):
        if there.count():
            return
        page.wait_for_timeout(1000)
        page.reload()


def takes_best(page: Page, party: int) -> None:
    page.get_by_label("Hoeveel plaatsen?").fill(str(party))
    page.get_by_role("button", name="Kies de beste plaatsen voor mij").click()
    page.wait_for_url("**/mandje/")


def chooses_type(page: Page, nth: int, name: str) -> None:
    types = page.get_by_role("main").get_by_role("combobox").nth(nth)
    types.select_option(types.locator("option").filter(has_text=name).first.get_attribute("value"))


def pays(page: Page, url: str, *, shown: tuple[str, ...], email: str = STRANGER) -> None:
    """At the test bank; the page of the order then says all that is `shown`, and has its tickets."""
    page.goto(f"{url}/lo/afrekenen/")
    page.fill("#name", "Ada Peeters")
    page.fill("#email", email)
    page.check("#terms")
    page.locator("#gegevens button.button--large").click()
    page.wait_for_url("**/checkout/**")
    page.locator("button[name=outcome][value=paid]").click()
    page.wait_for_url("**/bestelling/**")
    for words in shown:
        expect(page.get_by_role("main")).to_contain_text(words)
    tickets = page.request.get(f"{page.url}tickets.pdf")
    assert (tickets.status, tickets.body()[:5]) == (200, b"%PDF-")
