"""A buyer chooses another timeslot: the new place taken and the old one free, or nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Barrier, Thread
from uuid import UUID

import pytest
from django.db import connections

from samenspel.access.commands.admit import admit
from samenspel.access.models import Scan
from samenspel.catalogue.models import Offer, Price, PriceList
from samenspel.catalogue.rules.facts import Per
from samenspel.delivery.commands.print_tickets import ticket_codes
from samenspel.delivery.queries.papers import papers
from samenspel.inventory.models import Claim
from samenspel.kernel.errors import NotFound
from samenspel.kernel.models import Event
from samenspel.kernel.tenancy import Scope
from samenspel.ledger.models import Transfer
from samenspel.programme.models import Performance
from samenspel.sales.commands import exchange_slot as module
from samenspel.sales.commands.cancel_order import cancel_order
from samenspel.sales.commands.exchange_slot import Exchanged, NotExchanged, exchange_slot
from samenspel.sales.models import Ticket
from samenspel.sales.queries.exchange_offers import exchange_offers
from samenspel.sales.queries.lines import order_view
from tests.invariants.ledger_checks import broken
from tests.support.database import TestDatabase
from tests.support.fees import ask_fee
from tests.support.region import NOW, Fixture, build
from tests.support.slots import next_slot


@pytest.fixture
def lo(db: None) -> Fixture:
    return build()


def tickets(order: UUID) -> list[int]:
    with Scope.of_system().open():
        return list(Ticket.objects.filter(order=order).order_by("pk").values_list("pk", flat=True))


def exchange(order: UUID, slot: Performance, *, at: datetime = NOW, only: int | None = None) -> Exchanged:
    return exchange_slot(
        scope=Scope.of_order(order), order=order, tickets=tickets(order)[:only], performance=slot.pk, at=at
    )


def claims(slot: Performance) -> int:
    with Scope.of_system().open():
        return Claim.objects.filter(performance=slot.pk, state=2).count()


def code(order: UUID) -> str:
    line = papers(scope=Scope.of_order(order), order=order)[0]
    return ticket_codes(line=line, at=NOW).code


def look(lo: Fixture, slot: Performance, shown: str) -> Scan.Outcome:
    at, house = slot.starts_at, lo.east.pk
    return admit(
        scope=Scope.of_houses(house), house=house, performance=slot.pk, code=shown, user=None, at=at
    ).outcome


def test_places_move_money_stays_and_it_is_told(lo: Fixture) -> None:
    later = next_slot(lo)
    order = lo.sell(lo.wish(lo.slot, 1), lo.wish(lo.slot, 2))
    with Scope.of_system().open():
        booked = list(Transfer.objects.order_by("pk").values())
    assert exchange(order, later) == Exchanged(2)
    assert (claims(lo.slot), claims(later)) == (0, 2)
    with Scope.of_system().open():
        assert list(Transfer.objects.order_by("pk").values()) == booked
        (fact,) = Event.objects.filter(kind="sales.order.exchanged")
    assert fact.payload == {"lines": 2, "from": lo.slot.pk, "to": later.pk}
    assert broken() == {}


def test_a_fee_that_was_paid_stays_paid(lo: Fixture) -> None:
    ask_fee(house=lo.east, per=Per.ORDER, cents=150)
    order, later = lo.sell(lo.wish(lo.slot, 1)), next_slot(lo)
    before = order_view(scope=Scope.of_order(order), order=order, at=NOW).total_cents
    exchange(order, later)
    assert order_view(scope=Scope.of_order(order), order=order, at=NOW).total_cents == before


def test_new_code_opens_the_door_and_the_old_one_says_why_not(lo: Fixture) -> None:
    later = next_slot(lo)
    order = lo.sell(lo.wish(lo.slot, 1))
    old = code(order)
    exchange(order, later)
    assert [look(lo, slot, old) for slot in (lo.slot, later)] == [Scan.Outcome.OLD_CODE] * 2
    assert look(lo, later, code(order)) == Scan.Outcome.ADMITTED


def test_sent_again_changes_nothing_and_back_is_the_undo(lo: Fixture) -> None:
    later = next_slot(lo)
    order = lo.sell(lo.wish(lo.slot, 1), lo.wish(lo.slot, 2))
    assert [exchange(order, later), exchange(order, later)] == [Exchanged(2), Exchanged(0)]
    assert exchange(order, lo.slot) == Exchanged(2)
    assert (claims(lo.slot), claims(later)) == (2, 0)
    assert exchange(order, later, only=1) == Exchanged(1)
    assert (claims(lo.slot), claims(later)) == (1, 1)
    assert exchange(order, later) == Exchanged(
        2
    )  # the one that was there takes another place of it: all or none
    assert cancel_order(scope=Scope.of_order(order), order=order, at=NOW).refund_cents == 4000
    assert broken() == {}


def over(lo: Fixture, slot: Performance) -> None:
    Performance.objects.filter(pk=lo.slot.pk).update(starts_at=NOW + timedelta(minutes=119))


def off(lo: Fixture, slot: Performance) -> None:
    Performance.objects.filter(pk=lo.slot.pk).update(exchange_min=None)


def ended(lo: Fixture, slot: Performance) -> None:
    Performance.objects.filter(pk=slot.pk).update(state="cancelled")


def of_another(lo: Fixture, slot: Performance) -> None:
    Performance.objects.filter(pk=slot.pk).update(production=lo.concert.production_id)


def dearer(lo: Fixture, slot: Performance) -> None:
    dear = PriceList.objects.create(house=lo.east, code="duur", name="Duur")
    Price.objects.create(price_list=dear, rank=1, ticket_type=lo.basis[lo.east.pk], amount_cents=2500)
    Offer.objects.filter(performance=slot).update(price_list=dear)


def sold_out(lo: Fixture, slot: Performance) -> None:
    lo.sell(*[lo.wish(slot, no) for no in range(1, 26)])


def in_already(lo: Fixture, slot: Performance) -> None:
    Ticket.objects.filter(performance=lo.slot.pk).update(admitted_at=NOW)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (over, "closed"), (off, "closed"), (ended, "not_offered"), (of_another, "not_offered"),
        (dearer, "other_price"), (sold_out, "full"), (in_already, "admitted"),
    ],
)  # fmt: skip
def test_refusal_says_why_and_changes_nothing(
    lo: Fixture, change: Callable[[Fixture, Performance], None], why: str
) -> None:
    later = next_slot(lo)
    order = lo.sell(lo.wish(lo.slot, 1))
    with Scope.of_system().open():
        change(lo, later)
    with pytest.raises(NotExchanged) as refused:
        exchange(order, later)
    assert refused.value.why == why
    assert claims(lo.slot) == 1


def test_stranger_moves_nothing(lo: Fixture) -> None:
    later = next_slot(lo)
    order, other = lo.sell(lo.wish(lo.slot, 1)), lo.sell(lo.wish(lo.slot, 2))
    for scope, moved in ((Scope.of_order(other), order), (Scope.of_order(other), other)):
        with pytest.raises(NotFound):
            exchange_slot(scope=scope, order=moved, tickets=tickets(order), performance=later.pk, at=NOW)


def test_offers_tell_what_is_free_and_what_costs_the_same(lo: Fixture) -> None:
    later, full = next_slot(lo), next_slot(lo, hours=4)
    order = lo.sell(lo.wish(lo.slot, 1))
    sold_out(lo, full)
    with Scope.of_system().open():
        dearer(lo, later)
    found = exchange_offers(scope=Scope.of_order(order), order=order, performance=lo.slot.pk, at=NOW)
    assert [(each.id, each.free, each.same_price) for each in found] == [
        (later.pk, 25, False), (full.pk, 0, True),
    ]  # fmt: skip
    with pytest.raises(NotFound):
        exchange_offers(scope=Scope.of_houses(lo.west.pk), order=order, performance=lo.slot.pk, at=NOW)


VISITORS, LAST = 32, 5


def rush(lo: Fixture, *, capacity: int = 25) -> list[bool]:
    """32 visitors, each with a ticket, choose the slot of which 5 places are left, all at once."""
    slots = [lo.slot, next_slot(lo, hours=6)]
    later = next_slot(lo)
    orders = [lo.sell(lo.wish(slots[no // 20], no % 20 + 1)) for no in range(VISITORS)]
    lo.sell(*[lo.wish(later, no) for no in range(1, capacity - LAST + 1)])
    together, told = Barrier(VISITORS), []

    def one(order: UUID) -> None:
        try:
            together.wait()
            exchange(order, later)
            told.append(True)
        except NotExchanged as error:
            told.append(error.why != "full")
        finally:
            connections.close_all()

    threads = [Thread(target=one, args=(order,)) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def test_last_five_places_go_to_five_visitors(committed_db: TestDatabase) -> None:
    lo = build()
    assert sorted(rush(lo)) == [False] * (VISITORS - LAST) + [True] * LAST
    assert broken() == {}


def test_control_without_the_lock_places_are_given_twice(
    committed_db: TestDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    lo = build()
    lock = "where claim.state = 1 and claim.until <= %(at)s::timestamptz\n    returning"
    assert lock in module.EXCHANGE.text
    monkeypatch.setitem(vars(module.EXCHANGE), "text", module.EXCHANGE.text.replace(lock, "returning"))
    vars(module.EXCHANGE).pop("positional", None)
    monkeypatch.setattr(module, "_wait_for_each_other", lambda *_: None)
    try:
        assert rush(lo).count(True) > LAST
    finally:
        vars(module.EXCHANGE).pop("positional", None)
    assert "one_place_one_ticket" in broken()
