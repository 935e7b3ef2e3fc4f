"""Staff sign in with the identity provider of their organisation, over HTTP, against one that follows the published contract."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx
import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa

from samenspel.houses.commands.invitations import invite_staff
from samenspel.houses.models import House, Role, StaffRole
from samenspel.identity.models import User
from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from tests.support.axe import violations
from tests.support.oidc_provider import CLIENT, SECRET, Claims, Provider, identity_provider
from tests.support.processes import Processes
from tests.support.region import Fixture, build
from tests.support.staff import employ, with_second_factor

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ENTRANCE = "/aanmelden/met/organisatie/"
KBO = "0403170701"
NORA = {
    "sub": "acm-nora",
    "email": "Nora@westerlo.example",
    "email_verified": True,
    "vo_orgcode": KBO,
    "rrn": "85010112345",
    "samenspel_rol_3d": [f"SamenspelGebruiker-Westerlo:{KBO}"],
}
UNTRUSTED = "gaf geen antwoord dat we kunnen vertrouwen"


@dataclass
class Installation:
    lo: Fixture
    provider: Provider
    url: str

    def browser(self) -> httpx.Client:
        return httpx.Client(
            base_url=self.url, follow_redirects=True, timeout=20, headers={"Accept-Language": "nl"}
        )

    def sign_in(self, **person: object) -> httpx.Response:
        """What the browser shows at the end; `person` is what the provider says of them beside NORA's claims."""
        self.provider.person = {key: value for key, value in (NORA | person).items() if value is not None}
        with self.browser() as browser:
            return browser.get(ENTRANCE)


@pytest.fixture
def at(processes: Processes) -> Iterator[Installation]:
    lo = build(now=clock.now())
    House.objects.filter(pk=lo.west.pk).update(enterprise_number=KBO)
    with identity_provider() as provider:
        environ = {
            "OIDC_ISSUER": provider.issuer,
            "OIDC_CLIENT_ID": CLIENT,
            "OIDC_CLIENT_SECRET": SECRET,
            "OIDC_ROLES_CLAIM": "samenspel_rol_3d",
            "OIDC_ROLE": "SamenspelGebruiker",
            "OIDC_ORGANISATIONS": "OVO000042=oosterlo",
        }
        yield Installation(lo, provider, processes.web(environ=environ).url)


def is_in(answer: httpx.Response) -> bool:
    return answer.status_code == 200 and answer.url.path == "/beheer/westerlo/"


def joined() -> list[tuple[str, str]]:
    return list(SocialAccount.objects.values_list("uid", "user__email"))


def test_staff_is_joined_by_the_verified_address_and_known_by_the_subject_afterwards(
    at: Installation,
) -> None:
    employ("nora@westerlo.example", Role.FINANCE, house=at.lo.west)
    with at.browser() as browser:
        entrance = browser.get("/aanmelden/?next=/beheer/westerlo/rekeningen/").text
    assert "Meld je aan met ACM/IDM" in entrance
    assert f'href="{ENTRANCE}?next=' in entrance
    first = at.sign_in()
    assert is_in(first), first.text
    assert joined() == [("acm-nora", "nora@westerlo.example")]
    assert "rrn" not in SocialAccount.objects.get().extra_data
    assert is_in(at.sign_in(email="nieuw.adres@westerlo.example"))
    asked = at.provider.asked
    assert set(asked[0]["scope"].split()) == {"openid", "profile", "vo"}
    for name in ("state", "nonce", "code_challenge"):
        assert asked[0][name] != asked[1][name]


def test_who_is_invited_lands_on_the_invitation_and_has_no_right_before(at: Installation) -> None:
    invite_staff(
        scope=Scope.of_houses(at.lo.west.pk), house=at.lo.west.pk, email="nora@westerlo.example", name="Nora",
        roles=[Role.FINANCE], language="nl", by=employ("an@westerlo.example", Role.HOUSE_ADMIN, house=at.lo.west).pk,
        at=clock.now(),
    )  # fmt: skip
    at.provider.person = NORA
    with at.browser() as browser:
        offered = browser.get(ENTRANCE)
        assert offered.url.path.startswith("/beheer/uitnodiging/")
        assert browser.get("/beheer/westerlo/rekeningen/").status_code == 404
        browser.post(
            str(offered.url),
            data={"do": "accept", "csrfmiddlewaretoken": browser.cookies["csrftoken"]},
            headers={"Referer": str(offered.url)},
        )
        assert browser.get("/beheer/westerlo/rekeningen/").status_code == 200


def test_second_step_is_asked_here_too(at: Installation) -> None:
    with_second_factor(employ("nora@westerlo.example", Role.FINANCE, house=at.lo.west))
    answer = at.sign_in()
    assert (answer.status_code, answer.url.path) == (200, "/aanmelden/beveiliging/authenticate/")


def expired(claims: Claims) -> None:
    claims["exp"] = claims["iat"] - 1


ANSWERS: dict[str, Callable[[Claims], None]] = {
    "nonce": lambda claims: claims.update(nonce="een andere"),
    "no nonce": lambda claims: claims.pop("nonce"),
    "expired": expired,
    "never expires": lambda claims: claims.pop("exp"),
    "from tomorrow": lambda claims: claims.update(iat=claims["iat"] + 86_400),
    "audience": lambda claims: claims.update(aud="een ander"),
    "audience of two": lambda claims: claims.update(aud=[CLIENT, "een ander"]),
    "authorized party": lambda claims: claims.update(azp="een ander"),
    "issuer": lambda claims: claims.update(iss="https://elders.example/op"),
    "subject": lambda claims: claims.pop("sub"),
}


def test_answers_that_are_not_true_sign_nobody_in(at: Installation) -> None:
    employ("nora@westerlo.example", Role.FINANCE, house=at.lo.west)
    let_in = []

    def ask(name: str) -> None:
        answer = at.sign_in()
        if answer.status_code != 403 or UNTRUSTED not in answer.text:
            let_in.append((name, answer.status_code, str(answer.url)))

    for name, spoil in ANSWERS.items():
        at.provider.spoil = spoil
        ask(name)
    at.provider.spoil = lambda _claims: None
    at.provider.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    ask("signature")
    at.provider.key, at.provider.algorithm = b"een gedeeld geheim van 32 tekens....", "HS256"
    ask("shared secret")
    at.provider.key, at.provider.algorithm = None, "RS256"
    at.provider.userinfo_sub = "iemand anders"
    ask("userinfo")
    at.provider.userinfo_sub = ""
    assert (let_in, joined()) == ([], [])
    at.provider.issuer_told = "https://elders.example/op"
    assert at.sign_in().status_code == 502
    at.provider.issuer_told = ""
    assert is_in(at.sign_in()), "the control: the same without a fault"


def test_unsigned_token_signs_nobody_in(at: Installation) -> None:
    employ("nora@westerlo.example", Role.FINANCE, house=at.lo.west)
    signed = at.provider._id_token

    def unsigned(asked: dict[str, str]) -> str:
        head = (
            base64.urlsafe_b64encode(json.dumps({"alg": "none", "kid": "een"}).encode()).decode().rstrip("=")
        )
        return f"{head}.{signed(asked).split('.')[1]}."

    at.provider._id_token = unsigned  # type: ignore[method-assign]
    assert UNTRUSTED in at.sign_in().text
    assert joined() == []


def test_the_browser_that_asked_is_the_one_that_comes_back(at: Installation) -> None:
    employ("nora@westerlo.example", Role.FINANCE, house=at.lo.west)
    at.provider.person = NORA
    with httpx.Client(base_url=at.url, timeout=20) as mine, at.browser() as other:
        to_provider = mine.get(ENTRANCE).headers["Location"]
        back = httpx.get(to_provider).headers["Location"]
        stolen = other.get(back)
        assert (stolen.status_code, UNTRUSTED in stolen.text) == (403, True)
        assert mine.get(back).headers["Location"] == "/beheer/"
        assert mine.get(back).status_code == 403, "once"
    at.provider.refuses = "access_denied"
    assert "Je brak het aanmelden met ACM/IDM af" in at.sign_in().text
    with at.browser() as browser:
        assert browser.get("/aanmelden/met/iemand/").status_code == 404


def test_true_answers_give_no_rights_out_of_nothing(at: Installation) -> None:
    """Each refusal says why; nobody is signed in, no login is made and no identity joined."""
    lo = at.lo
    employ("nora@westerlo.example", Role.FINANCE, house=lo.west)
    employ("oona@oosterlo.example", Role.FINANCE, house=lo.east)
    User.objects.create_user("ada@example.org")
    before = User.objects.count()
    refused: list[tuple[dict[str, object], str]] = [
        ({"email": "onbekend@westerlo.example"}, "Je werkt hier in geen huis"),
        ({"email": "ada@example.org"}, "Je werkt hier in geen huis"),
        ({"email": None}, "zei ons je e-mailadres niet"),
        ({"email_verified": False}, "heeft je e-mailadres niet nagekeken"),
        ({"email_verified": None}, "heeft je e-mailadres niet nagekeken"),
        ({"email_verified": "false"}, "heeft je e-mailadres niet nagekeken"),
        ({"email": "oona@oosterlo.example"}, "in wiens huis je niet werkt"),
        ({"vo_orgcode": None}, "in wiens huis je niet werkt"),
        ({"vo_orgcode": "OVO000042"}, "in wiens huis je niet werkt"),
        ({"samenspel_rol_3d": []}, "gaf je bij ACM/IDM geen recht"),
        ({"samenspel_rol_3d": ["SamenspelGebruiker-Oost:0123456789"]}, "gaf je bij ACM/IDM geen recht"),
        ({"samenspel_rol_3d": ["IetsAnders"]}, "gaf je bij ACM/IDM geen recht"),
    ]
    wrong = [
        (claims, answer.status_code)
        for claims, sentence in refused
        if (answer := at.sign_in(**claims)).status_code != 403 or sentence not in answer.text
    ]
    assert (wrong, joined(), User.objects.count()) == ([], [], before)
    oona = at.sign_in(
        sub="acm-oona", email="oona@oosterlo.example", vo_orgcode="OVO000042",
        samenspel_rol_3d=["SamenspelGebruiker-Oost:OVO000042"],
    )  # fmt: skip
    assert oona.url.path == "/beheer/oosterlo/"
    assert is_in(at.sign_in())
    assert "hoort bij ACM/IDM aan iemand anders" in at.sign_in(sub="acm-nora-2").text
    with Scope.of_system().open():
        StaffRole.objects.filter(user__email="nora@westerlo.example").delete()
    assert "Je werkt hier in geen huis" in at.sign_in().text


def test_provider_that_does_not_answer_is_said(at: Installation) -> None:
    at.provider.discovery = lambda: {}  # type: ignore[method-assign]
    answer = at.sign_in()
    assert (answer.status_code, UNTRUSTED in answer.text) == (502, True)


@pytest.mark.parametrize("width", [390, 1280])
def test_button_and_refusal_are_accessible_and_work_by_keyboard(
    at: Installation, chromium: Browser, width: int
) -> None:
    at.provider.person = NORA
    page = chromium.new_page(viewport={"width": width, "height": 900}, locale="nl-BE")
    page.goto(f"{at.url}/aanmelden/")
    wrong = violations(page)
    page.get_by_role("link", name="Meld je aan met ACM/IDM").press("Enter")
    page.get_by_role("heading", name="Niet aangemeld").wait_for()
    assert "Je werkt hier in geen huis" in page.content()
    wrong += violations(page)
    assert wrong == []
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
