"""Two steps at sign-in, obligatory by role: nothing of the office opens before the second one is set up."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from pytest_django import Settings

from samenspel.houses.models import House, Role
from samenspel.houses.queries.staff import posts_of
from samenspel.identity.models import User
from samenspel.kernel import clock
from samenspel.kernel.models import Event
from samenspel.kernel.tenancy import Scope
from tests.support.region import Fixture, build
from tests.support.staff import admin_of, employ, signed_in, with_second_factor
from tests.tenancy.foreign import Foreign, establish
from tests.tenancy.pages import PAGES
from tests.tenancy.test_pages import address

SETTING = "/beheer/westerlo/medewerkers/twee-stappen/"
STEP = "/aanmelden/tweede-stap/"
PASSWORD = "kat op het dak"
PUBLIC = {"beheer/outbox/", "beheer/zaalagenda/<str:token>.ics"}
"""Not of a login: the mails of a demo, and a calendar by its secret link."""


@pytest.fixture
def lo(db: None) -> Fixture:
    return build(now=clock.now())


@pytest.fixture
def foreign(db: None) -> Foreign:
    return establish()


def asks(house: House, *roles: str) -> None:
    House.objects.filter(pk=house.pk).update(second_factor_roles=list(roles))


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_page_of_the_office_opens_before(foreign: Foreign, method: str) -> None:
    asks(foreign.lo.west, Role.HOUSE_ADMIN)
    client = signed_in(User.objects.get(pk=foreign.user))
    Authenticator.objects.filter(user=foreign.user).delete()
    before = foreign.snapshot()
    office = [route for route in PAGES if route.startswith(("beheer/", "scan/")) and route not in PUBLIC]
    assert len(office) > 100
    opened = []
    for route in office:
        answer = getattr(client, method)(address(route, foreign))
        if answer.status_code != 405 and answer.headers.get("Location") != STEP:
            opened.append((route, answer.status_code))
    assert opened == []
    assert foreign.snapshot() == before


def test_the_same_pages_open_after(foreign: Foreign) -> None:
    """The control of the test above."""
    asks(foreign.lo.west, Role.HOUSE_ADMIN)
    user = User.objects.get(pk=foreign.user)
    Authenticator.objects.filter(user=user).delete()
    client = signed_in(with_second_factor(user))
    assert client.get("/beheer/westerlo/medewerkers/").status_code == 200
    assert client.get(STEP).headers["Location"] == "/beheer/"


def test_app_is_set_up_from_the_page_and_work_begins(lo: Fixture) -> None:
    asks(lo.west, Role.FINANCE)
    finn = employ("finn@westerlo.example", Role.FINANCE, house=lo.west)
    finn.set_password(PASSWORD)
    finn.save()
    client = Client()
    client.post("/aanmelden/", {"login": finn.email, "password": PASSWORD})
    assert client.get("/beheer/").headers["Location"] == STEP
    told = client.get(STEP).content.decode()
    assert "CC Westerlo vraagt een tweede stap" in told
    activate = "/aanmelden/beveiliging/totp/activate/"
    assert activate in told
    client.post("/aanmelden/opnieuw/", {"password": PASSWORD})
    secret = client.get(activate).context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    codes = client.post(activate, {"code": code}, follow=True).content.decode()
    assert 'href="/beheer/"' in codes
    assert client.get("/beheer/westerlo/rekeningen/").status_code == 200


def test_recovery_codes_alone_are_no_second_step(lo: Fixture) -> None:
    asks(lo.west, Role.FINANCE)
    finn = employ("finn@westerlo.example", Role.FINANCE, house=lo.west)
    Authenticator.objects.create(user=finn, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert signed_in(finn).get("/beheer/").headers["Location"] == STEP


def test_other_roles_and_visitors_are_not_asked(lo: Fixture) -> None:
    asks(lo.west, Role.FINANCE)
    bo = signed_in(employ("bo@westerlo.example", Role.BOX_OFFICE, house=lo.west))
    visitor = signed_in(User.objects.create_user("ada@example.org"))
    assert bo.get("/beheer/westerlo/").status_code == 200
    assert visitor.get(STEP).headers["Location"] == "/beheer/"


@pytest.mark.parametrize(
    ("role", "asked"),
    [(Role.HOUSE_ADMIN, True), (Role.FINANCE, True), (Role.BOX_OFFICE, False), (Role.USHER, False)],
)
def test_house_that_never_chose_follows_the_installation(lo: Fixture, role: Role, asked: bool) -> None:
    House.objects.update(second_factor_roles=None)
    posts = posts_of(user=employ("nora@westerlo.example", role, house=lo.west).pk)
    assert posts.second_factor_wanted_by(by_default=True) == ("CC Westerlo" if asked else "")
    assert posts.second_factor_wanted_by(by_default=False) == ""


def test_coordinator_is_asked_outside_a_demo(lo: Fixture, settings: Settings) -> None:
    cora = employ("cora@lo.example", Role.COORDINATOR, region=lo.region)
    settings.STAFF_SECOND_FACTOR_BY_DEFAULT = True
    assert signed_in(cora).get("/beheer/regio/lo/").headers["Location"] == STEP
    assert signed_in(with_second_factor(cora)).get("/beheer/regio/lo/").status_code == 200


def test_admin_chooses_and_the_log_tells(lo: Fixture) -> None:
    client = admin_of(lo.west)
    assert client.post(SETTING, {"roles": ["finance", "box_office"]}).status_code == 302
    with Scope.of_houses(lo.west.pk).open():
        fact = Event.objects.get(kind="houses.second_factor.saved")
    assert fact.payload["before"] == {"roles": []}
    assert fact.payload["after"] == {"roles": ["box_office", "finance"]}
    log = client.get("/beheer/westerlo/logboek/").content.decode()
    assert "Twee stappen bij het aanmelden" in log
    employ("bo@westerlo.example", Role.BOX_OFFICE, house=lo.west)
    assert "nog in te stellen" in client.get("/beheer/westerlo/medewerkers/").content.decode()


def test_only_an_admin_chooses_and_only_roles_of_a_house(lo: Fixture) -> None:
    finn = signed_in(employ("finn@westerlo.example", Role.FINANCE, house=lo.west))
    assert finn.post(SETTING, {"roles": []}).status_code == 403
    assert admin_of(lo.east).post(SETTING, {"roles": []}).status_code == 404
    assert admin_of(lo.west).post(SETTING, {"roles": ["service_desk"]}).status_code == 422
