"""Pictures of each step of the main job in the demo, at 390 and 1280 pixels: `./dev campaign screenshots`.

Loads the demo into the test database, which takes minutes. With SCREENSHOTS_OF=http://localhost:8000 the pictures are taken of
a demo that runs already. They land in docs/screenshots/.
"""

import base64
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.conf import settings

from samenspel.delivery.commands.print_tickets import ticket_codes
from samenspel.delivery.queries.papers import papers
from samenspel.houses.models import House
from samenspel.identity.models import User
from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from tests.journeys.steps import Route, buy_over_two_houses
from tests.support.staff import signed_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = Path(__file__).resolve().parents[2] / "docs/screenshots"
REGION = "zuidwest"
HOUSE = "schouwburg-kortrijk"
TALLEST = 2600
"""Pixels: a picture of an agenda with sixty shows helps nobody."""


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
@pytest.mark.parametrize("width", [390, 1280])
def test_pictures_of_each_step(demo_url: str, chromium: "Browser", width: int) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 844 if width == 390 else 900},
        locale="nl-BE",
        timezone_id="Europe/Brussels",
        reduced_motion="reduce",
    )
    page = context.new_page()
    taken: list[str] = []

    def seen(name: str) -> None:
        taken.append(name)
        _picture(page, f"{len(taken):02d}-{name}-{width}.jpg")

    page.goto(f"{demo_url}/")
    seen("regio")
    page.goto(f"{demo_url}/{REGION}/huis/{HOUSE}/")
    seen("huis")
    buy_over_two_houses(page, _route(page, demo_url), seen=seen)
    assert len(taken) == 11
    context.close()


@pytest.mark.slow
def test_pictures_of_the_work(demo_url: str, chromium: "Browser") -> None:
    """What the houses see of the same sale: the office of the one, the door of the other."""
    if os.environ.get("SCREENSHOTS_OF"):
        pytest.skip("the demo that runs does not tell the codes of its tickets")
    page = chromium.new_page(viewport={"width": 1280, "height": 900}, locale="nl-BE")
    route = _route(page, demo_url)
    buy_over_two_houses(page, route)
    order = UUID(page.url.split("/bestelling/")[1].split("/")[0])
    page.close()
    office = f"{demo_url}/beheer/{HOUSE}/"
    desk = _signed_in(chromium, demo_url, HOUSE, width=1280)
    for name, path in (
        ("20-beheer", office),
        ("21-zaal", f"{office}voorstellingen/{route.performance}/"),
        ("22-bestelling", f"{office}bestellingen/{order}/"),
        ("23-rekeningen", f"{office}rekeningen/"),
    ):
        desk.goto(path)
        _picture(desk, f"{name}-1280.jpg", tallest=1500)
    _draw_a_hall(desk, office)
    desk.context.close()
    house, performance, code = _slot_of(order)
    phone = _signed_in(chromium, demo_url, house, width=390)
    phone.goto(f"{demo_url}/scan/")
    _picture(phone, "24-deuren-390.jpg", tallest=844)
    phone.goto(f"{demo_url}/scan/{house}/{performance}/")
    for name in ("25-welkom", "26-al-binnen"):
        phone.fill("#code", code)
        phone.locator("#code").press("Enter")
        phone.locator(f".scanner__stage[data-state={'ok' if name == '25-welkom' else 'no'}]").wait_for()
        phone.screenshot(path=FOLDER / f"{name}-390.jpg", type="jpeg", quality=82)
    phone.context.close()


def _draw_a_hall(desk: "Page", office: str) -> None:
    """The plan of a hall in the editor, with its first rows chosen; the draft is thrown away again."""
    desk.goto(f"{office}zalen/")
    desk.locator("tbody a").first.click()
    hall = desk.url
    desk.locator("form[action$='/tekenen/'] button").click()
    desk.wait_for_selector("[data-plan-editor][data-ready] .pe-seat")
    desk.locator("[data-part]").first.focus()
    desk.keyboard.press("Enter")
    _picture(desk, "27-zaalplan-1280.jpg", tallest=900)
    desk.goto(hall)
    desk.locator("form[action$='/weg/'] button").first.click()


@pytest.mark.slow
def test_picture_of_the_readme(demo_url: str, chromium: "Browser") -> None:
    """A laptop with the agenda and, before it, a phone with a hall."""
    shots = {}
    for name, width, height in (("laptop", 1600, 1100), ("phone", 390, 844)):
        page = chromium.new_page(
            viewport={"width": width, "height": height}, locale="nl-BE", reduced_motion="reduce"
        )
        route = _route(page, demo_url)
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
    page.screenshot(path=FOLDER / "readme.png")
    page.close()


def _slot_of(order: UUID) -> tuple[str, int, str]:
    """House, performance and code of the ticket for the other house."""
    lines = papers(scope=Scope.of_order(order), order=order)
    slugs = dict(House.objects.values_list("id", "slug"))
    line = next(each for each in lines if slugs[each.house_id] != HOUSE)
    return slugs[line.house_id], line.performance_id, ticket_codes(line=line, at=clock.now()).code


def _signed_in(chromium: "Browser", url: str, house: str, *, width: int) -> "Page":
    page = chromium.new_page(
        viewport={"width": width, "height": 844 if width == 390 else 900},
        locale="nl-BE",
        timezone_id="Europe/Brussels",
        reduced_motion="reduce",
    )
    cookie = signed_in(User.objects.get(email=f"admin@{house}.example")).cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": url}])
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


def _picture(page: "Page", name: str, *, tallest: int = TALLEST) -> None:
    """The page from its top, with every poster in it loaded."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    page.wait_for_load_state("networkidle")
    height = min(tallest, page.evaluate("document.documentElement.scrollHeight"))
    size = page.viewport_size or {"width": 1280, "height": 900}
    page.set_viewport_size({"width": size["width"], "height": height})
    page.wait_for_timeout(600)
    page.screenshot(path=FOLDER / name, type="jpeg", quality=82)
    page.set_viewport_size(size)
