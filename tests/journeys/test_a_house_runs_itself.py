"""A new house runs itself, from its making to the last hour of a presale: everything in a browser, by who would do it.

Given are a region with its coordinator and the bank. What a page exists for is done on that page.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from samenspel.houses.models import Role
from samenspel.kernel import clock
from samenspel.kernel.clock import BRUSSELS
from tests.journeys.house import beginning, calling_off, cards, halls, prices, programme, visitors
from tests.journeys.house.mailbox import signs_in_by_code
from tests.journeys.house.programme import BEFRIENDED, MORNING, SHOW, SUBSCRIBED
from tests.support.moved_clock import MovedClock
from tests.support.new_house import PASSWORD, sign_in_as
from tests.support.processes import Processes
from tests.support.region import build
from tests.support.staff import employ

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

COORDINATOR = "cora@lo.example"
HALF_AN_HOUR = timedelta(minutes=30)
"""The clock runs on while people press: a slow machine must not come to the phase by itself."""


@dataclass(frozen=True)
class Story:
    """`evening` is when the first show begins; `sunday` nine o'clock of the first one at least two days from now."""

    chromium: Browser
    staff: Page
    url: str
    time: MovedClock
    evening: datetime

    @property
    def sunday(self) -> datetime:
        first = self.evening.replace(hour=9) - timedelta(days=28)
        return first + timedelta(days=6 - first.weekday())

    @property
    def week_before(self) -> datetime:
        """When subscribers may begin; everybody may a week later."""
        return self.sunday + timedelta(days=2)


def test_a_house_runs_itself(processes: Processes, chromium: Browser) -> None:
    coordinator = employ(COORDINATOR, Role.COORDINATOR, region=build(now=clock.now()).region)
    coordinator.set_password(PASSWORD)
    coordinator.save()
    time = MovedClock(processes.folder)
    processes.testbank()
    demo = time.environ | {"SAMENSPEL_DEMO": "1"}
    url = processes.web(environ=demo).url
    processes.worker(environ=demo | {"SITE_URL": url})
    evening = clock.now().astimezone(BRUSSELS).replace(hour=20, minute=0) + timedelta(days=30)
    story = Story(chromium, window(chromium, 1280), url, time, evening)

    a_house_is_made(story)
    it_draws_plans_and_prices(story)
    visitors_buy_under_each_price(story)
    it_sells_in_phases(story)
    it_calls_a_show_off(story)
    it_closes_its_presale(story)
    calling_off.finds_paid_back(story.staff, processes.folder, cents=[2000, 2000])
    story.staff.context.close()


def a_house_is_made(story: Story) -> None:
    with desk(story.chromium) as coordinator:
        sign_in_as(coordinator, story.url, COORDINATOR)
        beginning.makes_the_house(coordinator)
    beginning.accepts_the_invitation(story.staff, story.url)
    beginning.fills_in_what_the_law_asks(story.staff)


def it_draws_plans_and_prices(story: Story) -> None:
    staff, evening = story.staff, story.evening
    halls.draws_a_hall_of_120_seats(staff)
    halls.draws_a_gallery(staff)
    halls.plans_an_option_and_confirms_it(staff, evening - timedelta(days=1))
    programme.enters_the_programme(staff, evening)
    prices.makes_ticket_types(staff)
    prices.makes_price_lists(staff)
    prices.asks_a_fifth_of_who_has_the_social_tariff(staff)
    programme.puts_both_performances_on_sale(staff)
    programme.makes_a_grid_of_timeslots(staff, evening.date())
    cards.writes_down_what_visitors_showed(staff)
    beginning.sees_that_the_house_sells(staff)


def visitors_buy_under_each_price(story: Story) -> None:
    """Cases 2, 4 and 6, and a timeslot."""
    with phone(story.chromium) as visitor:
        visitors.pays_ten_euro_and_reads_why(visitor, story.url)
        prices.reads_the_same_prices_in_the_office(story.staff)
        visitors.takes_a_timeslot(visitor, story.url)
        visitors.comes_in_a_wheelchair_with_a_companion(visitor, story.url)
    with phone(story.chromium) as visitor:
        visitors.pays_a_fifth_and_reads_who_carries_the_rest(visitor, story.url, cards.SOCIAL)


def it_sells_in_phases(story: Story) -> None:
    """Case 1: who may buy is asked half an hour before each phase begins and a minute after."""
    staff, sunday, week_before = story.staff, story.sunday, story.week_before
    programme.sells_another_production(staff, SUBSCRIBED, story.evening + timedelta(days=2))
    programme.sells_another_production(staff, BEFRIENDED, story.evening + timedelta(days=3))
    prices.opens_for_subscribers_first(staff, week_before + timedelta(days=7))
    prices.opens_for_friends_first(staff, sunday)
    prices.explains_the_friends_at_the_desk(staff, sunday + timedelta(days=1))
    for begins, title, may in (
        (sunday, BEFRIENDED, [cards.FRIEND]),
        (week_before, SUBSCRIBED, [cards.SIX, cards.LOCAL]),
        (week_before + timedelta(days=7), SUBSCRIBED, [visitors.STRANGER]),
        (sunday + timedelta(days=14), BEFRIENDED, [visitors.STRANGER]),
    ):
        nobody_yet = visitors.STRANGER not in may
        with phone(story.chromium) as visitor:
            story.time.set_to(begins - HALF_AN_HOUR)
            visitors.must_wait(visitor, story.url, title, email=may[0], nobody_yet=nobody_yet)
            story.time.set_to(begins + timedelta(minutes=1))
            visitors.may_buy(visitor, story.url, title, email=may[0])
        for email in may[1:]:
            with phone(story.chromium) as visitor:
                signs_in_by_code(visitor, story.url, email)
                visitors.may_buy(visitor, story.url, title, email=email)
        if nobody_yet:
            with phone(story.chromium) as visitor:
                visitors.must_wait(visitor, story.url, title)


def it_calls_a_show_off(story: Story) -> None:
    """One of which a friend and a stranger hold tickets."""
    calling_off.calls_off(story.staff, BEFRIENDED, orders=2, euro="€ 40,00")
    for email in (cards.FRIEND, visitors.STRANGER):
        with phone(story.chromium) as visitor:
            calling_off.reads_that_the_money_comes_back(
                visitor, story.url, email=email, title=BEFRIENDED, euro="€ 20,00"
            )


def it_closes_its_presale(story: Story) -> None:
    """Case 3: a morning show the day before, an evening show at noon of the day itself."""
    morning = story.evening.replace(hour=10) + timedelta(days=1)
    programme.sells_another_production(story.staff, MORNING, morning)
    prices.closes_presale(story.staff)
    for hour, title in ((12, SHOW), (17, MORNING)):
        closes = story.evening.replace(hour=hour)
        with phone(story.chromium) as visitor:
            story.time.set_to(closes - HALF_AN_HOUR)
            visitors.may_buy(visitor, story.url, title)
            story.time.set_to(closes + timedelta(minutes=1))
            visitors.comes_too_late(visitor, story.url, title, since=f"{hour}:00")


@contextmanager
def phone(chromium: Browser) -> Iterator[Page]:
    """Of a visitor who was never here."""
    page = window(chromium, 390)
    yield page
    page.context.close()


@contextmanager
def desk(chromium: Browser) -> Iterator[Page]:
    page = window(chromium, 1280)
    yield page
    page.context.close()


def window(chromium: Browser, width: int) -> Page:
    page = chromium.new_page(viewport={"width": width, "height": 900}, locale="nl-BE")
    page.set_default_timeout(30_000)
    return page
