"""Numbers that no row can have: not found, or nothing chosen; never a fault of ours."""

import re

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from samenspel.web.numbers import number
from tests.support.region import Fixture
from tests.support.staff import admin_of

HUGE = ["99999999999999999999", "9" * 5000, "9223372036854775808", "²"]


def addresses(resolver: URLResolver, before: str = "") -> list[str]:
    """Every address there is, as it is written."""
    found = []
    for each in resolver.url_patterns:
        here = before + str(each.pattern)
        found += addresses(each, here) if isinstance(each, URLResolver) else [here]
    return found


def test_every_number_in_an_address_is_bounded(lo: Fixture) -> None:
    everywhere = addresses(get_resolver())
    libraries = "aanmelden/beveiliging/"  # allauth's own addresses
    assert [
        each for each in everywhere if "<int:" in each and libraries not in each and "api/v1" not in each
    ] == []
    clients, walked = [Client(), admin_of(lo.west)], 0
    for pattern in (each for each in everywhere if "<number:" in each):
        path = "/" + re.sub(r"<slug:(\w+)>", lambda slug: "westerlo" if slug[1] == "house" else "lo", pattern)
        for huge in (HUGE[0], "9" * 18):
            url = re.sub(r"<number:\w+>", huge, path)
            # 405 is an address that only takes what a form sends
            assert {client.get(url).status_code for client in clients} <= {302, 403, 404, 405}, url
            assert {client.post(url).status_code for client in clients} <= {
                302,
                303,
                400,
                403,
                404,
                405,
                422,
            }, url
            walked += 1
    assert walked >= 20


@pytest.mark.parametrize("huge", HUGE)
def test_number_in_a_form_that_no_row_can_have_is_none(lo: Fixture, huge: str) -> None:
    client = Client()
    hall = f"/lo/voorstelling/{lo.theatre.pk}/plaatsen/"
    field = {"place": huge, "rank": huge, "seen-1": huge, "party": huge, "choose": "best", "rolstoel": huge}
    assert client.post(hall, {"place": huge}).status_code == 422
    assert client.post(hall, field).status_code == 303
    for path in ("weg", "tarief", "terug"):
        data = {"line": huge, "ticket_type": huge, "terug": f"{huge}.{huge}.{huge}"}
        assert client.post(f"/lo/mandje/{path}/", data).status_code < 500
    assert client.get("/lo/mandje/", {"terug": f"1.{huge}.1"}).status_code == 200
    assert client.get(f"/plan/{lo.theatre.plan_id}.json", {"p": huge}).status_code == 404


def test_number_reads_what_is_one() -> None:
    assert [number("7"), number("9" * 18), number("1234", digits=3), number("x", otherwise=2)] == [
        7,
        10**18 - 1,
        0,
        2,
    ]
