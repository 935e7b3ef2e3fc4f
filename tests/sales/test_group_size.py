"""How many places one order has of a timeslot: fewer or more are refused wherever an order could come to them."""

import pytest

from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from samenspel.sales.commands.exchange_slot import NotExchanged, exchange_slot
from samenspel.sales.commands.give_back import give_back
from samenspel.sales.commands.take_places import GroupSize, Wish
from samenspel.sales.models import Line, Ticket
from tests.support.counting import counted
from tests.support.region import NOW, Fixture, build
from tests.support.slots import next_slot


@pytest.fixture
def lo(db: None) -> Fixture:
    lo = build()
    with Scope.of_system().open():
        Performance.objects.filter(pk=lo.slot.pk).update(group_min=3, group_max=5)
    return lo


def wishes(lo: Fixture, first: int, last: int) -> list[Wish]:
    return [lo.wish(lo.slot, no) for no in range(first, last + 1)]


@pytest.mark.parametrize("last", [1, 2, 6, 25])
def test_fewer_and_more_are_refused_and_nothing_is_held(lo: Fixture, last: int) -> None:
    with pytest.raises(GroupSize) as refused:
        lo.take(lo.wish(lo.theatre, 5), *wishes(lo, 1, last))
    error = refused.value
    assert (error.performance, error.places, error.smallest, error.largest) == (lo.slot.pk, last, 3, 5)
    with Scope.of_system().open():
        assert not Line.objects.exists()


@pytest.mark.parametrize("last", [3, 5])
def test_as_many_as_it_says_are_sold_in_as_many_statements_as_ever(lo: Fixture, last: int) -> None:
    with Scope.of_system().open():
        free = next_slot(lo, group_min=None, group_max=None)
    lo.take(lo.wish(free, 25))
    with counted() as usual:
        lo.take(*[lo.wish(free, no) for no in range(1, last + 1)])
    with counted() as sent:
        lo.take(*wishes(lo, 1, last))
    assert len(sent) == len(usual)


def test_what_is_in_the_cart_counts_with_it(lo: Fixture) -> None:
    order, _ = lo.take(*wishes(lo, 1, 3))
    assert lo.take(*wishes(lo, 4, 5), order=order)[1].lines == 5
    assert lo.take(*wishes(lo, 1, 5), order=order)[1].lines == 5
    with pytest.raises(GroupSize):
        lo.take(*wishes(lo, 6, 6), order=order)


def test_only_one_side_may_be_said(lo: Fixture) -> None:
    with Scope.of_system().open():
        Performance.objects.filter(pk=lo.slot.pk).update(group_min=None)
    lo.take(*wishes(lo, 1, 1))
    with pytest.raises(GroupSize) as refused:
        lo.take(*wishes(lo, 2, 7))
    assert refused.value.smallest == 0


def test_a_cart_that_became_too_small_is_not_ordered(lo: Fixture) -> None:
    order, _ = lo.take(*wishes(lo, 1, 3))
    with Scope.of_system().open():
        line = Line.objects.filter(order=order).first()
    assert line is not None
    give_back(scope=Scope.of_order(order), order=order, lines=frozenset({line.pk}), at=NOW)
    with pytest.raises(GroupSize) as refused:
        lo.check_out(order)
    assert refused.value.places == 2
    lo.take(*wishes(lo, 4, 4), order=order)
    lo.check_out(order)


def test_an_exchange_leaves_and_makes_groups_that_fit(lo: Fixture) -> None:
    later = next_slot(lo, group_min=3, group_max=4)
    order = lo.sell(*wishes(lo, 1, 5))
    with Scope.of_system().open():
        tickets = list(Ticket.objects.filter(order=order).order_by("pk").values_list("pk", flat=True))
    # Two there are too few, two stay behind where three go, five there are too many.
    for count in (2, 3, 5):
        with pytest.raises(NotExchanged) as refused:
            exchange_slot(
                scope=Scope.of_order(order),
                order=order,
                tickets=tickets[:count],
                performance=later.pk,
                at=NOW,
            )
        assert refused.value.why == "group_size"
    with Scope.of_system().open():
        Performance.objects.filter(pk=later.pk).update(group_max=None)
    exchange_slot(scope=Scope.of_order(order), order=order, tickets=tickets, performance=later.pk, at=NOW)
