"""`cart_is_all_or_nothing`, `paid_equals_sold`, `ledger_balances`: over one sale, one refund and one open cart, with controls.

The state machine beside this file asks the same questions after every step of random sales.
"""

from collections.abc import Callable

import pytest
from django.db import connection

from samenspel.catalogue.rules.facts import Per
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.cancel_order import cancel_order
from tests.invariants.ledger_checks import broken
from tests.support.fees import ask_fee
from tests.support.region import NOW, Fixture, build

Break = Callable[[], None]


@pytest.fixture
def lo(db: None) -> Fixture:
    """A sale over two houses of which one asks fees, a cancelled order, and a cart that is still open."""
    lo = build()
    ask_fee(house=lo.west, per=Per.ORDER, cents=200)
    lo.sell(lo.wish(lo.theatre, 1), lo.wish(lo.theatre, 2), lo.wish(lo.slot, 1))
    undone = lo.sell(lo.wish(lo.theatre, 11), lo.wish(lo.theatre, 12))
    cancel_order(scope=Scope.of_order(undone), order=undone, at=NOW)
    lo.take(lo.wish(lo.concert, 1), lo.wish(lo.concert, 2))
    return lo


def tamper(statement: str) -> None:
    """Write past the product, as a bug would."""
    with Scope.of_system().open(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_cart_is_all_or_nothing(lo: Fixture) -> None:
    assert "cart_is_all_or_nothing" not in broken()
    tamper(
        "update sales_ticket set state = 'void' where id = (select min(id) from sales_ticket where state = 'valid')"
    )
    assert "cart_is_all_or_nothing" in broken()


def test_paid_equals_sold(lo: Fixture) -> None:
    assert broken().keys().isdisjoint({"paid_equals_sold", "money_received_is_in_the_ledger"})
    tamper("update payments_payment set received_cents = received_cents - 1 where state = 'paid'")
    assert broken().keys() >= {"paid_equals_sold", "money_received_is_in_the_ledger"}


def test_ledger_balances(lo: Fixture) -> None:
    names = {"ledger_balances", "owed_stands_in_both_books", "ledger_equals_lines", "fees_equal_lines"}
    assert broken().keys().isdisjoint(names)
    tamper(
        "insert into ledger_transfer (house_id, debit, credit, amount_cents, currency, kind, key, at)"
        f" values ({lo.desk.pk}, 'cash', 'nowhere', 100, 'EUR', 'sale', 'control:1', now()),"
        f" ({lo.desk.pk}, 'cash', 'payable:{lo.west.pk}', 100, 'EUR', 'sale', 'control:2', now()),"
        f" ({lo.west.pk}, 'clearing', 'revenue:600', 100, 'EUR', 'sale', 'control:3', now()),"
        f" ({lo.west.pk}, 'clearing', 'fees:600', 100, 'EUR', 'sale', 'control:4', now())"
    )
    assert broken().keys() >= names
