"""My tickets: own orders over houses, own answers, leaving; and nobody else's."""

import pytest
from django.test import Client

from samenspel.contacts.models import Consent, ConsentText, Contact
from samenspel.identity.models import User
from samenspel.kernel import clock
from samenspel.kernel.models import Event
from samenspel.kernel.tenancy import Scope
from tests.support.region import Fixture
from tests.web.shop.visitor import Visitor, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(lo: Fixture) -> Visitor:
    """Signed in with the address of `region.BUYER`, who bought at both houses and answered one of them."""
    lo.sell(lo.wish(lo.theatre, 1), lo.wish(lo.theatre, 2), at=clock.now())
    lo.sell(lo.wish(lo.concert, 1), lo.wish(lo.concert, 2), at=clock.now())
    user = User.objects.create_user("ada@example.org")
    with Scope.of_system().open():
        Consent.objects.create(
            contact=Contact.objects.get(email="ada@example.org"),
            house=lo.west,
            text=ConsentText.objects.get(),
            given=True,
            at=clock.now(),
            language="nl",
        )
    visitor = Visitor()
    visitor.client.force_login(user)
    return visitor


def test_a_stranger_is_led_to_the_sign_in(lo: Fixture) -> None:
    for path in ("/account/", "/account/verwijderen/"):
        response = Client().get(path)
        assert (response.status_code, response.headers["Location"]) == (
            302,
            f"/aanmelden/code/?next={path}",
        )


def test_orders_of_all_houses_stand_together(ada: Visitor) -> None:
    said = text(ada.visit("/account/"))
    assert "De lange adem" in said
    assert "Nachtmuziek" in said
    assert "€ 40,00" in said


def test_nobody_elses_orders(lo: Fixture, ada: Visitor) -> None:
    other = Visitor()
    other.client.force_login(User.objects.create_user("ben@example.org"))
    said = text(other.visit("/account/"))
    assert "De lange adem" not in said
    assert "Niets gepland" in said


def test_an_answer_can_be_changed(ada: Visitor) -> None:
    ada.visit("/account/")
    assert "mag je zijn nieuwsbrief mailen" in text(ada.page)
    ada.send("toestemming")
    assert "mailt je niet" in text(ada.visit("/account/?bewaard"))
    with Scope.of_system().open():
        assert list(Consent.objects.order_by("id").values_list("given", flat=True)) == [True, False]


def test_leaving_stops_every_consent_and_signs_out(ada: Visitor) -> None:
    ada.visit("/account/verwijderen/")
    ada.send("verwijderen")
    assert "We hebben je vraag genoteerd" in text(ada.page)
    assert ada.visit("/account/").status_code == 302
    with Scope.of_system().open():
        assert Consent.objects.latest("id").given is False
        assert Event.objects.filter(kind="contacts.erasure.asked").count() == 1


def test_who_is_signed_in_is_not_asked_again(lo: Fixture, ada: Visitor) -> None:
    ada.visit(f"/lo/voorstelling/{lo.theatre.pk}/plaatsen/")
    ada.send("plaatsen", party="2", choose="best")
    ada.visit("/lo/afrekenen/")
    assert "mag mij mailen" not in text(ada.page)
    assert ada.form("").fields["email"] == ["ada@example.org"]
