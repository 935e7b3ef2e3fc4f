"""Sign-in: staff by password, visitors by a code, a second factor, and nobody learns who is a customer."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client

from samenspel.contacts.models import Contact
from samenspel.houses.models import Role
from samenspel.identity.models import User
from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from tests.support.region import Fixture, build
from tests.support.staff import employ

PASSWORD = "kat op het dak"
CODE = re.compile(r"^([0-9A-Z-]{6,9})$", re.MULTILINE)


@pytest.fixture
def lo(db: None) -> Fixture:
    return build(now=clock.now())


@pytest.fixture
def finn(lo: Fixture) -> User:
    """Works in finance of Westerlo, with a password."""
    user = employ("finn@westerlo.example", Role.FINANCE, house=lo.west)
    user.set_password(PASSWORD)
    user.save()
    return user


def by_password(client: Client, email: str, password: str) -> Any:
    return client.post("/aanmelden/", {"login": email, "password": password})


def code_in(letter: Any) -> str:
    found = CODE.search(letter.body)
    assert found, letter.body
    return found[1]


def without_token(answer: Any) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())


def test_staff_sign_in_and_go_to_work(finn: User) -> None:
    client = Client()
    answer = by_password(client, " Finn@Westerlo.example", PASSWORD)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/beheer/")
    assert client.get("/beheer/westerlo/rekeningen/").status_code == 200


def test_wrong_password_and_unknown_address_are_told_the_same(finn: User) -> None:
    wrong = by_password(Client(), "finn@westerlo.example", "niet dit woord")
    unknown = by_password(Client(), "niemand@westerlo.example", "niet dit woord")
    assert wrong.status_code == unknown.status_code == 200
    assert without_token(wrong).replace("finn@", "") == without_token(unknown).replace("niemand@", "")


def test_sixth_wrong_password_waits(finn: User) -> None:
    client = Client()
    for _ in range(5):
        by_password(client, "finn@westerlo.example", "niet dit woord")
    by_password(client, "finn@westerlo.example", PASSWORD)
    assert client.get("/beheer/").headers["Location"] == "/aanmelden/?next=/beheer/"


def test_buyer_gets_a_login_silently_and_comes_to_the_tickets(lo: Fixture) -> None:
    lo.sell(lo.wish(lo.theatre, 5))
    assert not User.objects.filter(email="ada@example.org").exists()
    client = Client()
    asked = client.post("/aanmelden/code/", {"email": "Ada@example.org"}, follow=True)
    assert "ada@example.org" in asked.content.decode().lower()
    (letter,) = mail.outbox
    assert letter.to == ["ada@example.org"]
    answer = client.post("/aanmelden/code/invullen/", {"code": code_in(letter)})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/")
    user = User.objects.get(email="ada@example.org")
    assert (user.name, user.has_usable_password()) == ("Ada Peeters", False)
    assert "De lange adem" in client.get("/account/").content.decode()


def test_wrong_code_opens_nothing_and_five_end_it(lo: Fixture) -> None:
    lo.sell(lo.wish(lo.theatre, 5))
    client = Client()
    client.post("/aanmelden/code/", {"email": "ada@example.org"})
    for _ in range(5):
        client.post("/aanmelden/code/invullen/", {"code": "XXXXXX"})
    right = client.post("/aanmelden/code/invullen/", {"code": code_in(mail.outbox[0])})
    assert right.headers["Location"] == "/aanmelden/code/"
    assert client.get("/account/").status_code == 302


def test_stranger_and_customer_see_the_same_page_and_get_one_mail_each(lo: Fixture) -> None:
    lo.sell(lo.wish(lo.theatre, 5))
    customer = Client().post("/aanmelden/code/", {"email": "ada@example.org"}, follow=True)
    stranger = Client().post("/aanmelden/code/", {"email": "bob@example.org"}, follow=True)
    assert without_token(customer).replace("ada@", "") == without_token(stranger).replace("bob@", "")
    assert [letter.to for letter in mail.outbox] == [["ada@example.org"], ["bob@example.org"]]
    assert CODE.search(mail.outbox[1].body) is None
    assert not User.objects.filter(email="bob@example.org").exists()


def test_forgotten_password_tells_nobody_who_works_here(finn: User) -> None:
    known = Client().post("/aanmelden/wachtwoord/vergeten/", {"email": "finn@westerlo.example"}, follow=True)
    unknown = Client().post(
        "/aanmelden/wachtwoord/vergeten/", {"email": "niemand@westerlo.example"}, follow=True
    )
    assert without_token(known) == without_token(unknown)


def test_second_factor_is_asked_after_password_and_after_code_alike(finn: User) -> None:
    client = Client()
    by_password(client, finn.email, PASSWORD)
    assert (
        client.get("/aanmelden/beveiliging/totp/activate/")
        .headers["Location"]
        .startswith("/aanmelden/opnieuw/")
    )
    client.post("/aanmelden/opnieuw/", {"password": PASSWORD})
    page = client.get("/aanmelden/beveiliging/totp/activate/")
    secret = page.context["form"].secret
    counter = next(iter(yield_hotp_counters_from_time()))
    now = format_hotp_value(hotp_value(secret, counter))
    assert client.post("/aanmelden/beveiliging/totp/activate/", {"code": now}).status_code == 302
    kept = Authenticator.objects.get(user=finn, type="totp").data["secret"]
    assert secret not in kept

    after_password = Client()
    answer = by_password(after_password, finn.email, PASSWORD)
    assert answer.headers["Location"] == "/aanmelden/beveiliging/authenticate/"
    assert after_password.get("/beheer/").headers["Location"] == "/aanmelden/?next=/beheer/"

    after_code = Client()
    after_code.post("/aanmelden/code/", {"email": finn.email})
    answer = after_code.post("/aanmelden/code/invullen/", {"code": code_in(mail.outbox[-1])})
    assert answer.headers["Location"] == "/aanmelden/beveiliging/authenticate/"
    assert after_code.get("/beheer/").headers["Location"] == "/aanmelden/?next=/beheer/"


def test_nobody_signs_up(lo: Fixture) -> None:
    data = {"email": "new@example.org", "password1": PASSWORD}
    assert Client().post("/aanmelden/nieuw/", data).status_code == 302
    assert not User.objects.filter(email="new@example.org").exists()


def test_way_to_the_tickets_asks_for_a_code_first(lo: Fixture) -> None:
    answer = Client().get("/aanmelden/", {"next": "/account/"})
    assert answer.headers["Location"] == "/aanmelden/code/?next=%2Faccount%2F"


def test_next_leads_to_no_other_site(finn: User) -> None:
    answer = Client().post(
        "/aanmelden/?next=https://evil.example/",
        {"login": finn.email, "password": PASSWORD, "next": "https://evil.example/"},
    )
    assert answer.headers["Location"] == "/beheer/"


def test_login_of_a_contact_is_made_once(lo: Fixture) -> None:
    lo.sell(lo.wish(lo.theatre, 5))
    for _ in range(2):
        Client().post("/aanmelden/code/", {"email": "ada@example.org"})
    assert User.objects.filter(email="ada@example.org").count() == 1
    with Scope.of_system().open():
        assert Contact.objects.get(email="ada@example.org").user_id is None  # nobody proved the address yet


@pytest.mark.parametrize("language", ["", "/fr", "/en"])
@pytest.mark.parametrize(
    "page",
    [
        "/aanmelden/",
        "/aanmelden/code/",
        "/aanmelden/wachtwoord/vergeten/",
        "/aanmelden/wachtwoord/vergeten/verstuurd/",
        "/aanmelden/beveiliging/",
        "/aanmelden/beveiliging/totp/activate/",
        "/aanmelden/beveiliging/webauthn/",
        "/aanmelden/beveiliging/webauthn/add/",
        "/aanmelden/beveiliging/recovery-codes/generate/",
        "/aanmelden/wachtwoord/",
        "/aanmelden/uit/",
    ],
)
def test_every_page_stands_in_every_language(finn: User, page: str, language: str) -> None:
    client = Client()
    if "beveiliging" in page or page in ("/aanmelden/wachtwoord/", "/aanmelden/uit/"):
        by_password(client, finn.email, PASSWORD)
    answer = client.get(language + page)
    assert answer.status_code in (200, 302)
    if answer.status_code == 200:
        assert f'<html lang="{language[1:] or "nl"}"' in answer.content.decode()
