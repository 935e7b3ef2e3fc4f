"""Somebody is invited to work in a house: nothing is theirs before they accept."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from samenspel.houses.commands.staff_roles import remove_staff, set_roles
from samenspel.houses.models import Invitation, Role
from samenspel.houses.queries.staff import posts_of
from samenspel.identity.models import User
from samenspel.kernel import clock
from samenspel.kernel.models import Event
from samenspel.kernel.tenancy import Scope
from tests.support.region import Fixture
from tests.support.staff import admin_of, employ, signed_in

STAFF = "/beheer/westerlo/medewerkers/"
PASSWORD = {"password1": "kat op het dak", "password2": "kat op het dak"}


def invite(lo: Fixture, *roles: str, client: Client | None = None) -> str:
    """The path of the link that nora@example.org got."""
    data = {"email": "Nora@Example.org", "name": "Nora", "roles": roles or ("usher",)}
    answer = (client or admin_of(lo.west)).post(STAFF + "uitnodigen/", data)
    assert answer.headers["Location"] == STAFF
    return link()


def link() -> str:
    found = re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)
    assert found
    return found[1]


def nora() -> User:
    return User.objects.get(email="nora@example.org")


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def waiting() -> str:
    with Scope.of_system().open():
        return f"/beheer/uitnodiging/{Invitation.objects.get().pk}/"


def facts() -> list[str]:
    with Scope.of_system().open():
        return list(
            Event.objects.filter(kind__startswith="houses.staff")
            .order_by("id")
            .values_list("kind", flat=True)
        )


def test_invited_person_chooses_a_password_accepts_and_is_in(lo: Fixture) -> None:
    path = invite(lo, "box_office", "usher")
    (letter,) = mail.outbox
    assert letter.to == ["nora@example.org"]
    assert letter.subject == "Admin nodigt je uit bij CC Westerlo"
    assert "veertien dagen" in letter.body
    browser = Client()
    shown = page(browser, path)
    for said in ("CC Westerlo", "Admin nodigt je uit", "Balie", "Zaalwacht"):
        assert said in shown
    chosen = browser.get(browser.post(path).headers["Location"], follow=True)
    done = browser.post(chosen.request["PATH_INFO"], PASSWORD)
    assert (done.status_code, done.headers["Location"]) == (302, "/beheer/")
    assert not posts_of(user=nora().pk).is_staff
    assert browser.get("/beheer/westerlo/bestellingen/").status_code == 404
    asked = browser.get("/beheer/")
    assert asked.headers["Location"] == waiting()
    assert "Aanvaarden" in page(browser, waiting())
    assert not posts_of(user=nora().pk).is_staff
    assert browser.post(waiting(), {"do": "accept"}).headers["Location"] == "/beheer/"
    assert posts_of(user=nora().pk).house("westerlo").roles == {"box_office", "usher"}
    assert browser.get("/beheer/westerlo/bestellingen/").status_code == 200
    assert browser.get(STAFF).status_code == 403
    assert page(Client(), path, 404)
    assert facts() == ["houses.staff.invited", "houses.staff.accepted"]


def test_somebody_with_a_password_signs_in_and_answers(lo: Fixture) -> None:
    user = User.objects.create_user("nora@example.org", "kat op het dak")
    path = invite(lo)
    anonymous = Client()
    assert "Aanmelden en antwoorden" in page(anonymous, path)
    assert anonymous.post(path).status_code == 200  # no link to another password for who holds one
    browser = signed_in(user)
    assert browser.get(path).headers["Location"] == waiting()
    browser.post(waiting(), {"do": "accept"})
    assert posts_of(user=user.pk).house("westerlo").roles == {"usher"}


def test_accepted_roles_come_beside_those_there_were(lo: Fixture) -> None:
    user = employ("nora@example.org", Role.FINANCE, house=lo.west)
    invite(lo, "usher")
    browser = signed_in(user)
    answers = [browser.post(path := waiting(), {"do": "accept"}), browser.post(path, {"do": "accept"})]
    assert [each.status_code for each in answers] == [302, 404]
    assert posts_of(user=user.pk).house("westerlo").roles == {"finance", "usher"}


def test_declined_invitation_is_gone(lo: Fixture) -> None:
    admin = admin_of(lo.west)
    path = invite(lo, client=admin)
    browser = signed_in(nora())
    browser.post(waiting(), {"do": "decline"})
    assert (page(Client(), path, 404) != "", posts_of(user=nora().pk).is_staff) == (True, False)
    assert "nog niet aanvaard" not in page(admin, STAFF)
    assert facts()[-1] == "houses.staff.declined"


def test_neither_a_stranger_nor_a_look_answers_for_somebody(lo: Fixture) -> None:
    path = invite(lo, "house_admin")
    stranger = signed_in(User.objects.create_user("ada@example.org"))
    assert "met een ander adres aangemeld" in page(stranger, path)
    for do in ("accept", "decline", ""):
        assert stranger.post(waiting(), {"do": do}).status_code == 404
    browser = signed_in(nora())
    assert browser.post(waiting()).headers["Location"] == waiting()
    assert not posts_of(user=nora().pk).is_staff


@pytest.mark.parametrize(("days", "status"), [(13, 302), (15, 404)])
def test_invitation_works_for_fourteen_days(lo: Fixture, days: int, status: int) -> None:
    admin = admin_of(lo.west)
    path = invite(lo, client=admin)
    with Scope.of_system().open():
        row = Invitation.objects.get()
        assert row.expires_at - row.invited_at == timedelta(days=14)
        row.expires_at -= timedelta(days=days)
        row.save()
    assert signed_in(nora()).post(waiting(), {"do": "accept"}).status_code == status
    if status == 404:
        assert "te oud" in page(Client(), path, 410)
        assert Client().post(path).status_code == 410
        assert "te oud" in page(admin, STAFF)


def test_admin_sends_again_and_the_earlier_link_dies(lo: Fixture) -> None:
    admin = admin_of(lo.west)
    first = invite(lo, client=admin)
    assert "Uitgenodigd, nog niet aanvaard" in page(admin, STAFF)
    with Scope.of_system().open():
        url = f"{STAFF}uitnodigingen/{Invitation.objects.get().pk}/"
    assert "nora@example.org" in page(admin, url)
    assert admin.post(url, {"do": "resend"}).headers["Location"] == STAFF
    assert (len(mail.outbox), link() != first) == (2, True)
    assert page(Client(), first, 404)
    assert page(Client(), link())


def test_invited_twice_is_one_invitation_with_the_latest_roles(lo: Fixture) -> None:
    admin = admin_of(lo.west)
    first = invite(lo, "house_admin", client=admin)
    invite(lo, "usher", client=admin)
    assert page(Client(), first, 404)
    with Scope.of_system().open():
        assert Invitation.objects.get().roles == ["usher"]


def test_admin_withdraws_and_another_house_does_not(lo: Fixture) -> None:
    admin, neighbour = admin_of(lo.west), admin_of(lo.east)
    path = invite(lo, client=admin)
    with Scope.of_system().open():
        number = Invitation.objects.get().pk
    for house in ("westerlo", "oosterlo"):
        answer = neighbour.post(f"/beheer/{house}/medewerkers/uitnodigingen/{number}/", {"do": "withdraw"})
        assert answer.status_code == 404
    assert page(Client(), path)
    admin.post(f"{STAFF}uitnodigingen/{number}/", {"do": "withdraw"})
    assert page(Client(), path, 404)
    assert signed_in(nora()).get("/beheer/").status_code == 403
    assert facts()[-1] == "houses.staff.withdrawn"


@pytest.mark.parametrize("still", [(), (Role.USHER,)])
def test_invitations_of_who_is_admin_no_more_die(lo: Fixture, still: tuple[Role, ...]) -> None:
    other = employ("bart@westerlo.example", Role.HOUSE_ADMIN, house=lo.west)
    path = invite(lo, "house_admin", client=signed_in(other))
    act: dict[str, Any] = {
        "scope": Scope.of_houses(lo.west.pk),
        "house": lo.west.pk,
        "user": other.pk,
        "at": clock.now(),
    }
    by = employ("ann@westerlo.example", Role.HOUSE_ADMIN, house=lo.west).pk
    if still:
        set_roles(**act, roles=still, by=by)
    else:
        remove_staff(**act, by=by)
    assert Client().get(path).status_code == 404
