"""The simulator reckons as the sale does."""

from dataclasses import replace

import pytest

from samenspel.agreements.rules.simulation import Sold, simulate
from samenspel.agreements.rules.terms import Rate
from samenspel.kernel.tenancy import Scope
from samenspel.sales.models import Line
from samenspel.sales.queries.past_sales import past_sales
from tests.agreements.houses import pair
from tests.agreements.test_terms import TERMS
from tests.support.region import NOW, Fixture, build


@pytest.fixture
def lo(db: None) -> Fixture:
    return build()


def test_each_ticket_by_itself() -> None:
    """Three tickets at € 22.00: three times € 1.38, not 4 % of € 66.00."""
    (earned,) = simulate(terms=TERMS, sales=[Sold(7, 1, 2200, 3)])
    assert (earned.commission_cents, earned.presenter_cents) == (414, 6186)


def test_what_the_terms_leave_out_earns_nothing() -> None:
    terms = replace(TERMS, ticket_types=(7,), floor_cents=1000)
    sales = [Sold(8, 1, 2200, 1), Sold(7, 1, 999, 1), Sold(7, 1, 1000, 1)]
    assert [each.is_left_out for each in simulate(terms=terms, sales=sales)] == [True, True, False]


def test_it_agrees_with_what_was_sold_under_the_same_terms(lo: Fixture) -> None:
    two = pair(lo.west, lo.desk)
    young = lo.young[lo.west.pk].pk
    two.agree(rates=(Rate(437, 33), Rate(1000, 0, ticket_type=young), Rate(250, 10, rank=2)))
    lo.sell(lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6, young=True), lo.wish(lo.theatre, 55))

    scope = Scope.of_houses(lo.west.pk)
    sales = past_sales(scope=scope, house=lo.west.pk, productions=(), since=NOW, until=NOW.replace(hour=20))
    terms = replace(two.terms, rates=(Rate(437, 33), Rate(1000, 0, ticket_type=young), Rate(250, 10, rank=2)))
    simulated = sum(each.commission_cents for each in simulate(terms=terms, sales=sales))
    with scope.open():
        charged = sum(Line.objects.values_list("commission_cents", flat=True))
    assert simulated == charged > 0
    assert (
        past_sales(scope=Scope.of_houses(lo.desk.pk), house=lo.west.pk, productions=(), since=NOW, until=NOW)
        == ()
    )
