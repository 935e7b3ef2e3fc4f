"""A package in the cart: one price, divided to the cent, held whole, deferred until each performance was played."""

from collections import Counter
from datetime import timedelta
from uuid import UUID

import pytest
from django.db.models import Sum

from samenspel.houses.models import House
from samenspel.inventory.models import Claim
from samenspel.inventory.rules.best_available import NotEnoughPlaces
from samenspel.kernel.ids import uuid7
from samenspel.kernel.tenancy import Scope
from samenspel.ledger.models import Transfer
from samenspel.packages.commands.compose import ItemWish
from samenspel.packages.rules.terms import BoundRule, PriceForm, Terms
from samenspel.sales.commands.cancel_order import cancel_order
from samenspel.sales.commands.change_cart import change_ticket_type, take_again
from samenspel.sales.commands.earn_packages import earn_packages
from samenspel.sales.commands.exchange_in_package import choices_instead, exchange_in_package
from samenspel.sales.commands.exchange_slot import NotExchanged
from samenspel.sales.commands.give_back import give_back
from samenspel.sales.commands.refund_lines import refund_lines
from samenspel.sales.commands.take_package import (
    PackageIncomplete,
    PackageSoldOut,
    TakenPackage,
    take_package,
)
from samenspel.sales.commands.take_places import CartClosed, NotOffered
from samenspel.sales.models import Line, PackageLine, Ticket
from tests.packages.compose import on_sale
from tests.support.region import NOW, Fixture, build

PLAYED = NOW + timedelta(days=31)


@pytest.fixture
def lo(db: None) -> Fixture:
    return build()


def take(
    lo: Fixture, package: int, *, order: UUID | None = None, copies: int = 1, only: int = 3
) -> tuple[UUID, TakenPackage]:
    order = order or uuid7()
    shows = [lo.theatre.pk, lo.concert.pk, lo.slot.pk][:only]
    taken = take_package(
        scope=Scope.of_order(order), order=order, region=lo.region.pk, language="nl", package=package,
        performances=shows, copies=copies, at=NOW,
    )  # fmt: skip
    return order, taken


def lines(order: UUID) -> list[tuple[int, int, int | None]]:
    with Scope.of_order(order).open():
        rows = Line.objects.filter(order=order).order_by("presenter", "performance", "id")
        return [(row.performance_id, row.price_cents, row.package_line_id) for row in rows]


def book(house: House) -> dict[str, int]:
    """Account -> debit minus credit, in cents; accounts that stand at nothing are left out."""
    with Scope.of_houses(house.pk).open():
        balance: Counter[str] = Counter()
        for side, sign in (("debit", 1), ("credit", -1)):
            for code, cents in Transfer.objects.values_list(side).annotate(Sum("amount_cents")).order_by():
                balance[code] += sign * cents
    return {code: cents for code, cents in balance.items() if cents}


def test_price_is_divided_over_its_tickets(lo: Fixture) -> None:
    """20.00 + 15.00 + 20.00 for 50.00."""
    order, taken = take(lo, on_sale(lo), copies=2)
    assert (taken.price_cents, taken.list_cents) == (5000, 5500)
    first, second = taken.copies
    assert sorted(lines(order)) == sorted(
        (show.pk, cents, copy)
        for copy in (first, second)
        for show, cents in ((lo.theatre, 1818), (lo.concert, 1364), (lo.slot, 1818))
    )
    lo.check_out(order, provider="seller")
    with Scope.of_houses(lo.west.pk).open():
        assert PackageLine.objects.filter(order=order, sold_at__isnull=False).count() == 2


def test_money_waits_with_the_organiser_until_each_performance_was_played(lo: Fixture) -> None:
    package = on_sale(lo)
    order, _ = take(lo, package)
    lo.check_out(order, provider="seller")
    desk, west, east, deferred = lo.desk.pk, lo.west.pk, lo.east.pk, f"deferred:{package}"
    assert book(lo.desk) == {"cash": 5000, f"payable:{west}": -5000}
    assert book(lo.west) == {f"receivable:{desk}": 5000, deferred: -5000}
    assert book(lo.east) == {}
    assert earn_packages(at=NOW) == 0

    assert earn_packages(at=PLAYED) == 3
    assert earn_packages(at=PLAYED) == 0

    assert book(lo.west) == {
        f"receivable:{desk}": 5000, f"payable:{east}": -3182, "revenue:600": -1715, "vat:600": -103,
    }  # fmt: skip
    assert book(lo.east) == {f"receivable:{west}": 3182, "revenue:0": -3182}


@pytest.mark.parametrize("played", [False, True])
def test_cancelled_order_leaves_no_cent_behind(lo: Fixture, played: bool) -> None:
    order, _ = take(lo, on_sale(lo))
    lo.check_out(order, provider="seller")
    if played:
        earn_packages(at=PLAYED)
    cancel_order(order=order, at=NOW, scope=Scope.of_houses(lo.desk.pk))
    assert [book(house) for house in (lo.desk, lo.west, lo.east)] == [{}, {}, {}]
    assert earn_packages(at=PLAYED) == 0


def test_cancelled_performance_gives_its_part_back(lo: Fixture) -> None:
    package = on_sale(lo)
    order, _ = take(lo, package)
    lo.check_out(order, provider="seller")
    refunded = refund_lines(order=order, performance=lo.concert.pk, at=NOW, admitted_too=False)
    assert refunded.refund_cents == 1364
    earn_packages(at=PLAYED)
    assert book(lo.east) == {f"receivable:{lo.west.pk}": 1818, "revenue:0": -1818}


def test_choice_that_is_not_the_package_says_what_is_missing(lo: Fixture) -> None:
    bound = BoundRule(least=2, most=None, house=lo.east.pk)
    package = on_sale(lo, terms=Terms(2, 3, PriceForm.EACH, price_cents=1600, bounds=(bound,)))
    with pytest.raises(PackageIncomplete) as refused:
        take(lo, package, only=2)
    assert [(each.count, each.bound) for each in refused.value.missing] == [(1, bound)]
    order, taken = take(lo, package)
    assert taken.price_cents == 4800
    assert len(lines(order)) == 3


def test_nothing_is_held_when_one_performance_is_full(lo: Fixture) -> None:
    package = on_sale(lo)
    lo.sell(*(lo.wish(lo.slot, no) for no in range(1, 26)))
    order = uuid7()
    with pytest.raises(NotEnoughPlaces):
        take(lo, package, order=order)
    assert lines(order) == []


def test_copy_goes_as_a_whole(lo: Fixture) -> None:
    order, _ = take(lo, on_sale(lo), copies=2)
    with Scope.of_order(order).open():
        one = Line.objects.filter(order=order).order_by("id").first()
        assert one is not None
    given = give_back(scope=Scope.of_order(order), order=order, lines=frozenset([one.pk]), at=NOW)
    assert given.freed == 3
    assert len({copy for _, _, copy in lines(order)}) == 1
    lo.check_out(order, provider="seller")


def test_ticket_type_of_a_package_is_not_changed_by_itself(lo: Fixture) -> None:
    order, _ = take(lo, on_sale(lo))
    with Scope.of_order(order).open():
        line = Line.objects.get(order=order, performance=lo.theatre)
    with pytest.raises(CartClosed):
        change_ticket_type(
            scope=Scope.of_order(order),
            order=order,
            line=line.pk,
            ticket_type=lo.young[lo.west.pk].pk,
            at=NOW,
        )


def test_loose_ticket_beside_a_package_keeps_its_price(lo: Fixture) -> None:
    order, _ = lo.take(lo.wish(lo.theatre, 35))
    take(lo, on_sale(lo), order=order)
    assert sorted(cents for _, cents, copy in lines(order) if copy is None) == [1500]
    assert sum(cents for _, cents, _ in lines(order)) == 6500
    lo.check_out(order, provider="seller")


def test_expired_cart_takes_its_package_again(lo: Fixture) -> None:
    order, _ = take(lo, on_sale(lo))
    later = NOW + timedelta(hours=2)
    take_again(scope=Scope.of_order(order), order=order, at=later)
    assert sum(cents for _, cents, _ in lines(order)) == 5000
    lo.check_out(order, provider="seller", at=later)


def test_cart_whose_time_is_over_takes_no_package(lo: Fixture) -> None:
    package = on_sale(lo)
    order, _ = take(lo, package)
    with pytest.raises(CartClosed):
        take_package(
            scope=Scope.of_order(order), order=order, region=lo.region.pk, language="nl", package=package,
            performances=[lo.theatre.pk, lo.concert.pk, lo.slot.pk], at=NOW + timedelta(minutes=16),
        )  # fmt: skip


def test_no_more_copies_than_are_sold(lo: Fixture) -> None:
    package = on_sale(lo, most_sold=2)
    take(lo, package)
    with pytest.raises(PackageSoldOut) as refused:
        take(lo, package, copies=2)
    assert refused.value.left == 1


def test_package_of_another_region_or_moment_is_not_offered(lo: Fixture) -> None:
    package, order = on_sale(lo), uuid7()
    for region, at in ((lo.other_region.pk, NOW), (lo.region.pk, NOW + timedelta(days=25))):
        with pytest.raises(NotOffered):
            take_package(
                scope=Scope.of_order(order), order=order, region=region, language="nl", package=package,
                performances=[lo.theatre.pk, lo.concert.pk, lo.slot.pk], at=at,
            )  # fmt: skip


def two_of_four(lo: Fixture, **changes: object) -> tuple[int, UUID]:
    """Theatre and concert out of theatre, free, concert and slot; sold. Answers the package and the order."""
    west, east = lo.basis[lo.west.pk].pk, lo.basis[lo.east.pk].pk
    items = (
        ItemWish(lo.theatre.pk, west, 1), ItemWish(lo.free.pk, west, 1),
        ItemWish(lo.concert.pk, east, 2), ItemWish(lo.slot.pk, east, 1),
    )  # fmt: skip
    terms = Terms(2, 2, PriceForm.WHOLE, price_cents=3000)
    package = on_sale(lo, **{"terms": terms, "items": items, "exchange_hours": 24, **changes})
    order, _ = take(lo, package, only=2)
    lo.check_out(order, provider="seller")
    return package, order


def ticket_of(order: UUID, performance: int) -> int:
    with Scope.of_order(order).open():
        return Ticket.objects.get(order=order, performance=performance, state="valid").pk


def test_date_is_exchanged_for_one_of_another_house(lo: Fixture) -> None:
    """The concert of Oosterlo for the reading of Westerlo: its part of the price goes along, no money moves."""
    _package, order = two_of_four(lo, exchanges_houses=True)
    before = [book(house) for house in (lo.desk, lo.west, lo.east)]
    old = ticket_of(order, lo.concert.pk)
    scope = Scope.of_order(order)
    instead = choices_instead(order=order, ticket=old, at=NOW)
    assert {each.performance_id for each in instead} == {lo.free.pk, lo.slot.pk}

    new = exchange_in_package(scope=scope, order=order, ticket=old, performance=lo.free.pk, at=NOW)

    assert new.ticket == ticket_of(order, lo.free.pk)
    assert [book(house) for house in (lo.desk, lo.west, lo.east)] == before
    with Scope.of_order(order).open():
        assert Ticket.objects.get(pk=old).state == "void"
        assert not Claim.objects.filter(performance=lo.concert, holder=order).exists()
        live = Line.objects.filter(order=order, cancelled_at__isnull=True)
        assert sorted(live.values_list("performance", "price_cents")) == sorted(
            [(lo.theatre.pk, 1714), (lo.free.pk, 1286)]
        )
    assert earn_packages(at=PLAYED) == 2
    assert book(lo.east) == {}
    assert book(lo.west) == {f"receivable:{lo.desk.pk}": 3000, "revenue:600": -2830, "vat:600": -170}
    cancel_order(order=order, at=NOW, scope=Scope.of_houses(lo.desk.pk))
    assert [book(house) for house in (lo.desk, lo.west, lo.east)] == [{}, {}, {}]


@pytest.mark.parametrize(
    ("changes", "days", "why"),
    [
        ({"exchange_hours": None}, 0, "closed"),
        ({}, 29.5, "closed"),
        ({}, 0, "other_house"),
        ({"exchanges_houses": True, "bound": True}, 0, "not_the_package"),
    ],
)
def test_exchange_that_the_package_does_not_give(
    lo: Fixture, changes: dict[str, object], days: float, why: str
) -> None:
    changes = dict(changes)
    if changes.pop("bound", False):
        bound = BoundRule(least=1, most=None, house=lo.east.pk)
        changes["terms"] = Terms(2, 2, PriceForm.WHOLE, price_cents=3000, bounds=(bound,))
    _, order = two_of_four(lo, **changes)
    ticket, scope = ticket_of(order, lo.concert.pk), Scope.of_order(order)
    with pytest.raises(NotExchanged) as refused:
        exchange_in_package(
            scope=scope, order=order, ticket=ticket, performance=lo.free.pk, at=NOW + timedelta(days=days)
        )
    assert refused.value.why == why
    assert ticket_of(order, lo.concert.pk) == ticket
