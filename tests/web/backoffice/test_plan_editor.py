"""The seat plan editor in a real browser: by mouse, by keyboard, two people at once, and with 2,500 seats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from samenspel.venues.commands.drafts import save_draft, start_draft
from samenspel.venues.models import Place, PlanDraft, SeatPlan
from tests.support.axe import violations_everywhere
from tests.support.processes import Processes
from tests.support.redrawn import hall as drawn
from tests.support.region import Fixture
from tests.web.backoffice.test_in_browser import lo_at_work, sign_in_by_keyboard

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Spot = tuple[float, float]
FRAME_MS = 100
"""A drag that is slower than this on a busy machine is not fluid any more; measured is far less."""


def opened(processes: Processes, page: Page, **drawing: Any) -> tuple[Fixture, str]:
    """The editor with a new plan of the theatre's hall, empty or as drawn; answers its address as well."""
    lo = lo_at_work()
    url = processes.web().url
    draft = start_draft(
        scope=Scope.of_houses(lo.west.pk),
        hall=lo.theatre.hall_id,
        name="Getekend",
        by=None,
        at=clock.now(),
        drawing=drawn(**drawing) if drawing else None,
    )
    page.set_viewport_size({"width": 1280, "height": 900})
    sign_in_by_keyboard(page, url)
    editor = f"{url}/beheer/westerlo/zalen/tekening/{draft}/"
    page.goto(editor)
    page.wait_for_selector("[data-plan-editor][data-ready]")
    return lo, editor


def drag(page: Page, start: Spot, end: Spot) -> None:
    """In pixels from the top left of the floor."""
    box = page.locator("[data-floor]").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + start[0], box["y"] + start[1])
    page.mouse.down()
    page.mouse.move(box["x"] + end[0], box["y"] + end[1], steps=5)
    page.mouse.up()


def draw(page: Page, tool: str, start: Spot, end: Spot) -> None:
    page.get_by_role("button", name=tool, exact=True).click()
    drag(page, start, end)


def fill(page: Page, label: str, value: str) -> None:
    """A field of the panel, as a person at the keyboard does it."""
    field = page.locator("[data-panel]").get_by_label(label, exact=True)
    field.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(value)
    page.keyboard.press("Tab")


def pick(page: Page, label: str, option: str) -> None:
    page.locator("[data-panel]").get_by_label(label, exact=True).select_option(label=option)


def seats(page: Page, count: int) -> None:
    expect(page.locator(".pe-seat")).to_have_count(count)


def spot_of(page: Page, number: int) -> Spot:
    """Where a seat stands, in pixels from the top left of the floor."""
    x, y = page.evaluate(
        """(number) => { const floor = document.querySelector("[data-floor]").getBoundingClientRect();
        const seat = document.querySelectorAll(".pe-seat")[number].getBoundingClientRect();
        return [seat.x - floor.x + seat.width / 2, seat.y - floor.y + seat.height / 2]; }""",
        number,
    )
    return x, y


def test_hall_of_120_seats_odd_and_even_in_two_ranks(processes: Processes, page: Page) -> None:
    _lo, _editor = opened(processes, page)
    draw(page, "Podium", (150, 130), (400, 160))
    draw(page, "Rechte rijen", (150, 200), (400, 350))
    fill(page, "Aantal rijen", "10")
    fill(page, "Aantal stoelen in een rij", "12")
    pick(page, "Stoelen zijn genummerd", "oneven links, even rechts van het midden")
    seats(page, 120)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Rang toevoegen").click()
    page.get_by_role("button", name="Stoelen kiezen", exact=True).click()
    left, right = spot_of(page, 60), spot_of(page, 119)
    lasso(page, (left[0] - 16, left[1] - 8), (right[0] + 16, right[1] + 8))
    expect(page.get_by_role("heading", name="60 stoelen")).to_be_visible()
    pick(page, "Rang", "Rang 2")
    expect(page.get_by_text("Klaar om te publiceren: 120 plaatsen")).to_be_visible()
    page.get_by_role("button", name="Publiceren", exact=True).click()
    expect(page.get_by_text("met 120 plaatsen")).to_be_visible()
    plan = SeatPlan.objects.get(name="Getekend")
    row = Place.objects.filter(plan=plan, row="A").order_by("x").values_list("seat", flat=True)
    assert list(row) == ["11", "9", "7", "5", "3", "1", "2", "4", "6", "8", "10", "12"]
    assert [Place.objects.filter(plan=plan, rank=rank).count() for rank in (1, 2)] == [60, 60]


def lasso(page: Page, start: Spot, end: Spot) -> None:
    """Around a rectangle."""
    box = page.locator("[data-floor]").bounding_box()
    assert box is not None
    corners = [start, (end[0], start[1]), end, (start[0], end[1]), start]
    page.mouse.move(box["x"] + start[0], box["y"] + start[1])
    page.mouse.down()
    for x, y in corners[1:]:
        page.mouse.move(box["x"] + x, box["y"] + y, steps=8)
        page.evaluate("new Promise(requestAnimationFrame)")
    page.mouse.up()


def test_the_same_hall_by_keyboard_alone(processes: Processes, page: Page) -> None:
    opened(processes, page)
    page.locator("[data-floor]").focus()
    for key in ("p", "Enter", "b", "Enter"):
        page.keyboard.press(key)
    fill(page, "Aantal rijen", "10")
    fill(page, "Aantal stoelen in een rij", "12")
    seats(page, 120)
    page.locator("[data-part]").focus()
    for _ in range(4):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Control+z")  # the four together
    page.keyboard.press("Control+y")
    page.keyboard.press("Control+d")
    seats(page, 240)
    page.keyboard.press("Control+z")
    seats(page, 120)
    publish = page.get_by_role("button", name="Publiceren", exact=True)
    expect(publish).to_be_enabled()
    publish.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("met 120 plaatsen")).to_be_visible()
    ys = Place.objects.filter(plan__name="Getekend", row="A").values_list("y", flat=True)
    assert len(set(ys)) == 1


def test_problem_leads_to_its_seats(processes: Processes, page: Page) -> None:
    opened(processes, page, block={"changes": [{"row": 2, "position": 2, "name": "1"}]})
    page.get_by_role("button", name="Er zijn twee stoelen die Parterre B 1 heten.").click()
    expect(page.get_by_role("heading", name="2 stoelen")).to_be_visible()
    page.get_by_role("button", name="Rolstoelplaats met begeleider").click()
    page.keyboard.press("Delete")
    seats(page, 22)


def test_who_saves_in_between_is_told_and_loses_nothing(processes: Processes, page: Page) -> None:
    lo, _editor = opened(processes, page, block={"seats": 4, "aisles": []})
    seats(page, 12)
    draft = PlanDraft.objects
    with Scope.of_system().open():
        found = draft.get(name="Getekend")
    theirs = drawn(block={"seats": 6, "aisles": []})
    save_draft(
        scope=Scope.of_houses(lo.west.pk),
        draft=found.pk,
        revision=1,
        drawing=theirs,
        by=None,
        at=clock.now(),
    )
    page.locator("[data-part]").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("alert")).to_contain_text("nadat jij het opende")
    page.get_by_role("button", name="Die van de ander laden").click()
    seats(page, 18)
    page.locator("[data-floor]").focus()
    page.keyboard.press("Control+z")
    seats(page, 12)
    expect(page.locator("[data-state]")).to_contain_text("Bewaard om")


def test_fingers_draw_and_choose_on_a_phone(processes: Processes, chromium: Browser) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 844}, has_touch=True, locale="nl-BE")
    opened(processes, page, blocks=[])
    page.set_viewport_size({"width": 390, "height": 844})
    floor = page.locator("[data-floor]")
    page.get_by_role("button", name="Losse stoel", exact=True).tap()
    floor.tap(position={"x": 120, "y": 150})
    floor.tap(position={"x": 160, "y": 150})
    seats(page, 2)
    page.get_by_role("button", name="Stoelen kiezen", exact=True).tap()
    floor.tap(position={"x": 160, "y": 150})
    expect(page.get_by_role("heading", name="Balkon 2")).to_be_visible()
    page.context.close()


def test_without_script_a_file_is_offered(processes: Processes, chromium: Browser) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 844}, locale="nl-BE")
    _lo, editor = opened(processes, page, block={})
    state = page.context.storage_state()
    page.context.close()
    context = chromium.new_context(java_script_enabled=False, storage_state=state, locale="nl-BE")
    plain = context.new_page()
    plain.goto(editor)
    expect(plain.get_by_text("Tekenen heeft JavaScript nodig.")).to_be_visible()
    expect(plain.get_by_role("button", name="Publiceren")).to_be_hidden()
    plain.get_by_role("link", name="Inlezen uit CSV of SVG").click()
    expect(plain.get_by_role("heading", name="Een zaalplan inlezen uit een bestand")).to_be_visible()
    context.close()


def test_editor_is_accessible(processes: Processes, page: Page) -> None:
    _lo, editor = opened(
        processes,
        page,
        tables=[{"id": "t1", "section": "p", "rank": 1, "name": "T1", "centre": {"x": 0, "y": 20}, "seats": 6}],
        standing=[
            {"id": "a1", "section": "b", "rank": 2, "capacity": 50,
             "outline": [{"x": -5, "y": 30}, {"x": 5, "y": 30}, {"x": 0, "y": 36}]},
        ],
    )  # fmt: skip
    seats(page, 30)
    wrong = violations_everywhere(page)
    page.keyboard.press("?")
    wrong += violations_everywhere(page, schemes=("light",))
    hall = editor.partition("tekening")[0]
    for path in (
        hall,
        hall + "locatie/",
        f"{hall}{_lo.theatre.hall_id}/",
        f"{hall}{_lo.theatre.hall_id}/inlezen/",
    ):
        page.goto(path)
        wrong += violations_everywhere(page, schemes=("light",))
    assert wrong == []


FRAMES = """
() => { window.frames_ = []; let last = performance.now();
  const step = (now) => { window.frames_.push(now - last); last = now; window.going_ = requestAnimationFrame(step); };
  window.going_ = requestAnimationFrame(step); }
"""


def test_2500_seats_stay_fluid(processes: Processes, page: Page) -> None:
    opened(
        processes,
        page,
        bounds={"x": -40, "y": 0, "width": 80, "height": 70},
        block={"rows": 50, "seats": 50, "aisles": []},
    )
    seats(page, 2500)
    page.get_by_role("button", name="Delen kiezen", exact=True).click()
    box = page.locator('[data-part="b1"]').bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(FRAMES)
    for step in range(90):
        page.mouse.move(x + step, y + step / 3)
        page.evaluate("new Promise(requestAnimationFrame)")
    frames = sorted(page.evaluate("() => { cancelAnimationFrame(window.going_); return window.frames_; }"))
    page.mouse.up()
    assert frames[int(len(frames) * 0.95)] < FRAME_MS
