"""The door in a real browser: sign in, read tickets with a hand scanner and by the camera."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
import segno
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from samenspel.delivery.commands.print_tickets import TicketCodes, ticket_codes
from samenspel.delivery.queries.papers import papers
from samenspel.houses.models import Role, StaffRole
from samenspel.identity.models import User
from samenspel.kernel.tenancy import Scope
from tests.support import region
from tests.support.processes import Running

PASSWORD = "een lange wandeling langs de dijk"

AXE = Path(__file__).resolve().parents[3] / "node_modules/axe-core/axe.min.js"

# Stands in for the lens: a picture of a ticket held before it, moving a little. The page, the decoder and the server are real.
CAMERA = """
navigator.mediaDevices.getUserMedia = async () => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
  const pen = canvas.getContext("2d");
  const picture = new Image();
  picture.src = PICTURE;
  await picture.decode();
  let step = 0;
  setInterval(() => {
    pen.fillStyle = "#777777";
    pen.fillRect(0, 0, 640, 480);
    pen.drawImage(picture, 150 + (step++ % 20), 60, 340, 340);
  }, 100);
  return canvas.captureStream(10);
};
"""


def open_evening(live_web: Running, page: Page) -> tuple[region.Fixture, list[TicketCodes]]:
    """Two tickets sold for tonight, and an usher who signed in and stands at the door."""
    now = timezone.now() - timedelta(days=30, hours=1)
    lo = region.build(now=now)
    order = lo.sell(lo.wish(lo.theatre, 3), lo.wish(lo.theatre, 4), at=now)
    codes = [ticket_codes(line=line, at=now) for line in papers(scope=Scope.of_order(order), order=order)]
    usher = User.objects.create_user("usher@example.org", PASSWORD)
    with Scope.of_system().open():
        StaffRole.objects.create(user=usher, role=Role.USHER, house=lo.west, since=now)
    page.goto(f"{live_web.url}/scan/")
    page.locator("input[name=login]").fill("usher@example.org")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.get_by_role("link", name="De lange adem").click()
    expect(page.locator("#code")).to_be_visible()
    page.wait_for_load_state("networkidle")
    return lo, codes


def test_hand_scanner_types_and_presses_enter(live_web: Running, page: Page) -> None:
    _lo, (first, second) = open_evening(live_web, page)
    expect(page.locator("[data-counter]")).to_contain_text("0 / 2")

    # The focus is on a button: a hand scanner does not know, and types all the same.
    page.get_by_role("link", name="Andere voorstelling").focus()
    page.keyboard.type(first.code)
    page.keyboard.press("Enter")
    expect(page.locator(".scanner__stage")).to_have_attribute("data-state", "ok")
    expect(page.locator(".scanner__seat")).to_have_text("Parterre · rij A · stoel 3")

    page.keyboard.type(first.code)
    page.keyboard.press("Enter")
    expect(page.locator(".scanner__word")).to_have_text("Al binnen")
    expect(page.locator(".scanner__stage")).to_have_attribute("data-state", "no")

    page.keyboard.type(second.code)
    page.keyboard.press("Enter")
    expect(page.locator("[data-counter]")).to_contain_text("2 / 2")


def test_camera_reads_a_ticket_where_the_browser_cannot(live_web: Running, page: Page) -> None:
    page.add_init_script("delete globalThis.BarcodeDetector;")
    _lo, (first, _second) = open_evening(live_web, page)
    picture = json.dumps(segno.make_qr(first.code, error="m").png_data_uri(scale=6))
    page.evaluate(CAMERA.replace("PICTURE", picture))

    page.get_by_role("button", name="Scan met de camera").click()

    expect(page.locator(".scanner__seat")).to_have_text("Parterre · rij A · stoel 3")
    expect(page.locator("[data-counter]")).to_contain_text("1 / 2")
    # The picture comes back after three seconds; the same ticket, still in sight, is not looked at again.
    expect(page.locator(".scanner__stage")).to_have_attribute("data-state", "idle")
    expect(page.locator("[data-video]")).to_be_visible()
    expect(page.locator("[data-counter]")).to_contain_text("1 / 2")


def test_lost_connection_says_that_nothing_was_checked(live_web: Running, page: Page) -> None:
    _lo, (first, _second) = open_evening(live_web, page)
    page.context.set_offline(True)

    page.keyboard.type(first.code)
    page.keyboard.press("Enter")

    expect(page.locator(".scanner__word")).to_have_text("Geen verbinding")
    page.context.set_offline(False)
    page.keyboard.type(first.code)
    page.keyboard.press("Enter")
    expect(page.locator(".scanner__word")).to_have_text("Welkom")


def test_lost_answer_is_asked_again_and_lets_in(live_web: Running, page: Page) -> None:
    _lo, (first, _second) = open_evening(live_web, page)

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/scan/**", lose, times=1)
    page.keyboard.type(first.code)
    page.keyboard.press("Enter")
    expect(page.locator(".scanner__word")).to_have_text("Geen verbinding")

    for word in ("Welkom", "Al binnen"):
        page.keyboard.type(first.code)
        page.keyboard.press("Enter")
        expect(page.locator(".scanner__word")).to_have_text(word)
    expect(page.locator("[data-counter]")).to_contain_text("1 / 2")


@pytest.mark.parametrize("width", [390, 1280])
def test_doors_have_no_axe_violations(live_web: Running, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    open_evening(live_web, page)
    pages = [f"{live_web.url}/scan/", page.url]

    for url in pages:
        page.goto(url)
        page.evaluate(AXE.read_text())
        assert page.evaluate("axe.run().then(found => found.violations.map(rule => rule.id))") == []
