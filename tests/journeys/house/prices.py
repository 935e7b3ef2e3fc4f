"""The admin makes ticket types with their conditions, price lists and sale phases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.journeys.house.programme import BEFRIENDED, SHOW, SUBSCRIBED
from tests.support.new_house import fill_in, follow, press, room, typed

if TYPE_CHECKING:
    from playwright.sync_api import Page

CARD = "European Disability Card"
COMPANION = "Begeleider"
UITPAS = "UiTPAS kansentarief"
SHARES = "De bezoeker betaalt 20 %, het huis draagt 40 % en de gemeente 40 %."

Term = tuple[str, Sequence[str], Mapping[str, str]]
"""What is followed to add it, what is ticked, and what is filled in."""


def makes_ticket_types(page: Page) -> None:
    """Who has a disability card says so and shows it at the door; so does who comes along to help (cases 2 and 4)."""
    for position, name in enumerate(("Basis", CARD, COMPANION), start=1):
        room(page, "Prijzen")
        follow(page, "Tarieven")
        follow(page, "Nieuw tarief")
        fill_in(page, {"Naam in het Nederlands": name, "Plaats in de volgorde": str(position)})
        press(page, "Bewaren")
    for name, card in ((CARD, CARD), (COMPANION, "begeleider")):
        opens_a_type(page, name)
        follow(page, "Kaart of abonnement")
        main = page.get_by_role("main")
        main.get_by_role("checkbox", name=card).check()
        main.get_by_role("radio", name="Wie dit ticket kiest zegt het zelf").check()
        press(page, "Bewaren")


def opens_a_type(page: Page, name: str) -> None:
    room(page, "Prijzen")
    follow(page, "Tarieven")
    follow(page, name)


def makes_price_lists(page: Page) -> None:
    """An evening costs EUR 20, ten with a card, and nothing for a companion; the gallery costs six."""
    evening = {"Basis": "20", CARD: "10", COMPANION: "0"}
    cells = {f"{type_}, Rang {rank}": euro for type_, euro in evening.items() for rank in (1, 2)}
    for name, filled in (("Avond", cells), ("Galerij", {"Basis, Rang 1": "6"})):
        room(page, "Prijzen")
        follow(page, "Nieuwe prijslijst")
        fill_in(page, {"Naam": name} | filled)
        press(page, "Bewaren")


def reads_the_same_prices_in_the_office(page: Page) -> None:
    room(page, "Producties")
    follow(page, SHOW)
    page.get_by_role("main").locator("tbody tr").first.get_by_role("link").first.click()
    follow(page, "Wat zou een ticket kosten, en waarom")
    fill_in(page, {"Tarief": CARD})
    press(page, "Leg uit")
    expect(page.get_by_role("main")).to_contain_text("Dit ticket kost € 10,00.")
    if not page.get_by_label("UiTPAS met kansentarief").is_visible():
        page.get_by_role("main").locator("details summary").first.click()
    page.get_by_label("UiTPAS met kansentarief").check()
    fill_in(page, {"Tarief": UITPAS})
    press(page, "Leg uit")
    expect(page.get_by_role("main")).to_contain_text("Dit ticket kost € 4,00.")
    expect(page.get_by_role("main")).to_contain_text(SHARES)


def closes_presale(page: Page) -> None:
    """Case 3: at noon of the same day for afternoons and evenings, at 17:00 the day before for mornings; then the door."""
    online = ("Kanaal", ["online", "aan de balie"], {})
    hours = ("Uur", [], {"De voorstelling begint op dit uur of later": "12:00"})
    noon = (
        "Periode",
        [],
        {"Of tot zoveel dagen voor de voorstelling": "0", "Tot dit uur van die dag": "12:00"},
    )
    morning = ("Uur", [], {"De voorstelling begint voor dit uur": "12:00"})
    day_before = (
        "Periode",
        [],
        {"Of tot zoveel dagen voor de voorstelling": "1", "Tot dit uur van die dag": "17:00"},
    )
    makes_a_phase(page, "Voorverkoop", hours, noon, online)
    makes_a_phase(page, "Voorverkoop van ochtenden", morning, day_before, online)
    makes_a_phase(page, "Aan de deur", ("Kanaal", ["aan de deur"], {}))


def opens_for_subscribers_first(page: Page, loose: datetime) -> None:
    """Case 1: who subscribed to six shows or has a local UiTPAS books a week before the loose sale."""
    week_before = ("Periode", [], {"Vanaf dit moment": typed(loose - timedelta(days=7))})
    six = ("Kaart of abonnement", ["abonnement"], {"Van minstens zoveel voorstellingen": "6"})
    local = ("Kaart of abonnement", [], {"Of een andere": "uitpas-lo"})
    makes_a_phase(page, "Abonnees van zes", week_before, six, of=SUBSCRIBED)
    makes_a_phase(page, "UiTPAS van hier", week_before, local, of=SUBSCRIBED)
    makes_a_phase(page, "Losse verkoop", ("Periode", [], {"Vanaf dit moment": typed(loose)}), of=SUBSCRIBED)


def opens_for_friends_first(page: Page, sunday: datetime) -> None:
    """Case 1: friends online on Sunday at nine, the next day at the desk, everybody two weeks later."""
    friend = ("Kaart of abonnement", ["vriendenpas"], {})
    for name, days, terms in (
        ("Vrienden online", 0, [friend, ("Kanaal", ["online"], {})]),
        ("Vrienden aan de balie", 1, [friend, ("Kanaal", ["aan de balie"], {})]),
        ("Iedereen", 14, []),
    ):
        period = ("Periode", [], {"Vanaf dit moment": typed(sunday + timedelta(days=days))})
        makes_a_phase(page, name, period, *terms, of=BEFRIENDED)


def makes_a_phase(page: Page, name: str, *terms: Term, of: str = "") -> None:
    """A sale phase of the whole house, or of one production, with what it asks."""
    main = page.get_by_role("main")
    room(page, "Prijzen")
    follow(page, "Verkoopfasen")
    follow(page, "Nieuwe verkoopfase")
    fill_in(page, {"Naam in het Nederlands": name})
    if of:
        main.get_by_role("combobox", name="Van").select_option(label=of)
    press(page, "Bewaren")
    for kind, ticked, fields in terms:
        main.get_by_role("link", name=kind, exact=True).click()
        for choice in ticked:
            main.get_by_role("checkbox", name=choice, exact=True).check()
        fill_in(page, fields)
        press(page, "Bewaren")


def asks_a_fifth_of_who_has_the_social_tariff(page: Page) -> None:
    """Case 6: the visitor pays 20 %, house and municipality carry 40 % each; the house may not carry less than a tenth."""
    room(page, "Prijzen")
    follow(page, "Tarieven")
    follow(page, "Nieuw tarief")
    fill_in(page, {"Naam in het Nederlands": UITPAS, "Plaats in de volgorde": "4"})
    press(page, "Bewaren")
    follow(page, "Kaart of abonnement")
    page.get_by_role("main").get_by_role("checkbox", name="UiTPAS met kansentarief").check()
    press(page, "Bewaren")
    follow(page, "Maak het een deel van een andere prijs")
    parts = {"De prijs is een deel van": "Basis", "De bezoeker betaalt": "20"}
    fill_in(page, parts | {"Het huis draagt": "5", "De gemeente draagt": "75"})
    press(page, "Bewaren")
    expect(page.get_by_role("main")).to_contain_text("minstens 10")
    fill_in(page, {"Het huis draagt": "40", "De gemeente draagt": "40"})
    press(page, "Bewaren")
    expect(page.get_by_role("main")).to_contain_text("In elke prijslijst volgt deze prijs nu de andere.")


def explains_the_friends_at_the_desk(page: Page, monday: datetime) -> None:
    """The next day at the desk, and not a minute before."""
    for moment, said in ((monday - timedelta(minutes=1), "niet"), (monday, "Dit ticket kost € 20,00.")):
        room(page, "Producties")
        follow(page, BEFRIENDED)
        page.get_by_role("main").locator("tbody tr").first.get_by_role("link").first.click()
        follow(page, "Wat zou een ticket kosten, en waarom")
        if not page.get_by_label("vriendenpas").is_visible():
            page.get_by_role("main").locator("details summary").first.click()
        page.get_by_label("vriendenpas").check()
        fill_in(page, {"Kanaal": "aan de balie", "Moment": typed(moment)})
        press(page, "Leg uit")
        expect(page.get_by_role("main")).to_contain_text(said)
