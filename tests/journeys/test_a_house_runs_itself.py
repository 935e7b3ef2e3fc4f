"""A new house runs itself: its admin draws halls, plans, enters a programme and its prices; visitors buy and have tickets."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from samenspel.kernel import clock
from samenspel.kernel.clock import BRUSSELS
from tests.journeys.house import halls, prices, programme, visitors
from tests.support.new_house import new_house, sign_in
from tests.support.processes import Processes
from tests.support.region import build

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def test_a_house_runs_itself(processes: Processes, chromium: Browser) -> None:
    new_house(build(now=clock.now()))
    processes.testbank()
    url = processes.web(environ={"SAMENSPEL_DEMO": "1"}).url
    staff = window(chromium, 1280)
    sign_in(staff, url)
    evening = clock.now().astimezone(BRUSSELS).replace(hour=20, minute=0) + timedelta(days=30)

    halls.draws_a_hall_of_120_seats(staff)
    halls.draws_a_gallery(staff)
    halls.plans_an_option_and_confirms_it(staff, evening - timedelta(days=1))
    programme.enters_the_programme(staff, evening)
    prices.makes_ticket_types(staff)
    prices.makes_price_lists(staff)
    programme.puts_both_performances_on_sale(staff)
    programme.makes_a_grid_of_timeslots(staff, evening.date())

    visitor = window(chromium, 390)
    visitors.pays_ten_euro_and_reads_why(visitor, url)
    prices.reads_the_same_price_in_the_office(staff)
    visitors.takes_a_timeslot(visitor, url)
    visitors.comes_in_a_wheelchair_with_a_companion(visitor, url)
    visitor.context.close()
    staff.context.close()


def window(chromium: Browser, width: int) -> Page:
    page = chromium.new_page(viewport={"width": width, "height": 900}, locale="nl-BE")
    page.set_default_timeout(15_000)
    return page
