"""`nothing_confirmed_is_lost` online: kill -9 of web, worker, database and bank between any two steps of a sale, and inside them.

The short form does a few of both; `./dev campaign crashes --kills N` does N at random, and one at each place between two steps
for each process. Every chance follows from the seed that is printed; what the processes do meanwhile does not.
"""

import os
import random
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Protocol

import pytest
from django.db import connection

from samenspel.kernel.tenancy import Scope
from samenspel.sales.models import Order
from tests.concurrency.online_sale import OnlineSale, Way, online_sale
from tests.invariants.ledger_checks import broken
from tests.support.database import TestDatabase
from tests.support.gate import Moment, Side
from tests.support.own_server import OwnServer

SEEDS = 1_000_000
KILLS = int(os.environ.get("SAMENSPEL_KILLS", "1"))
LONG = "SAMENSPEL_KILLS" in os.environ
SEED = int(os.environ.get("SAMENSPEL_SEED") or random.randrange(SEEDS))
STEPS: dict[str, Way] = {
    "take": "returns",
    "check_out": "returns",
    "create": "returns",
    "pay": "returns",
    "webhook": "returns",
    "fetch": "returns",
    "return": "returns",
    "order": "returns",
    "mail": "returns",
    "ask_after": "leaves_untold",
    "refund": "pays_twice",
    "ask_after_refund": "pays_twice",
}
"""Every step of a sale, with the way of a buyer who comes through it."""
VICTIMS = ("worker", "web", "database", "bank")
SIDES: tuple[Side, ...] = ("asked", "answered")
EVERYWHERE = [(Moment(step, side), victim) for step, side, victim in product(STEPS, SIDES, VICTIMS)]
WORST = [
    (Moment("mail", "answered"), "worker"),  # the mail left, and nobody wrote that down
    (Moment("create", "answered"), "web"),  # the bank knows a payment that we do not know by its name
    (Moment("fetch", "answered"), "database"),  # paid, read, and not sold yet
    (Moment("webhook", "asked"), "bank"),  # paid, and nobody told
]
WAYS: dict[Way, int] = {"returns": 6, "leaves": 2, "leaves_untold": 1, "pays_twice": 1}
"""How often a buyer of the crowd goes which way."""
WEBHOOKS = ("once", "twice", "late", "out_of_order", "never")
BUYERS = 3 if LONG else 2
HELD_WITHIN_S = 90
SETTLED_WITHIN_S = 240
LONGEST_SILENCE_S = 3.0


class Victim(Protocol):
    def kill9(self) -> None: ...
    def start_again(self) -> None: ...


@pytest.mark.slow
def test_nothing_confirmed_is_lost_online(
    own_server: OwnServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = EVERYWHERE if LONG else WORST
    with capsys.disabled(), online_sale(database=own_server.database, folder=tmp_path) as sale:
        victims: dict[str, Victim] = {
            "web": sale.web,
            "worker": sale.worker(),
            "database": own_server,
            "bank": sale.bank,
        }
        kill_at_random(sale, victims)
        for moment, victim in places:
            say(f"{victim} when {moment}")
            kill_between(sale, moment, victims[victim])
        began = time.monotonic()
        settled = sale.wait_until(lambda: not sale.open_ends(), within_s=SETTLED_WITHIN_S, hurry=not LONG)
        promised = {order for buyer in sale.buyers for order in buyer.orders}
        sold = confirmed_orders()
        report(sale, kills=KILLS + len(places), promised=promised, sold=sold, began=began)
        assert settled, sale.open_ends()
        assert promised <= sold
        assert broken() == {}


def kill_between(sale: OnlineSale, moment: Moment, victim: Victim) -> None:
    """One buyer comes to `moment`; there the victim dies; the buyer still gets there."""
    sale.barrier.hold(moment)
    with buyer_under_way(sale, STEPS[moment.step]):
        came = sale.wait_until(sale.barrier.is_held, within_s=HELD_WITHIN_S, hurry=True)
        victim.kill9()
        sale.barrier.let_go()
        connection.close()
        victim.start_again()
        assert came, f"nobody came to {moment}"


@contextmanager
def buyer_under_way(sale: OnlineSale, way: Way) -> Iterator[None]:
    with ThreadPoolExecutor(1) as pool:
        purchase = pool.submit(sale.purchase, way)
        yield
        purchase.result()


def kill_at_random(sale: OnlineSale, victims: Mapping[str, Victim]) -> None:
    """Buyers of every way come and go; at a random moment a random process dies and stays dead for a moment."""
    chance = random.Random(SEED)
    enough, pause = threading.Event(), threading.Event()

    def shop(seed: int) -> None:
        own = random.Random(seed)
        while not enough.is_set():
            way = own.choices(list(WAYS), list(WAYS.values()))[0]
            sale.purchase(way, webhook=own.choice(WEBHOOKS))

    with ThreadPoolExecutor(BUYERS) as pool:
        crowd = [pool.submit(shop, chance.randrange(SEEDS)) for _ in range(BUYERS)]
        try:
            for _ in range(KILLS):
                pause.wait(chance.uniform(0, LONGEST_SILENCE_S))
                name = chance.choice(VICTIMS)
                say(f"{name} at random")
                victims[name].kill9()
                pause.wait(chance.uniform(0, 1))
                connection.close()
                victims[name].start_again()
                assert not any(each.done() for each in crowd), "a buyer gave up"
        finally:
            enough.set()
    for each in crowd:
        each.result()


def confirmed_orders() -> set[str]:
    with Scope.of_system().open():
        orders = Order.objects.filter(state=Order.State.CONFIRMED).values_list("pk", flat=True)
        return {str(order) for order in orders}


def say(text: str) -> None:
    if LONG:
        sys.stdout.write(f"{text}\n")


def report(sale: OnlineSale, *, kills: int, promised: set[str], sold: set[str], began: float) -> None:
    arrived = sale.mails.received
    longest_s = max(buyer.longest_wait_s for buyer in sale.buyers)
    sys.stdout.write(
        f"\nseed {SEED}: {kills} kills, {len(sale.buyers)} buyers, {len(sold)} orders confirmed,"
        f" {len(promised - sold)} of the {len(promised)} that a buyer saw lost;"
        f" {len(arrived)} mails, {len(arrived) - len(set(arrived))} of them copies;"
        f" the longest wait for an answer {longest_s:.0f} s, all settled after {time.monotonic() - began:.0f} s\n"
    )


@pytest.mark.slow
def test_control_what_nobody_settles_is_reported(committed_db: TestDatabase, tmp_path: Path) -> None:
    """Without a worker, who pays and leaves has neither ticket nor money, and who comes back has no mail: both are seen."""
    with online_sale(database=committed_db, folder=tmp_path) as sale:
        sale.purchase("leaves_untold")
        found = sale.open_ends()
        assert list(found) == ["paid_at_the_bank_is_sold_or_returned"]
        assert (
            "open, order awaiting_payment, 0 of 4000 back" in found["paid_at_the_bank_is_sold_or_returned"][0]
        )

        sale.purchase("returns")
        found = sale.open_ends()
        assert len(found["paid_at_the_bank_is_sold_or_returned"]) == 1
        assert "confirmed and no mail" in found["sold_is_mailed"][0]
