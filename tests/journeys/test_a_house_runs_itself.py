"""A new house runs itself: its admin draws a hall, plans it, enters a programme and its prices; a visitor buys."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from samenspel.kernel import clock
from samenspel.kernel.clock import BRUSSELS
from tests.support.new_house import fill_in, follow, new_house, press, room, sign_in
from tests.support.processes import Processes
from tests.support.region import build
from tests.web.backoffice.test_plan_editor import draw, fill, lasso, pick, seats, spot_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SHOW = "De eerste avond"
CARD = "European Disability Card"


def test_a_house_runs_itself(processes: Processes, chromium: Browser) -> None:
    new_house(build(now=clock.now()))
    url = processes.web().url
    staff = chromium.new_page(viewport={"width": 1280, "height": 900}, locale="nl-BE")
    staff.set_default_timeout(15_000)
    sign_in(staff, url)
    opens = clock.now().astimezone(BRUSSELS).replace(hour=20, minute=0) + timedelta(days=30)

    draws_a_hall_of_120_seats(staff)
    plans_an_option_and_confirms_it(staff, opens - timedelta(days=1))
    enters_the_programme(staff, opens)
    asks_ten_euro_of_who_has_a_disability_card(staff)
    puts_both_performances_on_sale(staff)
    visitor = chromium.new_page(viewport={"width": 390, "height": 844}, locale="nl-BE")
    visitor.set_default_timeout(15_000)
    pays_ten_euro_and_reads_why(visitor, url)
    reads_the_same_price_in_the_office(staff)
    visitor.context.close()
    staff.context.close()


def draws_a_hall_of_120_seats(page: Page) -> None:
    """Ten rows of twelve, odd left and even right; the front half is the first rank."""
    room(page, "Zalen")
    follow(page, "Nieuwe locatie")
    fill_in(page, {"Naam": "De Molen", "Gemeente": "Zuiderlo"})
    press(page, "Bewaren")
    if not page.get_by_role("heading", level=1, name="Nieuwe zaal").count():
        room(page, "Zalen")
        follow(page, "Nieuwe zaal")
    fill_in(page, {"Naam": "Molenzaal"})
    press(page, "Bewaren")
    press(page, "Een plan tekenen")
    page.wait_for_selector("[data-plan-editor][data-ready]")
    draw(page, "Podium", (150, 130), (400, 160))
    draw(page, "Rechte rijen", (150, 200), (400, 350))
    fill(page, "Aantal rijen", "10")
    fill(page, "Aantal stoelen in een rij", "12")
    pick(page, "Stoelen zijn genummerd", "oneven links, even rechts van het midden")
    seats(page, 120)
    page.keyboard.press("Escape")
    press(page, "Rang toevoegen")
    press(page, "Stoelen kiezen")
    left, right = spot_of(page, 60), spot_of(page, 119)
    lasso(page, (left[0] - 16, left[1] - 8), (right[0] + 16, right[1] + 8))
    expect(page.get_by_role("heading", name="60 stoelen")).to_be_visible()
    pick(page, "Rang", "Rang 2")
    expect(page.get_by_text("Klaar om te publiceren: 120 plaatsen")).to_be_visible()
    press(page, "Publiceren")
    expect(page.get_by_text("met 120 plaatsen")).to_be_visible()


def plans_an_option_and_confirms_it(page: Page, evening: datetime) -> None:
    room(page, "Zaalplanner")
    follow(page, "Zaal boeken")
    fill_in(
        page,
        {
            "Zaal": "Molenzaal",
            "Begint": typed(evening),
            "Eindigt": typed(evening + timedelta(hours=3)),
            "Titel": "Opbouw",
            "Optie tot": typed(clock.now().astimezone(BRUSSELS) + timedelta(days=7)),
        },
    )
    page.get_by_role("radio", name="Optie").check()
    press(page, "Boeken")
    if not page.get_by_role("link", name="Bevestigen").count():
        page.get_by_role("link", name="Opbouw").first.click()
    follow(page, "Bevestigen")
    expect(page.get_by_text("Niemand anders vraagt deze tijd.")).to_be_visible()
    press(page, "Bevestigen")
    expect(page.get_by_role("main").get_by_text("Bevestigd").first).to_be_visible()


def enters_the_programme(page: Page, opens: datetime) -> None:
    """A season, and a production of which the second performance is a copy of the first."""
    room(page, "Seizoenen")
    follow(page, "Nieuw seizoen")
    first = opens.date().replace(month=1, day=1)
    fill_in(
        page,
        {"Naam": "Openingsjaar", "Eerste dag": str(first), "Laatste dag": str(first + timedelta(days=700))},
    )
    press(page, "Bewaren")
    room(page, "Producties")
    follow(page, "Nieuwe productie")
    fill_in(page, {"Titel": SHOW, "Genre": "Theater"})
    press(page, "Bewaren")
    follow(page, "Een voorstelling plannen")
    fill_in(
        page,
        {
            "Begint": typed(opens),
            "Eindigt": typed(opens + timedelta(hours=2)),
            "Zaal en zaalplan": "Molenzaal",
            "Seizoen": "Openingsjaar",
        },
    )
    press(page, "Bewaren")
    room(page, "Producties")
    follow(page, SHOW)
    follow(page, "De reeks kopiëren")
    for choice in page.get_by_role("main").get_by_role("checkbox").all():
        choice.check()
    fill_in(page, {"Hoeveel dagen later": "7"})
    press(page, "Kopiëren")
    room(page, "Producties")
    follow(page, SHOW)
    expect(page.get_by_role("main").locator("tbody tr")).to_have_count(2)


def asks_ten_euro_of_who_has_a_disability_card(page: Page) -> None:
    """Acceptance case 2: who has a card says so, pays EUR 10 in each rank, and shows it at the door."""
    for name in ("Basis", CARD):
        room(page, "Prijzen")
        follow(page, "Tarieven")
        follow(page, "Nieuw tarief")
        fill_in(page, {"Naam in het Nederlands": name, "Plaats in de volgorde": "2" if name == CARD else "1"})
        press(page, "Bewaren")
    room(page, "Prijzen")
    follow(page, "Tarieven")
    follow(page, CARD)
    follow(page, "Kaart of abonnement")
    main = page.get_by_role("main")
    main.get_by_role("checkbox", name=CARD).check()
    main.get_by_role("radio", name="Wie dit ticket kiest zegt het zelf").check()
    press(page, "Bewaren")
    room(page, "Prijzen")
    follow(page, "Nieuwe prijslijst")
    cells = {
        f"{type_}, Rang {rank}": euro for type_, euro in (("Basis", "20"), (CARD, "10")) for rank in (1, 2)
    }
    fill_in(page, {"Naam": "Avond"})
    if not main.get_by_label("Basis, Rang 1").count():
        press(page, "Bewaren")
    fill_in(page, cells)
    press(page, "Bewaren")


def puts_both_performances_on_sale(page: Page) -> None:
    room(page, "Producties")
    follow(page, SHOW)
    follow(page, "Meerdere bewerken")
    for choice in page.get_by_role("main").get_by_role("checkbox").all():
        choice.check()
    yesterday = typed(clock.now().astimezone(BRUSSELS) - timedelta(days=1))
    fill_in(page, {"Toestand": "In verkoop", "Gepubliceerd vanaf": yesterday, "Prijslijst": "Avond"})
    press(page, "Toon wat verandert")
    press(page, "Deze wijzigingen bewaren")


def pays_ten_euro_and_reads_why(page: Page, url: str) -> None:
    """From the agenda; the cart first asks the ordinary price, then that of the card."""
    page.goto(f"{url}/lo/?q={SHOW}")
    page.get_by_role("main").get_by_role("link", name=SHOW).first.click()
    page.get_by_role("main").locator("a[href$='/plaatsen/']").first.click()
    page.get_by_label("Hoeveel plaatsen?").fill("1")
    page.get_by_role("button", name="Kies de beste plaatsen voor mij").click()
    page.wait_for_url("**/mandje/")
    main = page.get_by_role("main")
    expect(main).to_contain_text("€ 20,00")
    types = main.get_by_role("combobox").first
    card = types.locator("option").filter(has_text=CARD).first.get_attribute("value")
    types.select_option(card)
    expect(main).to_contain_text("€ 10,00")
    page.get_by_role("link", name="Waarom deze prijzen").click()
    expect(main).to_contain_text("Dit ticket kost € 10,00.")


def reads_the_same_price_in_the_office(page: Page) -> None:
    room(page, "Producties")
    follow(page, SHOW)
    page.get_by_role("main").locator("tbody tr").first.get_by_role("link").first.click()
    follow(page, "Wat zou een ticket kosten, en waarom")
    fill_in(page, {"Tarief": CARD})
    press(page, "Leg uit")
    expect(page.get_by_role("main")).to_contain_text("Dit ticket kost € 10,00.")


def typed(moment: datetime) -> str:
    """As one types it in a field of a moment: on the clock of Brussels."""
    return moment.strftime("%Y-%m-%dT%H:%M")
