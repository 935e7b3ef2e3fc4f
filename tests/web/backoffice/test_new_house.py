"""A coordinator makes a house: a member of the region with an invited admin, all or nothing, unseen until it sells."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from samenspel.houses.commands.make_house import FirstAdmin, NotCoordinator, invite_first_admin
from samenspel.houses.models import House, Invitation, Membership, Role, StaffRole
from samenspel.houses.queries.directory import forget_directory
from samenspel.kernel import clock
from samenspel.kernel.errors import NotFound
from samenspel.kernel.models import Event
from samenspel.kernel.tenancy import Scope
from tests.support.counting import counted
from tests.support.region import Fixture
from tests.support.staff import admin_of, employ, signed_in

HOUSES = "/beheer/regio/lo/huizen/"
NEW = HOUSES + "nieuw/"
HOUSE = {
    "name": "CC Zuiderlo",
    "slug": "",
    "kind": "cultuurcentrum",
    "street": "Dorp 1",
    "postcode": "2260",
    "town": "Zuiderlo",
    "email": "info@zuiderlo.example",
    "admin_email": "Eva@Zuiderlo.example",
    "admin_name": "Eva",
}


def coordinator(lo: Fixture) -> Client:
    return signed_in(employ("cora@lo.example", Role.COORDINATOR, region=lo.region))


def made_count() -> tuple[int, int, int]:
    with Scope.of_system().open():
        return House.objects.count(), Membership.objects.count(), Invitation.objects.count()


def test_new_house_is_a_member_with_one_invited_admin_and_told(lo: Fixture) -> None:
    answer = coordinator(lo).post(NEW, HOUSE)
    assert answer.status_code == 302
    house = House.objects.get(slug="cc-zuiderlo")
    assert (house.name, house.enterprise_number, house.iban) == ("CC Zuiderlo", "", "")
    assert Membership.objects.filter(region=lo.region, house=house).exists()
    with Scope.of_system().open():
        invited = Invitation.objects.get(house=house)
        (fact,) = Event.objects.filter(kind="houses.house.made", house_id=house.pk)
    assert (invited.email, invited.roles) == ("eva@zuiderlo.example", ["house_admin"])
    assert (fact.payload["before"], fact.payload["after"]["town"]) == (None, "Zuiderlo")
    assert [sent.to for sent in mail.outbox] == [["eva@zuiderlo.example"]]


def test_two_new_houses_without_an_enterprise_number_stand_beside_each_other(lo: Fixture) -> None:
    client = coordinator(lo)
    for slug in ("zuid-a", "zuid-b"):
        assert client.post(NEW, HOUSE | {"slug": slug}).status_code == 302


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"slug": "westerlo"}, "Een ander huis heeft dit adres al"),
        ({"slug": "regio"}, "Een ander huis heeft dit adres al"),
        ({"slug": "cc_zuid"}, "Gebruik kleine letters"),
        ({"admin_email": "eva"}, "e-mail"),
        ({"kind": "ticket_desk"}, "ticket_desk"),
        ({"name": ""}, "verplicht"),
    ],
)
def test_house_that_cannot_be_makes_nothing_and_mails_nobody(
    lo: Fixture, change: dict[str, str], sentence: str
) -> None:
    before = made_count()
    answer = coordinator(lo).post(NEW, HOUSE | change)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert (made_count(), mail.outbox) == (before, [])


def test_mail_that_does_not_leave_makes_nothing(lo: Fixture, settings: Settings) -> None:
    before = made_count()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    client = coordinator(lo)
    with pytest.raises(ConnectionRefusedError):
        client.post(NEW, HOUSE)
    assert made_count() == before


def test_new_house_is_not_in_the_shop_and_the_coordinator_reads_why(lo: Fixture) -> None:
    client = coordinator(lo)
    client.post(NEW, HOUSE)
    forget_directory()
    shown = client.get(HOUSES).content.decode()
    assert "CC Zuiderlo" in shown
    assert "nog niets te koop" in shown
    front, agenda = Client().get("/").content.decode(), Client().get("/lo/").content.decode()
    sitemap = Client().get("/sitemap-lo.xml").content.decode()
    assert "CC Westerlo" in front
    assert "/lo/huis/westerlo/" in sitemap
    for page in (front, agenda, sitemap):
        assert "zuiderlo" not in page.lower()


def test_only_a_coordinator_of_the_region_makes_a_house(lo: Fixture) -> None:
    before = made_count()
    assert admin_of(lo.west).post(NEW, HOUSE).status_code == 404
    assert coordinator(lo).post("/beheer/regio/noord/huizen/nieuw/", HOUSE).status_code == 404
    assert Client().post(NEW, HOUSE).status_code == 302
    assert made_count() == before


AGAIN = HOUSES + "cc-zuiderlo/beheerder/"


@pytest.fixture
def made(lo: Fixture) -> Client:
    """A coordinator who made a house; its directory is read anew."""
    client = coordinator(lo)
    client.post(NEW, HOUSE)
    forget_directory()
    return client


def link_in(sent: mail.EmailMessage) -> str:
    return "/" + re.findall(r"https?://[^/\s]+/(\S+)", str(sent.body))[0]


def test_first_admin_whose_invitation_became_too_old_gets_a_new_one(made: Client) -> None:
    with Scope.of_system().open():
        Invitation.objects.update(expires_at=clock.now() - timedelta(minutes=1))
    assert "De uitnodiging van eva@zuiderlo.example is te oud geworden" in made.get(HOUSES).content.decode()
    assert "eva@zuiderlo.example" in made.get(AGAIN).content.decode()
    answer = made.post(AGAIN, {"admin_email": "eva@zuiderlo.example", "admin_name": "Eva"})
    assert answer.headers["Location"] == HOUSES
    old, new = (link_in(sent) for sent in mail.outbox)
    assert (Client().get(old).status_code, Client().get(new).status_code) == (404, 200)
    assert "eva@zuiderlo.example is uitgenodigd tot" in made.get(HOUSES).content.decode()


def test_somebody_else_is_invited_instead_and_the_first_link_dies(made: Client) -> None:
    assert made.post(AGAIN, {"admin_email": "ties@zuiderlo.example"}).status_code == 302
    with Scope.of_system().open():
        (row,) = Invitation.objects.filter(house__slug="cc-zuiderlo")
        told = list(Event.objects.filter(kind__startswith="houses.staff.").values_list("kind", flat=True))
    assert (row.email, row.roles) == ("ties@zuiderlo.example", ["house_admin"])
    assert sorted(told) == ["houses.staff.invited", "houses.staff.invited", "houses.staff.withdrawn"]
    assert [Client().get(link_in(sent)).status_code for sent in mail.outbox] == [404, 200]


def test_declined_invitation_says_that_nobody_is_invited(made: Client) -> None:
    with Scope.of_system().open():
        Invitation.objects.all().delete()
    assert "Niemand is uitgenodigd" in made.get(HOUSES).content.decode()
    assert made.post(AGAIN, {"admin_email": "geen adres"}).status_code == 422
    assert made.post(AGAIN, {"admin_email": "eva@zuiderlo.example"}).status_code == 302


def test_coordinator_names_nobody_in_a_house_where_somebody_works(lo: Fixture, made: Client) -> None:
    house = House.objects.get(slug="cc-zuiderlo")
    employ("bob@zuiderlo.example", Role.USHER, house=house)
    answers = [made.get(AGAIN), made.post(AGAIN, {"admin_email": "cora@lo.example"})]
    answers.append(made.post(HOUSES + "westerlo/beheerder/", {"admin_email": "cora@lo.example"}))
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    admin = FirstAdmin("cora@lo.example", "", "nl")
    with Scope.of_system().open():
        cora = StaffRole.objects.get(role=Role.COORDINATOR).user_id
    with pytest.raises(NotFound):
        invite_first_admin(region=lo.region.pk, house=house.pk, admin=admin, by=cora, at=clock.now())
    with pytest.raises(NotCoordinator):
        invite_first_admin(region=lo.other_region.pk, house=house.pk, admin=admin, by=cora, at=clock.now())


def test_houses_of_a_region_ask_a_known_number_of_statements(made: Client) -> None:
    spent = []
    for slug in ("zuid-b", "zuid-c"):
        made.get(HOUSES)
        with counted() as sent:
            made.get(HOUSES)
        spent.append(len(sent))
        assert made.post(NEW, HOUSE | {"slug": slug}).status_code == 302
        forget_directory()
    assert spent == [6, 6]
