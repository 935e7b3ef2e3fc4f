"""`./dev campaign plan-editor`: what a plan of 2,500 seats costs the browser, printed as a table."""

from __future__ import annotations

import sys
from time import perf_counter
from typing import TYPE_CHECKING

from tests.support.processes import Processes
from tests.web.backoffice.test_plan_editor import opened, seats

if TYPE_CHECKING:
    from playwright.sync_api import Page

STEPS = 90
UNDONE = 20
FRAME_MS = 100
"""The most for 95 in 100 frames of a drag, also on a machine that does other work; the rest is only told."""

FRONT = {"id": "front", "section": "p", "rank": 1, "origin": {"x": 0, "y": 3}, "rows": 4, "seats": 50}
BACK = {**FRONT, "id": "back", "rows": 46, "origin": {"x": 0, "y": 12}, "row_names": {"start": 5}}

STEP_EACH_FRAME = """
async ([kind, steps, x, y]) => {
  const floor = document.querySelector("[data-floor]");
  const at = (n) => ({ clientX: x + n / 2, clientY: y + n / 4, bubbles: true, cancelable: true });
  const half = (n, one, other) => (n < steps / 2 ? one : other);
  const acts = {
    move: (n) => new PointerEvent("pointermove", { ...at(n), pointerId: window.pointer_ }),
    zoom: (n) => new WheelEvent("wheel", { ...at(0), deltaY: half(n, -60, 60) }),
    undo: (n) => new KeyboardEvent("keydown", { ...at(0), key: half(n, "z", "y"), ctrlKey: true }),
  };
  const taken = [];
  let last = await new Promise(requestAnimationFrame);
  for (let n = 0; n < steps; n += 1) {
    floor.dispatchEvent(acts[kind](n));
    const now = await new Promise(requestAnimationFrame);
    taken.push(now - last);
    last = now;
  }
  return taken;
}
"""
"""One act a frame, from within the page: no frame is counted in which nothing had to be drawn."""


def test_a_plan_of_2500_seats(processes: Processes, page: Page) -> None:
    floor = {"x": -40, "y": 0, "width": 80, "height": 70}
    _lo, editor = opened(processes, page, bounds=floor, blocks=[FRONT, BACK])
    before = perf_counter()
    page.goto(editor)
    page.wait_for_selector("[data-plan-editor][data-ready]")
    seats(page, 2500)
    sys.stdout.write(f"\nload, until every seat is drawn: {(perf_counter() - before) * 1000:.0f} ms\n")
    page.evaluate("addEventListener('pointerdown', (event) => (window.pointer_ = event.pointerId), true)")
    measured = {
        "drag 200 seats": drag(page, "Delen kiezen"),
        "undo and redo a turn of 200 seats": undo(page),
        "pan": drag(page, "Beeld verschuiven"),
        "zoom": step(page, "zoom", STEPS),
    }
    for what, frames in measured.items():
        sys.stdout.write(
            f"{what:34} p50 {part(frames, 50):6.1f} ms   p95 {part(frames, 95):6.1f} ms   longest {frames[-1]:6.1f} ms\n"
        )
    assert part(measured["drag 200 seats"], 95) < FRAME_MS


def drag(page: Page, tool: str) -> list[float]:
    page.get_by_role("button", name=tool, exact=True).click()
    page.mouse.move(*middle(page))
    page.mouse.down()
    taken = step(page, "move", STEPS)
    page.mouse.up()
    return taken


def undo(page: Page) -> list[float]:
    """The drag chose the block: it is turned step by step, all of that taken back, and done again."""
    for _ in range(UNDONE):
        page.keyboard.press("r")
    return step(page, "undo", 2 * UNDONE)


def step(page: Page, kind: str, steps: int) -> list[float]:
    """Milliseconds from frame to frame, the shortest first."""
    taken = page.evaluate(STEP_EACH_FRAME, [kind, steps, *middle(page)])
    return sorted(float(frame) for frame in taken)


def middle(page: Page) -> tuple[float, float]:
    """Of the 200 seats in front, in pixels."""
    box = page.locator('[data-part="front"]').bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def part(times: list[float], percent: int) -> float:
    return times[min(len(times) - 1, len(times) * percent // 100)]
