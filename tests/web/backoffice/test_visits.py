"""What a house reads of the visits of the service desk, and what the service desk reads itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from samenspel.houses.commands.visits import enter_house, look_in
from samenspel.houses.models import Role
from samenspel.houses.queries.staff import posts_of
from samenspel.identity.models import User
from samenspel.kernel import clock
from tests.support.axe import violations
from tests.support.counting import counted
from tests.support.processes import Processes
from tests.support.region import Fixture
from tests.support.staff import admin_of, employ, signed_in
from tests.web.backoffice.test_in_browser import PASSWORD, lo_at_work, sign_in_by_keyboard

if TYPE_CHECKING:
    from playwright.sync_api import Browser

REASON = "De balie belde over bestelling 12."
DESK = "/beheer/servicedesk/"


def desk_of(lo: Fixture) -> User:
    return employ("sam@lo.example", Role.SERVICE_DESK, region=lo.region)


def test_service_desk_chooses_a_house_says_why_and_is_in(lo: Fixture) -> None:
    client = signed_in(desk_of(lo))
    assert client.get("/beheer/").headers["Location"] == DESK
    listed = client.get(DESK).content.decode()
    assert "CC Westerlo" in listed
    assert "CC Noord" not in listed
    assert client.get("/beheer/westerlo/").headers["Location"] == DESK + "westerlo/"
    assert client.post(DESK + "westerlo/", {"reason": "help"}).status_code == 422
    assert client.post(DESK + "westerlo/", {"reason": REASON}).headers["Location"] == "/beheer/westerlo/"
    shown = client.get("/beheer/westerlo/").content.decode()
    assert REASON in shown
    assert "Je kijkt mee in CC Westerlo tot" in shown
    assert 'href="/beheer/westerlo/sleutels/"' not in shown
    assert "Je bent binnen tot" in client.get(DESK).content.decode()
    refused = client.post("/beheer/westerlo/instellingen/merk/", {"accent": "#000000"})
    assert refused.status_code == 403
    assert "Er is niets veranderd" in refused.content.decode()


def test_house_reads_who_why_and_which_pages_and_ends_it(lo: Fixture) -> None:
    admin = admin_of(lo.west)
    assert "Nog niemand keek mee" in admin.get("/beheer/westerlo/meekijken/").content.decode()
    sam = signed_in(desk_of(lo))
    sam.post(DESK + "westerlo/", {"reason": REASON})
    sam.get("/beheer/westerlo/bestellingen/?zoek=Peeters")
    shown = admin.get("/beheer/westerlo/meekijken/").content.decode()
    for words in ("Sam", REASON, "nu binnen", "1 pagina bekeken", 'href="/beheer/westerlo/bestellingen/"'):
        assert words in shown
    assert "Peeters" not in shown
    end = shown.partition('action="/beheer/westerlo/meekijken/')[2].partition('"')[0]
    admin.post(f"/beheer/westerlo/meekijken/{end}")
    assert "nu binnen" not in admin.get("/beheer/westerlo/meekijken/").content.decode()
    log = admin.get("/beheer/westerlo/logboek/").content.decode()
    assert "Bezoek van de servicedesk: binnengekomen" in log
    assert "Bezoek van de servicedesk: gestopt" in log
    assert sam.get("/beheer/westerlo/").status_code == 302


def test_who_works_in_the_house_needs_no_visit(lo: Fixture) -> None:
    sam = desk_of(lo)
    employ(sam.email, Role.FINANCE, house=lo.west)
    assert signed_in(sam).get("/beheer/westerlo/rekeningen/").status_code == 200
    assert signed_in(sam).get("/beheer/").status_code == 200


def test_service_desk_is_asked_for_a_second_step_like_a_coordinator(lo: Fixture) -> None:
    posts = posts_of(user=desk_of(lo).pk)
    assert posts.is_staff
    assert [posts.second_factor_wanted_by(by_default=on) for on in (True, False)] == [lo.region.name, ""]


@pytest.mark.parametrize("visits", [1, 3])
def test_each_page_asks_a_known_number_of_statements(lo: Fixture, visits: int) -> None:
    sam = desk_of(lo)
    for _ in range(visits):
        enter_house(user=sam.pk, house="westerlo", reason=REASON, at=clock.now())
        look_in(user=sam.pk, house="westerlo", path="/beheer/westerlo/kaarten/", at=clock.now())
    client, admin = signed_in(sam), admin_of(lo.west)
    spent = {}
    for who, path in ((client, DESK), (client, DESK + "westerlo/"), (client, "/beheer/westerlo/kaarten/"),
                      (admin, "/beheer/westerlo/meekijken/")):  # fmt: skip
        with counted() as sent:
            assert who.get(path).status_code == 200
        spent[path] = len(sent)
    assert spent == {
        DESK: 9,
        DESK + "westerlo/": 9,
        "/beheer/westerlo/kaarten/": 8,
        "/beheer/westerlo/meekijken/": 9,
    }


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_of_a_visit_are_accessible(processes: Processes, chromium: Browser, width: int) -> None:
    lo = lo_at_work()
    sam = desk_of(lo)
    sam.set_password(PASSWORD)
    sam.save()
    enter_house(user=sam.pk, house="westerlo", reason=REASON, at=clock.now())
    look_in(user=sam.pk, house="westerlo", path="/beheer/westerlo/bestellingen/", at=clock.now())
    url = processes.web().url
    wrong: list[str] = []
    for who, paths in (
        ("an@westerlo.example", ("westerlo/meekijken/",)),
        (sam.email, ("servicedesk/", "servicedesk/oosterlo/", "westerlo/", "westerlo/meekijken/")),
    ):
        page = chromium.new_context(viewport={"width": width, "height": 900}, locale="nl-BE").new_page()
        sign_in_by_keyboard(page, url, who)
        for path in paths:
            page.goto(f"{url}/beheer/{path}")
            for summary in page.locator(".office-visits summary").all():
                summary.press("Enter")
            wrong += [f"{path}: {violation}" for violation in violations(page)]
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wrong.append(f"{path} is too wide at {width}")
    assert wrong == []
