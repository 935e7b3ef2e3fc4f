"""Limits on signing in count by the visitor's own address, the same in every process; pages that sell know nothing of them."""

import psycopg
from django.test import Client
from pytest_django import Settings

from samenspel.kernel import clock
from tests.support.counting import counted
from tests.support.database import TestDatabase
from tests.support.region import build

ADDRESS = "/aanmelden/code/"
TRIES = 25
"""One address may ask for 20 codes a minute."""


def ask(client: Client, number: int, forwarded: str) -> int:
    """Ask for a code for an address that never asked before, through a proxy."""
    return client.post(
        ADDRESS, {"email": f"visitor{number}@example.org"}, headers={"X-Forwarded-For": forwarded}
    ).status_code


def refused(forwarded: list[str]) -> int:
    """How many of these visitors, each named by what a proxy says, see the form again; the others a code is sent to."""
    return sum(ask(Client(), number, each) == 200 for number, each in enumerate(forwarded))


def test_behind_a_proxy_each_visitor_has_a_limit_of_their_own(db: None, settings: Settings) -> None:
    assert settings.ALLAUTH_TRUSTED_PROXY_COUNT == settings.ENV.trusted_proxies == 0
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert refused([f"198.51.100.{number}" for number in range(TRIES)]) == 0
    # What a visitor puts in front of the proxy's own words does not count.
    assert refused([f"203.0.113.{number}, 192.0.2.1" for number in range(TRIES)]) > 0


def test_without_a_proxy_nobody_chooses_an_address(db: None) -> None:
    assert refused([f"198.51.100.{number}" for number in range(TRIES)]) > 0


def test_limits_are_kept_where_every_process_sees_them(committed_db: TestDatabase) -> None:
    ask(Client(), 1, "198.51.100.1")
    with psycopg.connect(committed_db.app.url) as other_process:
        kept = other_process.execute("select cache_key from wiring_shared_cache").fetchall()
    assert any("request_login_code" in key and "127.0.0.1" in key for (key,) in kept)


def test_pages_that_sell_do_not_ask_after_limits(db: None) -> None:
    lo = build(now=clock.now())
    client = Client()
    with counted() as sent:
        for page in ("/lo/", f"/lo/voorstelling/{lo.theatre.pk}/plaatsen/", "/lo/mandje/"):
            assert client.get(page).status_code == 200
    assert sent
    assert [statement for statement in sent if "shared_cache" in statement] == []
    with counted() as sent:
        ask(client, 1, "198.51.100.1")
    assert any("shared_cache" in statement for statement in sent)
