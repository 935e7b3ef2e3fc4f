"""Who works here, on the page."""

import re

from django.core import mail

from samenspel.houses.models import Role
from samenspel.houses.queries.staff import posts_of
from tests.support.region import Fixture
from tests.support.staff import admin_of, employ, signed_in

STAFF = "/beheer/westerlo/medewerkers/"


def test_invitation_without_a_role_is_kept_and_explained(lo: Fixture) -> None:
    answer = admin_of(lo.west).post(STAFF + "uitnodigen/", {"email": "nora@example.org", "name": "Nora"})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Kies minstens één rol." in shown
    assert 'value="nora@example.org"' in shown
    assert mail.outbox == []


def test_house_gives_no_role_of_the_network(lo: Fixture) -> None:
    data = {"email": "nora@example.org", "name": "Nora", "roles": ["service_desk"]}
    assert admin_of(lo.west).post(STAFF + "uitnodigen/", data).status_code == 422


def test_roles_change_and_the_last_admin_stays(lo: Fixture) -> None:
    admin = employ("admin@westerlo.example", Role.HOUSE_ADMIN, house=lo.west)
    other = employ("bo@westerlo.example", Role.BOX_OFFICE, house=lo.west)
    client = signed_in(admin)
    client.post(f"{STAFF}{other.pk}/", {"roles": ["finance"]})
    assert posts_of(user=other.pk).house("westerlo").roles == {"finance"}
    refused = client.post(f"{STAFF}{admin.pk}/", {"roles": ["finance"]})
    assert refused.status_code == 422
    assert "minstens één beheerder" in refused.content.decode()
    assert posts_of(user=admin.pk).house("westerlo").roles == {"house_admin"}


def test_person_is_removed_by_typing_the_name(lo: Fixture) -> None:
    other = employ("bo@westerlo.example", Role.BOX_OFFICE, house=lo.west)
    client = admin_of(lo.west)
    wrong = client.post(f"{STAFF}{other.pk}/weg/", {"confirm_name": "Iemand"})
    assert (wrong.status_code, posts_of(user=other.pk).is_staff) == (409, True)
    client.post(f"{STAFF}{other.pk}/weg/", {"confirm_name": " bo "})
    assert not posts_of(user=other.pk).is_staff


def test_last_admin_is_not_removed(lo: Fixture) -> None:
    admin = employ("admin@westerlo.example", Role.HOUSE_ADMIN, house=lo.west)
    answer = signed_in(admin).post(f"{STAFF}{admin.pk}/weg/", {"confirm_name": "Admin"})
    assert (answer.status_code, posts_of(user=admin.pk).is_staff) == (409, True)


def test_staff_of_another_house_is_not_found(lo: Fixture) -> None:
    stranger = employ("iris@oosterlo.example", Role.USHER, house=lo.east)
    client = admin_of(lo.west)
    assert client.get(f"{STAFF}{stranger.pk}/").status_code == 404
    assert client.post(f"{STAFF}{stranger.pk}/weg/", {"confirm_name": "Iris"}).status_code == 404
    assert posts_of(user=stranger.pk).is_staff


def test_key_is_shown_once_and_revoked(lo: Fixture) -> None:
    client = admin_of(lo.west)
    made = client.post("/beheer/westerlo/sleutels/", {"name": "Website"}).content.decode()
    secret = re.search(r'<code id="secret">([^<]+)</code>', made)
    assert secret
    again = client.get("/beheer/westerlo/sleutels/").content.decode()
    assert secret[1] not in again
    assert secret[1][:12] in again
    revoke = re.search(r"/beheer/westerlo/sleutels/\d+/intrekken/", again)
    assert revoke
    assert admin_of(lo.east).post(revoke[0].replace("westerlo", "oosterlo")).status_code == 404
    client.post(revoke[0])
    assert "ingetrokken" in client.get("/beheer/westerlo/sleutels/").content.decode()


def test_mail_speaks_the_language_of_the_page(lo: Fixture) -> None:
    data = {"email": "nora@example.org", "name": "Nora", "roles": ["usher"]}
    admin_of(lo.west).post("/fr" + STAFF + "uitnodigen/", data)
    assert mail.outbox[0].subject == "Admin vous invite chez CC Westerlo"
