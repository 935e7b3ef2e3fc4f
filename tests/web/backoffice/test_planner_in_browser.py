"""The hall planner in a real browser, on a phone and on a desk, without a violation of axe."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from samenspel.houses.models import Role
from samenspel.identity.models import User
from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from samenspel.venues.commands.book_hall import BookingTexts, book_hall
from samenspel.venues.commands.expire_options import expire_options
from samenspel.venues.models import Hall
from tests.support.axe import violations
from tests.support.processes import Processes
from tests.support.region import Fixture, build
from tests.support.staff import employ
from tests.web.backoffice.test_in_browser import PASSWORD, sign_in_by_keyboard

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

PLANNER = "/beheer/westerlo/zaalplanning/"
MARCH = "&day=2031-03-04"
OPTION_ENDS = datetime(2031, 2, 1, 17, tzinfo=UTC)


def planned() -> tuple[Fixture, list[int]]:
    """Tuesday 4 March 2031: a rental at seven, confirmed; an option on Wednesday. The foyer is free."""
    lo = build(now=clock.now())
    with Scope.of_system().open():
        Hall.objects.create(venue=lo.theatre.hall.venue, name="Foyer", slug="foyer", change_over_after_min=60)
    admin = employ("an@westerlo.example", Role.HOUSE_ADMIN, house=lo.west)
    admin.set_password(PASSWORD)
    admin.save()
    made = [booked(lo, title="Kookclub", day=4), booked(lo, title="Fanfare", day=5, option_until=OPTION_ENDS)]
    return lo, made


def booked(lo: Fixture, *, title: str, day: int, option_until: datetime | None = None) -> int:
    """From seven to eleven in the evening, Brussels time."""
    changed = book_hall(
        scope=Scope.of_houses(lo.west.pk),
        house=lo.west.pk,
        hall=lo.theatre.hall_id,
        starts_at=datetime(2031, 3, day, 18, tzinfo=UTC),
        ends_at=datetime(2031, 3, day, 22, tzinfo=UTC),
        kind="rental",
        by=User.objects.get(email="an@westerlo.example").pk,
        at=clock.now(),
        option_until=option_until,
        texts=BookingTexts(title=title, staff_notes="Twee technici", equipment_notes="Vleugel"),
    )
    return changed.bookings[0].id


@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_of_the_planner_is_accessible(processes: Processes, chromium: Browser, width: int) -> None:
    lo, (_, option) = planned()
    url = processes.web().url
    page = chromium.new_page(viewport={"width": width, "height": 900}, locale="nl-BE")
    wrong = faults(page)
    sign_in_by_keyboard(page, url)
    visits = [f"?view={view}{MARCH}" for view in ("day", "week", "month", "season")]
    visits += [f"?view={view}&hall={lo.theatre.hall_id}{MARCH}" for view in ("day", "week", "month")]
    visits += [f"?view=week&as=list{MARCH}", "nieuw/", f"{option}/", f"{option}/bevestigen/?genre=theatre"]
    visits += ["zalen/", f"zalen/{lo.theatre.hall_id}/", "agenda/"]
    for visit in visits:
        page.goto(url + PLANNER + visit)
        wrong += [f"{visit}: {violation}" for violation in violations(page)]
        too_wide = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if too_wide > 0:
            wrong.append(f"{visit} is {too_wide} pixels too wide at {width}")
        if shots := os.environ.get("SHOTS"):
            page.screenshot(path=f"{shots}/{width}-{visits.index(visit)}.png", full_page=True)
    page.context.close()
    assert wrong == []


def test_bookings_are_drawn_dragged_refused_and_undone(processes: Processes, chromium: Browser) -> None:
    lo, _ = planned()
    url = processes.web().url
    page = chromium.new_page(viewport={"width": 1280, "height": 1500}, locale="nl-BE")
    wrong = faults(page)
    sign_in_by_keyboard(page, url)
    page.goto(f"{url}{PLANNER}?view=week&hall={lo.theatre.hall_id}{MARCH}")

    drag(page, "Kookclub", days=2)
    expect(toast(page)).to_contain_text("De boeking is verplaatst.")
    expect(day_list(page, 6)).to_contain_text("Kookclub")
    expect(day_list(page, 4)).not_to_contain_text("Kookclub")

    toast(page).get_by_role("button", name="Ongedaan maken").click()
    expect(toast(page)).to_contain_text("Dat is ongedaan gemaakt.")
    expect(day_list(page, 4)).to_contain_text("Kookclub")

    drag(page, "Kookclub", hours=-2)
    expect(day_list(page, 4)).to_contain_text("17:00 – 21:00")
    page.keyboard.press("Control+z")
    expect(day_list(page, 4)).to_contain_text("19:00 – 23:00")

    stretch(page, "Kookclub", hours=1)
    expect(day_list(page, 4)).to_contain_text("19:00 – 00:00")

    booked(lo, title="Repetitie", day=7)
    page.reload()
    was = box(page, "Repetitie")
    drag(page, "Repetitie", days=-3)
    expect(toast(page)).to_contain_text("Kookclub")
    expect(day_list(page, 7)).to_contain_text("Repetitie")
    back_at(page, "Repetitie", was["x"])
    assert box(page, "Repetitie") == was

    draw(page, day=6, first="Kookclub")
    page.wait_for_url("**/nieuw/**")
    expect(page.locator("#id_starts_at")).to_have_value("2031-03-06T19:00")
    page.context.close()
    assert [fault for fault in wrong if "409 (Conflict)" not in fault] == []


def test_booking_is_dragged_to_another_hall(processes: Processes, chromium: Browser) -> None:
    planned()
    url = processes.web().url
    page = chromium.new_page(viewport={"width": 1280, "height": 1500}, locale="nl-BE")
    sign_in_by_keyboard(page, url)
    page.goto(f"{url}{PLANNER}?view=month{MARCH}")
    expect(event(page, "Fanfare")).to_contain_text("Optie 1")
    page.goto(f"{url}{PLANNER}?view=week{MARCH}")
    expect(day_list(page, 4)).to_contain_text("Grote zaal")
    at, free = box(page, "Kookclub"), box(page, "Fanfare")
    y = at["y"] + at["height"] * 0.7
    pull(page, (at["x"] + 60, y), (free["x"] + free["width"] + 60, y))
    expect(day_list(page, 6)).to_contain_text("19:00 – 23:00")
    page.keyboard.press("Control+z")
    expect(day_list(page, 4)).to_contain_text("Kookclub")
    page.goto(f"{url}{PLANNER}?view=day{MARCH}")
    head = page.locator(".ec-col-head", has_text="Foyer").bounding_box()
    assert head is not None
    at = box(page, "Kookclub")
    y = at["y"] + at["height"] / 2
    pull(page, (at["x"] + at["width"] / 2, y), (head["x"] + head["width"] / 2, y))
    expect(day_list(page, 4)).to_contain_text("Foyer")
    expect(day_list(page, 4)).to_contain_text("19:00 – 23:00")
    expect(page.locator(".change-over", has_text="Ombouw")).to_be_visible()
    page.context.close()


def test_an_option_leaves_the_calendar_when_it_ends(processes: Processes, chromium: Browser) -> None:
    planned()
    url = processes.web().url
    page = chromium.new_page(viewport={"width": 1280, "height": 900}, locale="nl-BE")
    sign_in_by_keyboard(page, url)
    page.goto(f"{url}{PLANNER}?view=week{MARCH}")
    expect(event(page, "Fanfare")).to_contain_text("Optie 1")
    assert expire_options(at=OPTION_ENDS - timedelta(seconds=1)) == 0
    assert expire_options(at=OPTION_ENDS) == 1
    page.reload()
    expect(event(page, "Kookclub")).to_be_visible()
    expect(event(page, "Fanfare")).to_have_count(0)
    page.context.close()


def faults(page: Page) -> list[str]:
    """Filled with what the console calls an error, and with all that the content security policy refuses."""
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', (e) => console.error(e.effectiveDirective, e.blockedURI))"
    )
    return wrong


def event(page: Page, title: str) -> Locator:
    return page.locator(".planner-calendar .ec-event", has_text=title)


def toast(page: Page) -> Locator:
    return page.locator(".toast").last


def day_list(page: Page, day: int) -> Locator:
    """The day in the list, which the server wrote; hidden beside the calendar."""
    return page.locator(f"section[aria-labelledby='day-2031-03-{day:02}']")


def box(page: Page, title: str) -> dict[str, int]:
    """Where a booking stands. Found and measured in one step: the calendar draws all of them anew whenever it likes."""
    found = page.wait_for_function(
        """(title) => {
            const all = [...document.querySelectorAll(".planner-calendar .ec-event")];
            const one = all.find((each) => each.textContent.includes(title));
            const { x, y, width, height } = one ? one.getBoundingClientRect() : {};
            return width > 0 && { x, y, width, height };
        }""",
        arg=title,
    )
    return {name: round(value) for name, value in found.json_value().items()}


def back_at(page: Page, title: str, x: int) -> None:
    """Wait until the booking stands there again."""
    script = "([title, x]) => Math.round([...document.querySelectorAll('.ec-event')]"
    script += ".find((one) => one.textContent.includes(title)).getBoundingClientRect().x) === x"
    page.wait_for_function(script, arg=[title, x])


def hour_px(page: Page) -> float:
    """Each hour has one line."""
    return float(page.evaluate("document.querySelector('.ec-slot').getBoundingClientRect().height"))


def day_px(page: Page) -> float:
    heads = [page.locator(f".ec-col-head time[datetime='2031-03-0{day}']") for day in (4, 5)]
    first, second = (head.evaluate("(one) => one.parentElement.getBoundingClientRect().x") for head in heads)
    return float(second) - float(first)


def drag(page: Page, title: str, *, days: int = 0, hours: int = 0) -> None:
    at = box(page, title)
    x, y = at["x"] + at["width"] / 2, at["y"] + at["height"] * 0.7
    pull(page, (x, y), (x + days * day_px(page), y + hours * hour_px(page)))


def stretch(page: Page, title: str, *, hours: int) -> None:
    at = box(page, title)
    x, y = at["x"] + at["width"] / 2, at["y"] + at["height"] - 3
    event(page, title).hover()
    pull(page, (x, y), (x, y + hours * hour_px(page)))


def draw(page: Page, *, day: int, first: str) -> None:
    """Two hours on another day of the week, from the hour at which `first` begins on the 4th."""
    at = box(page, first)
    x, y = at["x"] + at["width"] / 2 + (day - 4) * day_px(page), at["y"] + 4
    pull(page, (x, y), (x, y + 2 * hour_px(page) - 12))


def pull(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=12)
    page.mouse.up()
