"""House rules as acceptance cases: typed by staff on the pages of prices, and bought under by a visitor."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client

from samenspel.contacts.models import Contact, Entitlement
from samenspel.identity.commands.make_login import make_login
from samenspel.identity.models import User
from samenspel.kernel import clock, remember
from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from samenspel.sales.commands.take_places import NotOffered
from tests.support.region import Fixture
from tests.support.staff import admin_of, signed_in
from tests.web.shop.visitor import Visitor, text

PRICES = "/beheer/westerlo/prijzen/"


def typed(client: Client, path: str, **fields: Any) -> str:
    """Send a form; where it leads."""
    answer = client.post(path, fields)
    assert answer.status_code == 302, answer.content.decode()
    remember.forget_everything()
    return str(answer.headers["Location"])


def new_type(client: Client, lo: Fixture, name: str, note: str = "") -> tuple[str, int]:
    """A ticket type by its page, and its id; it comes after the ordinary ones."""
    page = typed(client, PRICES + "tarieven/nieuw/", name_nl=name, note_nl=note, position="9")
    return page, int(page.rstrip("/").rpartition("/")[2])


def price(client: Client, lo: Fixture, *, cells: dict[tuple[int, int], str]) -> None:
    """Fill in cells of the standard list beside those of the fixture."""
    basis, young = lo.basis[lo.west.pk].pk, lo.young[lo.west.pk].pk
    stands = {(1, basis): "20", (1, young): "16", (2, basis): "15", (2, young): "12"}
    fields = {f"price_{rank}_{type_}": amount for (rank, type_), amount in (stands | cells).items()}
    page = (
        client.get(PRICES)
        .content.decode()
        .partition(">standaard<")[0]
        .rpartition('href="')[2]
        .partition('"')[0]
    )
    typed(client, page, name="standaard", **fields)


def phase(client: Client, name: str, position: int, *terms: tuple[str, dict[str, Any]]) -> None:
    made = typed(client, PRICES + "fasen/nieuw/", name_nl=name, position=str(position), active="on")
    for kind, fields in terms:
        typed(client, f"{made}voorwaarde/nieuw/{kind}/", **fields)


def buys(lo: Fixture, visitor: Visitor | None = None, *, ticket_type: int = 0, place: int = 5) -> Visitor:
    """Take one place, of a ticket type when it is named; the page where that leads, or the refusal."""
    visitor = visitor or Visitor()
    visitor.visit(f"/lo/voorstelling/{lo.theatre.pk}/plaatsen/")
    visitor.send("plaatsen", place=str(place), choose="places")
    if visitor.page.status_code == 303:
        visitor.follow()
        if ticket_type and visitor.send("mandje/tarief", ticket_type=str(ticket_type)).status_code == 303:
            visitor.follow()
    return visitor


def known(lo: Fixture, email: str, kind: str, *, level: int = 0) -> Visitor:
    """A visitor with an account of whom the house noted a card or subscription."""
    user = User.objects.get(pk=make_login(email=email, name="Ada").user_id)
    now = clock.now()
    with Scope.of_system().open():
        contact = Contact.objects.filter(user=user).first()
        if contact is None:
            contact, _ = Contact.objects.get_or_create(
                email=email, defaults={"name": "Ada", "created_at": now}
            )
            Contact.objects.filter(pk=contact.pk).update(user=user)
        Entitlement.objects.create(
            contact=contact,
            house=lo.west,
            kind=kind,
            level=level,
            valid=(now.date(), None),
            source="test",
            checked_at=now,
        )
    return Visitor(client=signed_in(user))


def local(days: int) -> str:
    return (clock.now() + timedelta(days=days)).astimezone(BRUSSELS).strftime("%Y-%m-%dT%H:%M")


def test_case_1_subscribers_of_six_shows_and_uitpas_holders_buy_before_the_loose_sale(lo: Fixture) -> None:
    staff = admin_of(lo.west)
    week_before = ("period", {"opens_at": local(-1)})
    six = {"any": ["subscriber"], "level": "6", "proof": "known"}
    phase(staff, "Abonnees", 1, week_before, ("entitlement", six))
    phase(staff, "UiTPAS Lo", 2, week_before, ("entitlement", {"others": "uitpas-lo", "proof": "known"}))
    phase(staff, "Losse verkoop", 3, ("period", {"opens_at": local(6)}))
    page = text(Visitor().visit(f"/lo/voorstelling/{lo.theatre.pk}/"))
    assert "voor iedereen" in page

    assert buys(lo).page.status_code == 422
    assert buys(lo, known(lo, "vijf@example.org", "subscriber", level=5)).page.status_code == 422
    assert buys(lo, known(lo, "zes@example.org", "subscriber", level=6)).page.status_code == 200
    assert buys(lo, known(lo, "pas@example.org", "uitpas-lo"), place=15).page.status_code == 200


def test_case_2_a_disability_card_pays_ten_euro_but_not_for_every_show(lo: Fixture) -> None:
    staff = admin_of(lo.west)
    made, edc = new_type(staff, lo, "Disability Card", note="Toon je kaart")
    typed(staff, f"{made}voorwaarde/nieuw/entitlement/", any=["edc"], proof="door", where="")
    price(staff, lo, cells={(1, edc): "10", (2, edc): "10"})

    bought = buys(lo, ticket_type=edc)
    assert "Totaal € 10,00" in text(bought.page)
    assert "Toon je kaart" in text(Visitor().visit(f"/lo/voorstelling/{lo.theatre.pk}/"))

    typed(
        staff, f"{made}voorwaarde/nieuw/programme/", other_than="not", performances=[lo.theatre.pk], where=""
    )
    refused = buys(lo, ticket_type=edc, place=15)
    assert refused.page.status_code == 422
    assert "Totaal € 20,00" in text(refused.page)


@pytest.mark.parametrize(
    ("starts", "days_before", "closes"),
    [(time(20), 0, time(12)), (time(14), 0, time(12)), (time(10, 30), 1, time(17))],
    ids=["evening", "afternoon", "morning"],
)
def test_case_3_presale_closes_at_noon_the_same_day_or_at_five_the_day_before_a_morning_show(
    lo: Fixture, starts: time, days_before: int, closes: time
) -> None:
    staff = admin_of(lo.west)
    presale = ("channel", {"any": ["shop", "desk", "api"]})
    at_noon = ("period", {"closes_days": "0", "closes_clock": "12:00"})
    day_before = ("period", {"closes_days": "1", "closes_clock": "17:00"})
    phase(staff, "Voorverkoop", 1, presale, ("start_time", {"first": "12:00"}), at_noon)
    phase(staff, "Voorverkoop ochtend", 2, presale, ("start_time", {"last": "12:00"}), day_before)
    phase(staff, "Aan de deur", 3, ("channel", {"any": ["door"]}))
    day = lo.theatre.starts_at.astimezone(BRUSSELS).date()
    with Scope.of_system().open():
        begins = datetime.combine(day, starts, tzinfo=BRUSSELS)
        ends = begins + timedelta(hours=2)
        Performance.objects.filter(pk=lo.theatre.pk).update(
            starts_at=begins, ends_at=ends, sale_ends_at=begins
        )
    remember.forget_everything()
    assert buys(lo).page.status_code == 200

    end = datetime.combine(day - timedelta(days=days_before), closes, tzinfo=BRUSSELS).astimezone(UTC)
    lo.take(lo.wish(lo.theatre, 15), at=end - timedelta(seconds=1))
    with pytest.raises(NotOffered):
        lo.take(lo.wish(lo.theatre, 25), at=end)


def test_case_4_wheelchair_and_companion_are_booked_online_without_a_proof(lo: Fixture) -> None:
    staff = admin_of(lo.west)
    made, wheelchair = new_type(staff, lo, "Rolstoel")
    typed(staff, f"{made}voorwaarde/nieuw/entitlement/", any=["wheelchair"], proof="door", where="")
    price(staff, lo, cells={(2, wheelchair): "12"})
    visitor = Visitor()
    visitor.visit(f"/lo/voorstelling/{lo.theatre.pk}/plaatsen/")
    visitor.send("plaatsen", place=["61", "62"], choose="places")
    assert "Totaal € 30,00" in text(visitor.follow())
    visitor.send("mandje/tarief", ticket_type=str(wheelchair))
    assert "Totaal € 27,00" in text(visitor.follow())


def test_case_6_social_tariff_follows_the_regular_price_and_is_for_who_has_it(lo: Fixture) -> None:
    staff = admin_of(lo.west)
    made, social = new_type(staff, lo, "Kansentarief")
    parts = {"visitor": "20", "organiser": "40", "municipality": "40"}
    typed(staff, f"{made}deel/", regular_type=lo.basis[lo.west.pk].pk, **parts)
    typed(staff, f"{made}voorwaarde/nieuw/entitlement/", any=["uitpas-social"], proof="known", where="")

    assert buys(lo, ticket_type=social).page.status_code == 422
    known_one = known(lo, "kans@example.org", "uitpas-social")
    assert "Totaal € 4,00" in text(buys(lo, known_one, ticket_type=social, place=15).page)
