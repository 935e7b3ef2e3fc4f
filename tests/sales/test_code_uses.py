"""In how many orders a code was used: told to its own house alone, and never more than it may."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from samenspel.catalogue.commands.put_promo_code import put_promo_code
from samenspel.catalogue.commands.put_reduction import put_reduction
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.confirm_order import confirm_order
from samenspel.sales.commands.enter_code import enter_code
from samenspel.sales.queries.code_uses import code_uses
from tests.sales.test_rules_of_a_cart import row, rule, together
from tests.support.database import TestDatabase
from tests.support.region import NOW, Fixture, build


@pytest.fixture
def lo(db: None) -> Fixture:
    return build()


def test_uses_of_a_code_are_counted_for_its_own_house_alone(lo: Fixture) -> None:
    west = Scope.of_houses(lo.west.pk)
    put_reduction(
        scope=west,
        rule=rule(lo, {"kind": "code", "campaign": "zomer"}),
        formula={"kind": "amount", "off_cents": 500},
    )
    put_promo_code(scope=west, house=lo.west.pk, campaign="zomer", code="ZOMER-27", most_orders=3)
    put_promo_code(scope=west, house=lo.west.pk, campaign="zomer", code="ZOMER-28")
    bought, _ = lo.take(*row(lo, 1, 2))
    held, _ = lo.take(*row(lo, 11, 12))
    for order in (bought, held):
        enter_code(scope=Scope.of_order(order), order=order, code="ZOMER-27", at=NOW)
    paying = lo.check_out(bought)
    confirm_order(order=bought, payment=paying.payment_id, at=NOW, provider="test", received_cents=3000)

    def uses(house: int, scope: Scope = west, at: datetime = NOW) -> dict[str, tuple[int, int]]:
        found = code_uses(scope=scope, house=house, at=at)
        return {code: (use.bought, use.held) for code, use in found.items()}

    assert uses(lo.west.pk) == {"ZOMER-27": (1, 1), "ZOMER-28": (0, 0)}
    assert uses(lo.west.pk, at=NOW + timedelta(hours=1)) == {"ZOMER-27": (1, 0), "ZOMER-28": (0, 0)}
    assert uses(lo.west.pk, scope=Scope.of_houses(lo.east.pk)) == {}
    assert uses(lo.east.pk, scope=Scope.of_houses(lo.east.pk)) == {}


@pytest.mark.parametrize(("most", "let_in"), [(1, 1), (None, 4)])
def test_four_at_once_do_not_use_a_code_more_than_it_may(
    committed_db: TestDatabase, most: int | None, let_in: int
) -> None:
    """The control is the code without a limit: all four get it."""
    lo = build()
    west = Scope.of_houses(lo.west.pk)
    put_reduction(
        scope=west,
        rule=rule(lo, {"kind": "code", "campaign": "zomer"}),
        formula={"kind": "amount", "off_cents": 500},
    )
    put_promo_code(scope=west, house=lo.west.pk, campaign="zomer", code="ZOMER-27", most_orders=most)
    orders = [lo.take(*row(lo, first, first + 1))[0] for first in (1, 11, 21, 31)]

    def enter(order: UUID) -> Callable[[], object]:
        return lambda: enter_code(scope=Scope.of_order(order), order=order, code="ZOMER-27", at=NOW)

    assert together([enter(order) for order in orders]) == let_in
    assert code_uses(scope=west, house=lo.west.pk, at=NOW)["ZOMER-27"].held == let_in
