"""What a reading as an attacker and as an engineer found: each hole stays closed."""

from datetime import timedelta
from uuid import UUID

import pytest

from samenspel.catalogue.models import Price
from samenspel.contacts.models import Consent, ConsentText
from samenspel.houses.models import Region
from samenspel.inventory.models import Claim
from samenspel.kernel.ids import uuid7
from samenspel.kernel.tenancy import Scope
from samenspel.payments import providers
from samenspel.payments.models import Payment, Refund
from samenspel.programme.models import Performance
from samenspel.sales.commands.cancel_order import NotCancellable, cancel_order
from samenspel.sales.commands.change_cart import change_ticket_type, take_again
from samenspel.sales.commands.check_out import ConsentAnswer, check_out
from samenspel.sales.commands.confirm_order import AmountMismatch, OrderNotOpen, PlacesGone, confirm_order
from samenspel.sales.commands.settle_payment import settle_payment
from samenspel.sales.commands.start_payment import start_payment
from samenspel.sales.commands.take_places import CartClosed, OrphanSeat, PriceChanged
from samenspel.sales.models import Order, Ticket
from samenspel.sales.queries.lines import order_view
from tests.support.region import BUYER, NOW, Fixture, build
from tests.support.scripted_bank import ScriptedBank

TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def lo(db: None) -> Fixture:
    return build()


def seats(lo: Fixture, *, at: object = NOW) -> UUID:
    order, _ = lo.take(lo.wish(lo.theatre, 1), lo.wish(lo.theatre, 2), at=at)  # type: ignore[arg-type]
    return order


def test_free_is_free_only_when_nothing_is_to_pay(lo: Fixture) -> None:
    order = seats(lo)
    with pytest.raises(PriceChanged):
        lo.check_out(order, provider="free")
    assert order_view(scope=Scope.of_order(order), order=order, at=NOW).state == "cart"


def test_free_order_that_grew_meanwhile_is_not_confirmed(lo: Fixture) -> None:
    order = seats(lo)
    with pytest.raises(AmountMismatch):
        confirm_order(order=order, payment=uuid7(), at=NOW, provider="free", received_cents=0)


def test_money_taken_by_hand_stays_on_the_takers_own_account(lo: Fixture) -> None:
    Region.objects.filter(pk=lo.region.pk).update(collector=lo.east)
    order = seats(lo)
    with pytest.raises(OrderNotOpen):
        lo.check_out(order, provider="seller")


def test_cart_comes_back_at_the_prices_of_now(lo: Fixture) -> None:
    order = seats(lo)
    Price.objects.filter(amount_cents=2000).update(amount_cents=9900)
    take_again(scope=Scope.of_order(order), order=order, at=TOMORROW)
    assert order_view(scope=Scope.of_order(order), order=order, at=TOMORROW).total_cents == 19800


def test_cart_does_not_come_back_when_the_show_is_cancelled(lo: Fixture) -> None:
    order = seats(lo)
    with Scope.of_system().open():
        Performance.objects.filter(pk=lo.theatre.pk).update(state="cancelled")
    with pytest.raises(PlacesGone):
        take_again(scope=Scope.of_order(order), order=order, at=TOMORROW)
    with pytest.raises(PlacesGone):
        lo.check_out(order)


def test_live_cart_is_not_taken_again_to_hold_it_longer(lo: Fixture) -> None:
    order = seats(lo)
    with pytest.raises(CartClosed):
        take_again(scope=Scope.of_order(order), order=order, at=NOW + timedelta(minutes=10))


def test_checking_out_again_and_again_holds_ninety_minutes_at_most(lo: Fixture) -> None:
    order = seats(lo)
    for minutes in (10, 35, 60, 85):
        lo.check_out(order, at=NOW + timedelta(minutes=minutes))
    view = order_view(scope=Scope.of_order(order), order=order, at=NOW)
    assert view.head.hold_until == NOW + timedelta(minutes=90)
    with pytest.raises(PlacesGone):
        lo.check_out(order, at=NOW + timedelta(minutes=95))


def test_places_of_a_cart_are_held_as_long_as_the_cart(lo: Fixture) -> None:
    order = seats(lo)
    lo.take(lo.wish(lo.slot, 1), order=order, at=NOW + timedelta(minutes=10))
    assert set(Claim.objects.filter(holder=order).values_list("until", flat=True)) == {
        NOW + timedelta(minutes=25)
    }


def test_place_chosen_again_keeps_its_ticket_type(lo: Fixture) -> None:
    order = seats(lo)
    first = order_view(scope=Scope.of_order(order), order=order, at=NOW).lines[0]
    young = lo.young[lo.west.pk].pk
    change_ticket_type(
        scope=Scope.of_order(order), order=order, line=first.line_id, ticket_type=young, at=NOW
    )
    _, taken = lo.take(*[lo.wish(lo.theatre, no) for no in (1, 2, 3)], order=order)
    assert (taken.lines, taken.total_cents) == (3, 1600 + 2000 + 2000)


def test_orphan_rule_holds_beside_places_chosen_again(lo: Fixture) -> None:
    order = seats(lo)
    with pytest.raises(OrphanSeat):
        lo.take(*[lo.wish(lo.theatre, no) for no in (1, 2, 4)], order=order)


def test_collector_cancels_nothing_and_sees_no_tickets(lo: Fixture) -> None:
    Region.objects.filter(pk=lo.region.pk).update(collector=lo.east)
    order = seats(lo)
    checked = lo.check_out(order, provider="test")
    confirm_order(order=order, payment=checked.payment_id, at=NOW, provider="test", received_cents=4000)
    with pytest.raises(NotCancellable):
        cancel_order(scope=Scope.of_houses(lo.east.pk), order=order, at=NOW)
    visible = {}
    for house in (lo.west, lo.east, lo.desk):
        with Scope.of_houses(house.pk).open():
            visible[house.slug] = Ticket.objects.filter(order_id=order).count()
    assert visible == {"westerlo": 2, "oosterlo": 0, "desk-lo": 2}


def test_consent_counts_once_the_order_is_confirmed(lo: Fixture) -> None:
    text = ConsentText.objects.get()

    def answer(order: UUID, given: bool) -> None:
        consents = [ConsentAnswer(lo.west.pk, text.pk, given), ConsentAnswer(lo.east.pk, text.pk, given)]
        scope = Scope.of_order(order)
        paid = check_out(scope=scope, order=order, buyer=BUYER, consents=consents, provider="test", at=NOW)
        with Scope.of_system().open():
            assert Consent.objects.count() == before
        confirm_order(order=order, payment=paid.payment_id, at=NOW, provider="test", received_cents=4000)

    before = 0
    answer(seats(lo), True)
    before = 1
    later, _ = lo.take(lo.wish(lo.theatre, 3), lo.wish(lo.theatre, 4))
    answer(later, False)  # an empty box takes nothing back
    with Scope.of_system().open():
        assert list(Consent.objects.values_list("house_id", "given")) == [(lo.west.pk, True)]


def test_paid_as_asked_for_a_cart_that_changed_goes_back_by_itself(lo: Fixture) -> None:
    bank = ScriptedBank()
    providers.register(name="scripted", factory=lambda collector: bank)
    order = seats(lo)
    asked = lo.check_out(order, provider="scripted")
    start_payment(
        order=order, payment=asked.payment_id, redirect_url="https://x.example", webhook_url="", at=NOW
    )
    with Scope.of_system().open():
        Order.objects.filter(pk=order).update(state="cart")
    lo.take(lo.wish(lo.slot, 1), order=order)
    bank.say(str(asked.payment_id), state="paid")
    assert settle_payment(payment=asked.payment_id, at=NOW) == Payment.State.UNPLACED
    with Scope.of_system().open():
        assert list(Refund.objects.values_list("amount_cents", "reason")) == [(4000, "cart_changed")]
        assert Order.objects.get(pk=order).state == "cart"


def test_statement_inside_a_transaction_leaves_its_scope_as_it_was(lo: Fixture) -> None:
    order = seats(lo)
    with Scope.of_houses(lo.north.pk).open():
        order_view(scope=Scope.of_order(order), order=order, at=NOW)
        assert Order.objects.count() == 0
