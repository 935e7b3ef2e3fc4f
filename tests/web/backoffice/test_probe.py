from __future__ import annotations
from tests.web.backoffice.test_in_browser import lo_at_work, sign_in_by_keyboard
from tests.support.axe import violations

def test_probe(processes, page) -> None:
    lo = lo_at_work()
    url = processes.web().url
    said = []
    page.on("console", lambda m: said.append(m.text))
    page.on("pageerror", lambda m: said.append(str(m)))
    page.set_viewport_size({"width": 1280, "height": 900})
    sign_in_by_keyboard(page, url)
    h = f"{url}/beheer/westerlo/zalen/"
    page.goto(h); page.screenshot(path="/tmp/w/e1.png"); print(violations(page))
    page.goto(h + f"{lo.theatre.hall_id}/"); page.screenshot(path="/tmp/w/e2.png"); print(violations(page))
    page.fill("#plan-name", "Nieuw")
    page.click("main form button")
    page.wait_for_selector("[data-plan-editor][data-ready]", timeout=8000)
    svg = page.locator("[data-floor]")
    box = svg.bounding_box()
    def drag(tool, a, b):
        page.click(f'[data-tool="{tool}"]')
        page.mouse.move(box["x"] + a[0], box["y"] + a[1]); page.mouse.down(); page.mouse.move(box["x"] + b[0], box["y"] + b[1], steps=4); page.mouse.up()
    drag("stage", (250, 40), (450, 80))
    drag("rows", (200, 120), (500, 300))
    page.wait_for_timeout(1500)
    page.screenshot(path="/tmp/w/e3.png")
    page.keyboard.press("Escape")
    drag("standing", (200, 350), (300, 420))
    drag("curve", (320, 350), (560, 420))
    page.wait_for_timeout(1500)
    page.keyboard.press("Escape")
    page.mouse.click(box["x"]+5, box["y"]+5)
    page.screenshot(path="/tmp/w/e4.png"); print(violations(page))
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(300)
    page.screenshot(path="/tmp/w/e5.png", full_page=True); print(violations(page))
    print(page.evaluate("document.documentElement.scrollWidth"), said)
