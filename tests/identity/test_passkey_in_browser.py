"""A passkey in a real browser with a virtual authenticator: added once, and then the way in without a password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samenspel.houses.models import Role
from samenspel.kernel import clock
from tests.support.processes import Processes
from tests.support.region import build
from tests.support.staff import employ

if TYPE_CHECKING:
    from playwright.sync_api import Page

PASSWORD = "kat op het dak"


def test_passkey_signs_in_without_a_password(processes: Processes, page: Page) -> None:
    lo = build(now=clock.now())
    user = employ("an@westerlo.example", Role.FINANCE, house=lo.west)
    user.set_password(PASSWORD)
    user.save()
    # A passkey belongs to a name, never to an address: the browser refuses 127.0.0.1.
    url = processes.web().url.replace("127.0.0.1", "localhost")
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    page.goto(f"{url}/aanmelden/")
    page.locator("#id_login").fill("an@westerlo.example")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    page.goto(f"{url}/aanmelden/beveiliging/webauthn/add/")
    page.locator("input[type=password]").fill(PASSWORD)  # adding a way in asks who is there once more
    page.locator("input[type=password]").press("Enter")
    page.locator("#id_passwordless").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/beveiliging/recovery-codes/**")

    page.context.clear_cookies()
    page.goto(f"{url}/aanmelden/")
    page.get_by_role("button", name="Met een passkey").click()
    page.wait_for_url("**/beheer/westerlo/")
    assert page.get_by_role("heading", name="CC Westerlo").is_visible()
