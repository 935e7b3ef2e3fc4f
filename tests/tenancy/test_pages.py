"""`house_sees_own`, page by page: every address asked by everybody who does not belong there, with the foreign rows present."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from pytest_django import Settings

from samenspel.houses.models import Role
from samenspel.identity.models import User
from tests.support.staff import employ, signed_in
from tests.tenancy.foreign import Foreign, establish
from tests.tenancy.pages import API, PAGES, routes

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")


@pytest.fixture
def foreign(db: None) -> Foreign:
    return establish()


@pytest.fixture
def askers(foreign: Foreign) -> dict[str, Callable[[], Client]]:
    """Everybody who has no business in Westerlo; the neighbour in the same region has every role at home."""
    lo = foreign.lo
    home = [
        Role.HOUSE_ADMIN,
        Role.FINANCE,
        Role.BOX_OFFICE,
        Role.PROGRAMMER,
        Role.MARKETING,
        Role.USHER,
        Role.SERVICE_DESK,
    ]
    neighbour = employ("buur@oosterlo.example", *home, house=lo.east)
    coordinator = employ("cora@noord.example", Role.COORDINATOR, region=lo.other_region)
    visitor = User.objects.create_user("ada@example.org")
    return {
        "neighbour": lambda: signed_in(neighbour),
        "coordinator": lambda: signed_in(coordinator),
        "visitor": lambda: signed_in(visitor),
        "nobody": Client,
    }


def address(route: str, foreign: Foreign) -> str:
    """The URL of a pattern with the foreign rows' own ids."""
    plain = PARAMETER.sub(lambda found: foreign.value_of(found[1] or found[2], route), route)
    return "/" + plain.replace("^", "").replace("$", "")


def everything_said(answer: object) -> str:
    """Body and headers, in lower case."""
    body = answer.getvalue() if answer.streaming else answer.content  # type: ignore[attr-defined]
    return (body.decode("utf-8", "replace") + str(dict(answer.headers))).lower()  # type: ignore[attr-defined]


def pages() -> Iterator[str]:
    return (route for route in routes() if not route.startswith(API))


def test_every_pattern_has_a_line_in_the_table() -> None:
    known, found = set(PAGES), set(pages())
    assert found - known == set(), "say in tests/tenancy/pages.py whose these pages are"
    assert known - found == set(), "these pages are gone: take their lines away"


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_gets_a_word_of_another_house(
    foreign: Foreign, askers: dict[str, Callable[[], Client]], settings: Settings, method: str
) -> None:
    settings.DEMO = False
    before = foreign.snapshot()
    wrong = []
    for route in sorted(PAGES):
        url = address(route, foreign)
        for asker, client in askers.items():
            answer = getattr(client(), method)(url)
            allowed = PAGES[route][asker]
            if answer.status_code == 405:
                continue  # the same for what is there and what is not
            if answer.status_code not in allowed:
                wrong.append(f"{asker}: {method} {url} answered {answer.status_code}, not {sorted(allowed)}")
            if (
                answer.status_code == 302
                and allowed == {302}
                and "/aanmelden/" not in answer.headers["Location"]
            ):
                wrong.append(f"{asker}: {method} {url} leads to {answer.headers['Location']}")
            said = everything_said(answer)
            wrong += [f"{asker}: {method} {url} says {mark}" for mark in foreign.marks if mark in said]
    assert not wrong, "\n".join(wrong)
    assert foreign.snapshot() == before


def test_the_walk_would_see_a_leak(foreign: Foreign) -> None:
    """The control: the house's own staff, with the same addresses, gets every mark."""
    client = signed_in(User.objects.get(pk=foreign.user))
    said = "".join(
        everything_said(client.get(address(route, foreign)))
        for route in PAGES
        if route.startswith("beheer/<slug:house>")
    )
    assert [mark for mark in foreign.marks if mark not in said] == []
    for words in (
        "merkteken koper",
        "merkteken staf",
        "merkteken sleutel",
        "merkteken blok",
        "merkteken onuitgegeven",
    ):
        assert words in said
