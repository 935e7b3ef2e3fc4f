"""Pictures of the main job and of the work of a house, for the documentation: `./dev campaign screenshots`.

Loads the demo into the test database, which takes minutes. With SCREENSHOTS_OF=http://localhost:8000 they are taken of a demo
that runs already, which keeps what was done for them; the doors are left out then. They land in docs/screenshots/.
"""

import base64
import os
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.conf import settings

from samenspel.delivery.commands.print_tickets import ticket_codes
from samenspel.delivery.queries.papers import papers
from samenspel.demo.logins import PASSWORD
from samenspel.houses.models import House
from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from tests.journeys import office_pictures
from tests.journeys.camera import keep, picture, window
from tests.journeys.steps import Route, buy_over_two_houses
from tests.support.new_house import sign_in_as

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

REGION = "zuidwest"
HOUSE = "schouwburg-kortrijk"
TALL = 1500


@pytest.fixture
def demo_url(request: pytest.FixtureRequest) -> Iterator[str]:
    running = os.environ.get("SCREENSHOTS_OF", "")
    if running:
        yield running.rstrip("/")
        return
    from django.core.management import call_command  # noqa: PLC0415

    processes = request.getfixturevalue("processes")
    call_command("load_demo")
    processes.testbank()
    yield processes.web(environ={"SAMENSPEL_DEMO": "1", "SECRET_KEY": settings.SECRET_KEY}).url


@pytest.mark.slow
def test_pictures(demo_url: str, chromium: "Browser") -> None:
    """All of one demo: the conditions of the house first, because the checkout links to them."""
    desk = _at_work(chromium, demo_url, "admin", HOUSE, width=1280)
    route = _route(desk, demo_url)
    office_pictures.conditions(desk, f"{demo_url}/beheer/{HOUSE}/")
    order = _buying(chromium, route)
    _house_at_work(desk, demo_url, route, order)
    _readme(chromium, route)
    office_pictures.planner_and_prices(desk, route, HOUSE)
    desk.context.close()
    office_pictures.timeslots(_at_work(chromium, demo_url, "admin", "buda", width=1280), route, "buda")
    counter = _at_work(chromium, demo_url, "balie", HOUSE, width=1280)
    office_pictures.counter(counter, f"{demo_url}/beheer/{HOUSE}/")
    if not os.environ.get("SCREENSHOTS_OF"):
        _doors(chromium, demo_url, order)


def _buying(chromium: "Browser", route: Route) -> UUID:
    """Every page between the region and the tickets, on a phone and at a desk; answers the order of the desk."""
    for width in (390, 1280):
        page = window(chromium, width=width)
        seen = _numbered(page)
        page.goto(f"{route.url}/")
        seen("regio")
        page.goto(f"{route.agenda}huis/{HOUSE}/")
        seen("huis")
        buy_over_two_houses(page, route, seen=seen)
        order = UUID(page.url.split("/bestelling/")[1].split("/")[0])
        page.context.close()
    return order


def _numbered(page: "Page") -> Callable[[str], None]:
    """In the order of the journey."""
    taken: list[str] = []

    def seen(name: str) -> None:
        taken.append(name)
        picture(page, f"{len(taken):02d}-{name}")

    return seen


def _house_at_work(desk: "Page", url: str, route: Route, order: UUID) -> None:
    """What one of the two houses sees of the sale."""
    office = f"{url}/beheer/{HOUSE}/"
    for name, path in (
        ("20-beheer", office),
        ("21-zaal", f"{office}voorstellingen/{route.performance}/"),
        ("22-bestelling", f"{office}bestellingen/{order}/"),
        ("23-rekeningen", f"{office}rekeningen/"),
    ):
        desk.goto(path)
        picture(desk, name, tallest=TALL)


def _doors(chromium: "Browser", url: str, order: UUID) -> None:
    """The other house lets the visitor in, once."""
    house, performance, code = _slot_of(order)
    phone = _at_work(chromium, url, "zaal", house, width=390)
    phone.goto(f"{url}/scan/")
    picture(phone, "24-deuren", tallest=844)
    phone.goto(f"{url}/scan/{house}/{performance}/")
    for name, state in (("25-welkom", "ok"), ("26-al-binnen", "no")):
        phone.fill("#code", code)
        phone.locator("#code").press("Enter")
        phone.locator(f".scanner__stage[data-state={state}]").wait_for()
        keep(phone.screenshot(), f"{name}-390")
    phone.context.close()


def _slot_of(order: UUID) -> tuple[str, int, str]:
    """House, performance and code of the ticket for the other house."""
    lines = papers(scope=Scope.of_order(order), order=order)
    slugs = dict(House.objects.values_list("id", "slug"))
    line = next(each for each in lines if slugs[each.house_id] != HOUSE)
    return slugs[line.house_id], line.performance_id, ticket_codes(line=line, at=clock.now()).code


def _at_work(chromium: "Browser", url: str, who: str, house: str, *, width: int) -> "Page":
    page = window(chromium, width=width)
    sign_in_as(page, url, f"{who}@{house}.example", password=PASSWORD)
    return page


def _route(page: "Page", url: str) -> Route:
    """A seated show of one house and the exhibition of another."""
    page.goto(f"{url}/{REGION}/?genre=exhibition")
    exhibition = re.search(r"/tentoonstelling/(\d+)/", page.content())
    page.goto(f"{url}/{REGION}/?genre=theatre&huis={HOUSE}")
    show = re.search(r"/voorstelling/(\d+)/", page.content())
    assert exhibition is not None, "the demo shows no exhibition"
    assert show is not None, "the demo shows no theatre"
    return Route(url, REGION, int(show[1]), int(exhibition[1]))


def _readme(chromium: "Browser", route: Route) -> None:
    """A laptop with the agenda and, before it, a phone with a hall."""
    shots = {}
    for name, width, height in (("laptop", 1600, 1100), ("phone", 390, 844)):
        page = chromium.new_page(
            viewport={"width": width, "height": height}, locale="nl-BE", reduced_motion="reduce"
        )
        page.goto(route.agenda if name == "laptop" else f"{route.show}plaatsen/")
        if name == "phone":
            page.locator(".seat-map__svg [aria-selected=false]:not([aria-disabled])").nth(20).click()
            page.locator("[data-seat-map]").evaluate(
                "map => scrollTo(0, scrollY + map.getBoundingClientRect().top - 150)"
            )
            page.mouse.move(0, 0)
        page.wait_for_load_state("networkidle")
        shots[name] = base64.b64encode(page.screenshot()).decode()
        page.close()
    page = chromium.new_page(viewport={"width": 1400, "height": 860})
    page.set_content(
        "<style>body{margin:0;height:860px;position:relative;background:#efe9dd}"
        "img{position:absolute;display:block;background:#14110f}"
        ".laptop{left:56px;top:40px;width:1120px;border:14px solid #14110f;border-radius:18px}"
        ".phone{right:48px;bottom:32px;width:312px;border:10px solid #14110f;border-radius:38px;"
        "box-shadow:0 18px 48px #14110f66}</style>"
        f"<img class=laptop src='data:image/png;base64,{shots['laptop']}'>"
        f"<img class=phone src='data:image/png;base64,{shots['phone']}'>"
    )
    page.wait_for_function("[...document.images].every((each) => each.complete)")
    keep(page.screenshot(), "readme")
    page.close()
