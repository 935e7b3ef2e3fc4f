"""A performance is called off: staff is led through it, its buyers are told and have their money back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from samenspel.integrations.testbank.server.books import Books
from tests.journeys.house.mailbox import link_in, opens_mail
from tests.support.new_house import fill_in, follow, press, room

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

WHY = "De zangeres is ziek, en er is geen tweede zoals zij."


def calls_off(page: Page, title: str, *, orders: int, euro: str) -> None:
    """Why, who is touched, and only then: done. The page counts until everybody is told."""
    main = page.get_by_role("main")
    room(page, "Producties")
    follow(page, title)
    main.locator("tbody tr").first.get_by_role("link").first.click()
    follow(page, "Afgelasten")
    fill_in(page, {"Wat bezoekers lezen, in het Nederlands": WHY})
    press(page, "Kijk wie het raakt")
    expect(main).to_contain_text(euro)
    press(page, "Verder")
    press(page, "Gelast af en betaal iedereen terug")
    expect(main.get_by_text("iedereen verwittigd")).to_be_visible(timeout=60_000)
    expect(main).to_contain_text(f"{orders} van {orders}")
    expect(main).to_contain_text(euro)


def reads_that_the_money_comes_back(page: Page, url: str, *, email: str, title: str, euro: str) -> None:
    """In the mail, and on the page of the order behind its link."""
    mail = opens_mail(page, url, to=email, about=title)
    assert WHY in mail
    assert euro in mail
    page.goto(link_in(mail))
    main = page.get_by_role("main")
    expect(main).to_contain_text(WHY)
    expect(main).to_contain_text("komt terug zoals je betaalde")


def finds_paid_back(page: Page, folder: Path, *, cents: list[int]) -> None:
    """In the books of the bank itself; refunds leave once a minute."""
    books = Books(folder / "books.sqlite3")
    back: list[int] = []
    for _second in range(90):
        back = [refund.amount_cents for payment in books.latest(200) for refund in books.refunds(payment.id)]
        if len(back) >= len(cents):
            break
        page.wait_for_timeout(1000)
    books.close()
    assert back == cents
