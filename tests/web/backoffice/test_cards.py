"""Cards of visitors: written down by a house, counted for who signs in, seen by nobody else, ended."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from samenspel.catalogue.commands.set_condition import set_condition
from samenspel.catalogue.rules.judging import Why
from samenspel.contacts.models import Contact, Entitlement
from samenspel.identity.models import User
from samenspel.kernel import clock
from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.models import Event
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.judge_cart import judge_cart
from tests.support.region import Fixture
from tests.support.staff import admin_of
from tests.web.shop.visitor import Visitor, text

CARDS = "/beheer/westerlo/kaarten/"


@pytest.fixture
def desk(lo: Fixture) -> Client:
    return admin_of(lo.west)


def today() -> str:
    return clock.now().astimezone(BRUSSELS).date().isoformat()


def write(desk: Client, **fields: str) -> str:
    typed = {"email": "Lena@example.org", "kind": "subscriber", "level": "6", "first": today(), **fields}
    return desk.post(CARDS, typed, follow=True).content.decode()


def facts() -> list[str]:
    with Scope.of_system().open():
        return list(
            Event.objects.filter(kind__startswith="contacts.entitlement")
            .order_by("pk")
            .values_list("kind", flat=True)
        )


def may_have(ticket_type: int, *, cart: UUID, contact: int | None) -> bool:
    """Does no residence stand between this buyer and the type, for the one line of the cart."""
    with Scope.of_system().open():
        (line,) = judge_cart(order=cart, at=clock.now(), contact=contact).quote.lines
    (found,) = (one.hindrances for one in line.options if one.option.ticket_type == ticket_type)
    return Why.RESIDENT not in {each.why for each in found}


def test_a_card_is_written_down_for_somebody_nobody_knew_and_renewed_by_the_same(desk: Client) -> None:
    assert "lena@example.org" in write(desk, note="lid 12")
    again = write(desk, level="10", note="lid 12")
    assert "abonnement, 10 voorstellingen" in again
    with Scope.of_system().open():
        only = Entitlement.objects.get()
        assert (only.contact.email, only.level, only.note, only.house.slug) == (
            "lena@example.org", 10, "lid 12", "westerlo",
        )  # fmt: skip
        assert not Event.objects.filter(payload__icontains="lid 12").exists()
    assert facts() == ["contacts.entitlement.added", "contacts.entitlement.changed"]
    assert "Kaart van een bezoeker: toegevoegd" in desk.get("/beheer/westerlo/logboek/").content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"email": "lena"}, "e-mailadres"),
        ({"kind": ""}, "Kies er een uit de lijst."),
        ({"last": "2020-01-01"}, "De laatste dag komt voor de eerste."),
        ({"level": "-1"}, "0"),
        ({"first": ""}, "verplicht"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(desk: Client, typed: dict[str, str], sentence: str) -> None:
    page = write(desk, **typed)
    assert "aria-invalid" in page
    assert sentence in page
    with Scope.of_system().open():
        assert not Entitlement.objects.exists()


def test_another_house_sees_nothing_of_it_and_learns_no_name(lo: Fixture, desk: Client) -> None:
    lo.sell(lo.wish(lo.concert, 1), lo.wish(lo.concert, 2), at=clock.now())  # Ada bought in Oosterlo alone
    page = write(desk, email="ada@example.org")
    assert "ada@example.org" in page
    with Scope.of_system().open():
        name = Contact.objects.get(email="ada@example.org").name
    assert name
    assert name not in page
    other = admin_of(lo.east)
    assert "ada@example.org" not in other.get("/beheer/oosterlo/kaarten/").content.decode()
    with Scope.of_system().open():
        card = Entitlement.objects.get().pk
    assert other.post(f"/beheer/oosterlo/kaarten/{card}/einde/").status_code == 404


def test_it_counts_for_the_visitor_who_signs_in_and_no_longer_when_ended(lo: Fixture, desk: Client) -> None:
    young = lo.young[lo.west.pk]
    set_condition(
        scope=Scope.of_houses(lo.west.pk),
        ticket_type=young.pk,
        terms={"kind": "resident", "postcodes": ["2260"], "proof": "known"},
    )
    now = clock.now()
    cart, _ = lo.take(lo.wish(lo.theatre, 15), at=now)
    write(desk, kind="resident", level="", first=(now - timedelta(days=3)).date().isoformat())
    with Scope.of_system().open():
        lena = Contact.objects.get(email="lena@example.org").pk
        card = Entitlement.objects.get().pk
    assert may_have(young.pk, cart=cart, contact=lena)
    assert not may_have(young.pk, cart=cart, contact=None)
    assert "Beëindigd: ze geldt niet meer" in desk.post(f"{CARDS}{card}/einde/", follow=True).content.decode()
    assert not may_have(young.pk, cart=cart, contact=lena)
    assert facts()[-1] == "contacts.entitlement.ended"


def test_the_visitor_reads_own_cards_and_not_the_note(lo: Fixture, desk: Client) -> None:
    write(desk, note="geheim van het huis", last="2099-01-31")
    visitor = Visitor()
    visitor.client.force_login(User.objects.create_user("lena@example.org"))
    said = text(visitor.visit("/account/"))
    assert "Mijn kaarten" in said
    assert "abonnement, 6 voorstellingen" in said
    assert "tot en met 31 jan 2099" in said
    assert "geheim" not in said
    other = Visitor()
    other.client.force_login(User.objects.create_user("ben@example.org"))
    assert "Mijn kaarten" not in text(other.visit("/account/"))
