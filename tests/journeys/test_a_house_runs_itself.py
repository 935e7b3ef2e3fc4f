"""A new house runs itself: its admin draws halls, plans, enters a programme and its prices; visitors buy and have tickets."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from samenspel.kernel import clock
from samenspel.kernel.clock import BRUSSELS
from tests.journeys.house import halls, prices, programme, visitors
from tests.journeys.house.programme import BEFRIENDED, MORNING, SHOW, SUBSCRIBED
from tests.support.moved_clock import APPLICATION, MovedClock
from tests.support.new_house import known_visitor, new_house, sign_in
from tests.support.processes import Processes
from tests.support.region import build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from samenspel.houses.models import House


def test_a_house_runs_itself(processes: Processes, chromium: Browser) -> None:
    house = new_house(build(now=clock.now()))
    time = MovedClock(processes.folder)
    processes.testbank()
    url = processes.web(application=APPLICATION, environ=time.environ | {"SAMENSPEL_DEMO": "1"}).url
    staff = window(chromium, 1280)
    sign_in(staff, url)
    evening = clock.now().astimezone(BRUSSELS).replace(hour=20, minute=0) + timedelta(days=30)

    halls.draws_a_hall_of_120_seats(staff)
    halls.draws_a_gallery(staff)
    halls.plans_an_option_and_confirms_it(staff, evening - timedelta(days=1))
    programme.enters_the_programme(staff, evening)
    prices.makes_ticket_types(staff)
    prices.makes_price_lists(staff)
    prices.asks_a_fifth_of_who_has_the_social_tariff(staff)
    programme.puts_both_performances_on_sale(staff)
    programme.makes_a_grid_of_timeslots(staff, evening.date())

    with phone(chromium) as visitor:
        visitors.pays_ten_euro_and_reads_why(visitor, url)
        prices.reads_the_same_prices_in_the_office(staff)
        visitors.takes_a_timeslot(visitor, url)
        visitors.comes_in_a_wheelchair_with_a_companion(visitor, url)
    with phone(chromium) as visitor:
        chance = known_visitor(house, "kans@example.org", kind="uitpas-social")
        visitors.pays_a_fifth_and_reads_who_carries_the_rest(visitor, url, chance)
    sells_in_phases(Story(house, chromium, staff, url, time), evening)
    staff.context.close()


@dataclass(frozen=True)
class Story:
    house: House
    chromium: Browser
    staff: Page
    url: str
    time: MovedClock


def sells_in_phases(story: Story, evening: datetime) -> None:
    """Cases 1 and 3, each on the day and hour it is about."""
    staff, url, time = story.staff, story.url, story.time
    sunday = evening.replace(hour=9) - timedelta(days=29)
    sunday += timedelta(days=6 - sunday.weekday())
    week_before = sunday + timedelta(days=2)
    programme.sells_another_production(staff, MORNING, evening.replace(hour=10) + timedelta(days=1))
    programme.sells_another_production(staff, SUBSCRIBED, evening + timedelta(days=2))
    programme.sells_another_production(staff, BEFRIENDED, evening + timedelta(days=3))
    prices.closes_presale(staff)
    prices.opens_for_subscribers_first(staff, week_before + timedelta(days=7))
    prices.opens_for_friends_first(staff, sunday)
    prices.explains_the_friends_at_the_desk(staff, sunday + timedelta(days=1))
    six = known_visitor(story.house, "zes@example.org", kind="subscriber", level=6)
    local = known_visitor(story.house, "lo@example.org", kind="uitpas-lo")
    friend = known_visitor(story.house, "vriend@example.org", kind="friend")

    for moment, title, may, waits in (
        (sunday, BEFRIENDED, (friend,), "zijn voor jou te koop vanaf"),
        (week_before, SUBSCRIBED, (six, local), "zijn voor jou te koop vanaf"),
        (sunday + timedelta(days=14), BEFRIENDED, ("",), ""),
    ):
        time.set_to(moment + timedelta(minutes=1))
        for email in may:
            with phone(story.chromium) as visitor:
                visitors.may_buy(visitor, url, title, email=email)
        with phone(story.chromium) as visitor:
            if waits:
                visitors.is_told(visitor, url, title, said=waits)
    for hour, title in ((12, SHOW), (17, MORNING)):
        time.set_to(evening.replace(hour=hour, minute=1))
        with phone(story.chromium) as visitor:
            visitors.comes_too_late(visitor, url, title, since=f"{hour}:00")


@contextmanager
def phone(chromium: Browser) -> Iterator[Page]:
    """Of a visitor who was never here."""
    page = window(chromium, 390)
    yield page
    page.context.close()


def window(chromium: Browser, width: int) -> Page:
    page = chromium.new_page(viewport={"width": width, "height": 900}, locale="nl-BE")
    page.set_default_timeout(15_000)
    return page
