"""A house sells what another presents: only under an agreement in force, and what it earns stands in both books."""

from collections import Counter
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db.models import Sum

from samenspel.agreements.commands.answer import end_agreement
from samenspel.agreements.rules.terms import OnRefund, Rate
from samenspel.contacts.models import HouseRelation
from samenspel.houses.models import House, Membership
from samenspel.kernel.ids import uuid7
from samenspel.kernel.tenancy import Scope
from samenspel.ledger.models import Transfer
from samenspel.sales.commands.cancel_order import cancel_order
from samenspel.sales.commands.change_cart import change_ticket_type
from samenspel.sales.commands.check_out import check_out
from samenspel.sales.commands.take_places import NotOffered, Wish, take_places
from samenspel.sales.models import Line
from samenspel.sales.queries.house_orders import OrdersWanted, orders_of_house
from tests.agreements.houses import Pair, pair
from tests.support.region import BUYER, NOW, Fixture, build


@pytest.fixture
def lo(db: None) -> Fixture:
    return build()


@pytest.fixture
def two(lo: Fixture) -> Pair:
    """Westerlo presents, Oosterlo sells."""
    return pair(lo.west, lo.east)


def take(lo: Fixture, seller: House, *wishes: Wish, at: object = NOW) -> UUID:
    order = uuid7()
    take_places(
        scope=Scope.of_order(order), order=order, region=lo.region.pk, seller=seller.pk, language="nl",
        wishes=wishes, at=at, ttl_s=900,  # type: ignore[arg-type]
    )  # fmt: skip
    return order


def sell(lo: Fixture, seller: House, *wishes: Wish, at: object = NOW) -> UUID:
    order = take(lo, seller, *wishes, at=at)
    scope = Scope.of_order(order)
    check_out(scope=scope, order=order, buyer=BUYER, provider="seller", at=at, seller=seller.pk)  # type: ignore[arg-type]
    return order


def book(house: House) -> dict[str, int]:
    """Account -> debit minus credit, in cents; accounts that stand at nothing are left out."""
    with Scope.of_houses(house.pk).open():
        balance: Counter[str] = Counter()
        for side, sign in (("debit", 1), ("credit", -1)):
            for code, cents in Transfer.objects.values_list(side).annotate(Sum("amount_cents")).order_by():
                balance[code] += sign * cents
    return {code: cents for code, cents in balance.items() if cents}


def test_without_an_agreement_it_is_not_offered(two: Pair, lo: Fixture) -> None:
    with pytest.raises(NotOffered):
        take(lo, lo.east, lo.wish(lo.theatre, 5))
    two.agree()
    sell(lo, lo.east, lo.wish(lo.theatre, 5))
    with pytest.raises(NotOffered):  # one direction, and nothing for a third
        take(lo, lo.west, lo.wish(lo.concert, 5))


def test_what_each_earns_stands_in_both_books(two: Pair, lo: Fixture) -> None:
    """€ 20.00 at 4 % + € 0.50: the seller earns € 1.30 and owes the presenter the price."""
    agreement = two.agree()

    order = sell(lo, lo.east, lo.wish(lo.theatre, 5))

    east, west = lo.east.pk, lo.west.pk
    assert book(lo.east) == {
        "cash": 2000,
        f"payable:{west}": -2000,
        f"receivable:{west}": 130,
        "commission": -130,
    }
    assert book(lo.west) == {
        f"receivable:{east}": 2000,
        "revenue:600": -1887,
        "vat:600": -113,
        "commission_cost": 130,
        f"payable:{east}": -130,
    }
    with Scope.of_houses(west).open():
        line = Line.objects.get(order=order)
        assert (line.commission_cents, line.agreement_id is not None) == (130, True)
    assert agreement


@pytest.mark.parametrize(("on_refund", "left"), [(OnRefund.RETURNED, 0), (OnRefund.KEPT, 130)])
def test_a_refund_takes_back_what_the_agreement_says(
    two: Pair, lo: Fixture, on_refund: OnRefund, left: int
) -> None:
    two.agree(on_refund=on_refund)
    order = sell(lo, lo.east, lo.wish(lo.theatre, 5))

    cancel_order(scope=Scope.of_houses(lo.east.pk), order=order, at=NOW)

    assert book(lo.east).get("commission", 0) == -left
    assert book(lo.west).get("commission_cost", 0) == left
    assert f"payable:{lo.west.pk}" not in book(lo.east)


def test_the_terms_of_the_day_count(two: Pair, lo: Fixture) -> None:
    """A line keeps the version it was sold under; the next one counts from its first day, and none after the last."""
    agreement = two.agree()
    first = sell(lo, lo.east, lo.wish(lo.theatre, 5))
    two.agree_anew(agreement, rates=(Rate(percentage_bp=1000, fixed_cents=0),), starts_on=date(2026, 11, 25))
    same_day = sell(lo, lo.east, lo.wish(lo.theatre, 15))
    tomorrow = NOW + timedelta(days=1)
    second = sell(lo, lo.east, lo.wish(lo.theatre, 25), at=tomorrow)
    with Scope.of_houses(lo.west.pk).open():
        earned = [Line.objects.get(order=each).commission_cents for each in (first, same_day, second)]
    assert earned == [130, 130, 200]

    end_agreement(act=two.act(lo.west, at=tomorrow), agreement=agreement, last_day=date(2026, 12, 25))
    sell(lo, lo.east, lo.wish(lo.theatre, 35), at=tomorrow)
    with pytest.raises(NotOffered):
        take(lo, lo.east, lo.wish(lo.theatre, 45), at=NOW + timedelta(days=32))


def test_a_cart_keeps_the_terms_it_was_filled_under(two: Pair, lo: Fixture) -> None:
    agreement = two.agree(notice_days=0)
    order = take(lo, lo.east, lo.wish(lo.theatre, 5))
    end_agreement(act=two.act(lo.west), agreement=agreement, last_day=date(2026, 11, 24))
    check_out(
        scope=Scope.of_order(order), order=order, buyer=BUYER, provider="seller",
        at=NOW + timedelta(minutes=5), seller=lo.east.pk,
    )  # fmt: skip
    with Scope.of_houses(lo.west.pk).open():
        assert Line.objects.get(order=order).commission_cents == 130


def test_it_covers_what_it_names(two: Pair, lo: Fixture) -> None:
    two.agree(performances=(lo.free.pk,))
    with pytest.raises(NotOffered):
        take(lo, lo.east, lo.wish(lo.theatre, 5))
    sell(lo, lo.east, lo.wish(lo.free, 5))

    two.agree(productions=(lo.theatre.production_id,), floor_cents=1600)
    take(lo, lo.east, lo.wish(lo.theatre, 5, young=True))
    with pytest.raises(NotOffered):  # rank 2 at € 12.00 is below the floor
        take(lo, lo.east, lo.wish(lo.theatre, 55, young=True))


def test_the_type_of_a_line_stays_within_the_agreement(two: Pair, lo: Fixture) -> None:
    two.agree(ticket_types=(lo.basis[lo.west.pk].pk,))
    order = take(lo, lo.east, lo.wish(lo.theatre, 5))
    scope = Scope.of_order(order)
    with scope.open():
        line = Line.objects.get(order=order).pk
    young = lo.young[lo.west.pk].pk
    with pytest.raises(NotOffered):
        change_ticket_type(scope=scope, order=order, line=line, ticket_type=young, at=NOW)


def test_the_rate_of_its_type_and_rank(two: Pair, lo: Fixture) -> None:
    young = lo.young[lo.west.pk].pk
    two.agree(rates=(Rate(400, 50), Rate(0, 0, ticket_type=young), Rate(1000, 0, rank=2)))
    order = sell(
        lo, lo.east, lo.wish(lo.theatre, 5, young=True), lo.wish(lo.theatre, 6), lo.wish(lo.theatre, 55)
    )
    with Scope.of_houses(lo.west.pk).open():
        earned = list(
            Line.objects.filter(order=order).order_by("place_no").values_list("commission_cents", flat=True)
        )
    assert earned == [0, 130, 150]


def test_houses_of_two_regions_sell_for_each_other(lo: Fixture) -> None:
    over = pair(lo.west, lo.north)
    over.agree()
    with Scope.of_system().open():
        assert not Membership.objects.filter(region=lo.other_region, house=lo.west).exists()
    order = uuid7()
    scope = Scope.of_order(order)
    take_places(
        scope=scope, order=order, region=lo.other_region.pk, seller=lo.north.pk, language="nl",
        wishes=[lo.wish(lo.theatre, 5)], at=NOW, ttl_s=900,
    )  # fmt: skip
    check_out(scope=scope, order=order, buyer=BUYER, provider="seller", at=NOW, seller=lo.north.pk)
    assert book(lo.north)["commission"] == -130


def test_who_keeps_the_buyer(two: Pair, lo: Fixture) -> None:
    agreement = two.agree()
    sell(lo, lo.east, lo.wish(lo.theatre, 5))
    with Scope.of_system().open():
        assert set(HouseRelation.objects.values_list("house_id", flat=True)) == {lo.west.pk}
    two.agree_anew(agreement, shares_buyer=True)
    sell(lo, lo.east, lo.wish(lo.theatre, 15))
    with Scope.of_system().open():
        assert set(HouseRelation.objects.values_list("house_id", flat=True)) == {lo.west.pk, lo.east.pk}


def test_presenter_and_seller_see_the_sale_at_once(two: Pair, lo: Fixture) -> None:
    two.agree()
    order = sell(lo, lo.east, lo.wish(lo.theatre, 5))
    for house in (lo.east, lo.west):
        seen = orders_of_house(scope=Scope.of_houses(house.pk), house=house.pk, wanted=OrdersWanted())
        assert [each.order_id for each in seen] == [order]
