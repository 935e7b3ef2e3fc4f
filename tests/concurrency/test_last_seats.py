"""`one_place_one_ticket` over live HTTP: 64 buyers fight for the last 10 seats."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from samenspel.inventory.models import Block, Claim
from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from tests.invariants.ledger_checks import broken
from tests.support.api_buyer import ApiBuyer, key_of_desk
from tests.support.processes import Processes
from tests.support.region import Fixture, build

BUYERS = 64
LAST = list(range(1, 11))


def fight(lo: Fixture, url: str) -> int:
    """Each buyer tries every last seat in an order of its own until one is sold to it; answers how many were sold."""
    buyer = ApiBuyer(url, key_of_desk(lo))

    def try_all(number: int) -> bool:
        for step in range(len(LAST)):
            seat = LAST[(number * 7 + step) % len(LAST)]
            cart = buyer.cart(lo, lo.theatre.pk, [seat])
            if cart.status < 300 and buyer.order(cart.body["id"]).status < 300:
                return True
        return False

    with ThreadPoolExecutor(BUYERS) as pool:
        return sum(pool.map(try_all, range(BUYERS)))


def ten_left(lo: Fixture) -> None:
    """Block everything else, and let single seats be sold."""
    with Scope.of_system().open():
        lo.theatre.allow_orphans = True
        lo.theatre.save()
        block = Block.objects.create(performance=lo.theatre, reason="house_seats")
        Claim.objects.bulk_create(
            Claim(performance=lo.theatre, place_no=no, state=3, block=block) for no in range(11, 65)
        )


def valid_tickets() -> int:
    with Scope.of_system().open(), connection.cursor() as cursor:
        cursor.execute("select count(*) from sales_ticket where state = 'valid'")
        return int(cursor.fetchone()[0])


@pytest.mark.slow
def test_one_place_one_ticket(processes: Processes) -> None:
    lo = build(now=clock.now())
    ten_left(lo)
    assert fight(lo, processes.web(workers=2).url) == len(LAST)
    assert valid_tickets() == len(LAST)
    assert broken() == {}


@pytest.mark.slow
def test_control_without_the_lock_seats_are_sold_twice(processes: Processes) -> None:
    lo = build(now=clock.now())
    ten_left(lo)
    sold = fight(lo, processes.web(workers=2, application="tests.support.unlocked:application").url)
    assert sold > len(LAST)
    assert "one_place_one_ticket" in broken()
