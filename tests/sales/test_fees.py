"""What houses ask on top: in the price of the tickets, frozen on the line, in the books, and back with the ticket."""

from uuid import UUID

import pytest

from samenspel.catalogue.models import Fee
from samenspel.catalogue.rules.facts import Per
from samenspel.kernel.tenancy import Scope
from samenspel.ledger.models import Transfer
from samenspel.sales.commands.cancel_order import cancel_order
from samenspel.sales.commands.change_cart import change_ticket_type
from samenspel.sales.commands.give_back import give_back
from samenspel.sales.commands.refund_lines import refund_lines
from samenspel.sales.commands.take_places import PriceChanged
from samenspel.sales.models import Line
from samenspel.sales.queries.lines import OrderView, order_view
from tests.invariants.ledger_checks import broken
from tests.support.fees import ask_fee
from tests.support.region import NOW, Fixture, build

SHOP_ONLY = ({"kind": "channel", "any": ["shop"]},)


@pytest.fixture
def lo(db: None) -> Fixture:
    return build()


def view(order: UUID) -> OrderView:
    return order_view(scope=Scope.of_order(order), order=order, at=NOW)


def lines(order: UUID) -> list[tuple[int, int, int]]:
    """Price, fees and VAT of each line."""
    with Scope.of_system().open():
        rows = Line.objects.filter(order_id=order).order_by("performance_id", "place_no")
        return list(rows.values_list("price_cents", "fee_cents", "vat_cents"))


def booked(house: int, account: str) -> int:
    with Scope.of_system().open():
        own = Transfer.objects.filter(house_id=house)
        came = sum(own.filter(credit=account).values_list("amount_cents", flat=True))
        return came - sum(own.filter(debit=account).values_list("amount_cents", flat=True))


def test_each_house_asks_its_own_fees_and_the_books_know_them(lo: Fixture) -> None:
    ask_fee(house=lo.west, per=Per.ORDER, cents=200, terms=SHOP_ONLY)
    ask_fee(house=lo.west, per=Per.TICKET, cents=50)
    order = lo.sell(lo.wish(lo.theatre, 1), lo.wish(lo.theatre, 2, young=True), lo.wish(lo.slot, 1))
    # € 2.00 over € 20.00 and € 16.00, and € 0.50 each; the other house asks nothing.
    assert lines(order)[:2] == [(2161, 161, 122), (1739, 139, 98)]
    assert lines(order)[2][1] == 0
    shown = view(order)
    assert [line.shown_cents for line in shown.lines if line.house_id == lo.west.pk] == [2050, 1650]
    assert [(fee.house, fee.names["nl"], fee.cents) for fee in shown.fees] == [
        (lo.west.pk, "Reserveringskost", 200)
    ]
    assert shown.total_cents == 2000 + 1600 + 200 + 100 + lines(order)[2][0]
    # 6 % VAT is in the fees as in the tickets they come with.
    assert booked(lo.west.pk, "fees:600") == (161 - 9) + (139 - 8)
    assert booked(lo.west.pk, "vat:600") == 122 + 98
    assert booked(lo.west.pk, "revenue:600") == 3900 - 283 - 220
    assert broken() == {}


def test_a_fee_follows_the_cart_and_what_is_sold_keeps_it(lo: Fixture) -> None:
    fee = ask_fee(house=lo.west, per=Per.ORDER, cents=100)
    order, taken = lo.take(lo.wish(lo.theatre, 1), lo.wish(lo.theatre, 2), lo.wish(lo.free, 1))
    assert taken.total_cents == 4100
    assert [fee_cents for _price, fee_cents, _vat in lines(order)] == [50, 50, 0]
    first, second = (line.line_id for line in view(order).lines[:2])
    young = lo.young[lo.west.pk].pk
    scope = Scope.of_order(order)
    assert change_ticket_type(scope=scope, order=order, line=first, ticket_type=young, at=NOW) == 1644
    give_back(scope=scope, order=order, lines=frozenset({second}), at=NOW)
    assert view(order).total_cents == 1700
    lo.check_out(order, provider="seller")
    Fee.objects.filter(pk=fee).update(amount_cents=900, name={"nl": "Anders"})
    assert (view(order).total_cents, view(order).fees[0].cents) == (1700, 100)


def test_a_fee_that_came_while_one_chose_is_told_before_it_is_paid(lo: Fixture) -> None:
    order, _taken = lo.take(lo.wish(lo.theatre, 1))
    ask_fee(house=lo.west, per=Per.ORDER, cents=100)
    with pytest.raises(PriceChanged) as changed:
        lo.check_out(order)
    assert changed.value.now_cents == {(lo.theatre.pk, 1): 2100}
    assert lo.check_out(order).total_cents == 2100


def test_a_fee_goes_back_with_its_ticket(lo: Fixture) -> None:
    ask_fee(house=lo.west, per=Per.ORDER, cents=301)
    ask_fee(house=lo.west, per=Per.TICKET, cents=50)
    order = lo.sell(lo.wish(lo.theatre, 1), lo.wish(lo.theatre, 2), lo.wish(lo.slot, 1))
    refunded = refund_lines(order=order, performance=lo.theatre.pk, at=NOW, admitted_too=False)
    assert refunded.refund_cents == 4000 + 301 + 100
    assert booked(lo.west.pk, "fees:600") == 0
    assert broken() == {}
    other = lo.sell(lo.wish(lo.theatre, 11), lo.wish(lo.theatre, 12))
    assert cancel_order(scope=Scope.of_order(other), order=other, at=NOW).refund_cents == 4401
    assert broken() == {}
