"""Free places are limited by address and performance."""

from datetime import timedelta
from uuid import UUID

import pytest

from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.cancel_order import cancel_order
from samenspel.sales.commands.check_out import Buyer, TooManyFree
from samenspel.sales.models import Order
from samenspel.sales.rules.limits import FREE_PLACES_PER_ADDRESS
from tests.support.region import BUYER, NOW, Fixture, build


@pytest.fixture
def lo(db: None) -> Fixture:
    return build()


def cart(lo: Fixture, first: int, count: int) -> UUID:
    order, _ = lo.take(*(lo.wish(lo.free, no) for no in range(first, first + count)))
    return order


def order(lo: Fixture, first: int, count: int, **how: object) -> bool:
    return lo.check_out(cart(lo, first, count), provider="free", **how).confirmed  # type: ignore[arg-type]


def test_address_gets_so_many_free_places_and_no_more(lo: Fixture) -> None:
    assert order(lo, 1, FREE_PLACES_PER_ADDRESS - 1)
    assert order(lo, 11, 1)
    again = cart(lo, 12, 1)
    with pytest.raises(TooManyFree):
        lo.check_out(again, provider="free", buyer=Buyer(BUYER.name, BUYER.email.upper(), "nl"))
    with Scope.of_order(again).open():
        assert Order.objects.get(pk=again).state == "cart"
    # The control: the same cart goes to another address.
    assert lo.check_out(again, provider="free", buyer=Buyer("Bo", "bo@example.org", "nl")).confirmed


def test_one_cart_above_the_limit_is_refused(lo: Fixture) -> None:
    with pytest.raises(TooManyFree):
        order(lo, 1, FREE_PLACES_PER_ADDRESS + 1)


def test_what_was_cancelled_does_not_count(lo: Fixture) -> None:
    first = cart(lo, 1, FREE_PLACES_PER_ADDRESS)
    lo.check_out(first, provider="free")
    cancel_order(scope=Scope.of_order(first), order=first, at=NOW)
    assert order(lo, 11, FREE_PLACES_PER_ADDRESS, at=NOW + timedelta(minutes=1))


def test_desk_of_the_house_knows_no_limit(lo: Fixture) -> None:
    assert lo.check_out(cart(lo, 1, 30), provider="seller").confirmed


def test_two_orders_at_the_same_moment_do_not_pass_together(lo: Fixture) -> None:
    waiting = cart(lo, 1, FREE_PLACES_PER_ADDRESS)
    with Scope.of_system().open():
        buyer = Order.objects.get(pk=lo.sell(lo.wish(lo.slot, 1))).contact_id
        Order.objects.filter(pk=waiting).update(state="awaiting_payment", contact_id=buyer)
    with pytest.raises(TooManyFree):
        order(lo, 11, 1)
