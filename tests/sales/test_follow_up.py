"""A performance is moved or cancelled: every buyer is handled exactly once, and the books stay right."""

from datetime import timedelta
from uuid import UUID

import pytest

from samenspel.catalogue.models import VatRule
from samenspel.kernel.models import Event
from samenspel.kernel.tenancy import Scope
from samenspel.payments.models import Payment, Refund
from samenspel.programme.commands.change_performance import PerformanceCancelled
from samenspel.programme.commands.change_programme import Act, BadField, NotProgrammer, SavedInBetween
from samenspel.sales.commands.cancel_order import cancel_order
from samenspel.sales.commands.check_out import PlacesGone
from samenspel.sales.commands.follow_up import (
    LATE_BUYERS,
    carry_out,
    handle_order,
    try_again,
)
from samenspel.sales.commands.give_tickets_back import NotGivenBack, give_tickets_back
from samenspel.sales.commands.move_performance import (
    PlacesDoNotFit,
    cancel_performance,
    move_performance,
)
from samenspel.sales.commands.refund_lines import NothingToRefund
from samenspel.sales.models import FollowUp, FollowUpStep, Line, Order, Ticket
from samenspel.sales.queries.follow_ups import follow_ups_of, news_of_order, touched
from samenspel.venues.models import Hall, Place, SeatPlan
from tests.invariants.ledger_checks import broken
from tests.support.programme import performance, programmer
from tests.support.region import NOW, Fixture, build
from tests.support.staff import employ

REASON = {"nl": "De acteur is ziek.", "fr": "L’acteur est malade."}
LATER = timedelta(days=8)


@pytest.fixture
def lo(db: None) -> Fixture:
    return build()


@pytest.fixture
def act(lo: Fixture) -> Act:
    return programmer(lo.west)


def move(lo: Fixture, act: Act, **values: object) -> int:
    plain: dict[str, object] = {
        "performance": lo.theatre.pk,
        "revision": performance(lo.theatre.pk).revision,
        "starts_at": lo.theatre.starts_at + LATER,
        "ends_at": lo.theatre.ends_at + LATER,
        "hall": lo.theatre.hall_id,
        "plan": lo.theatre.plan_id,
        "reason": REASON,
        "refund_until": NOW + timedelta(days=5),
        "sale_goes_on": True,
    }
    return move_performance(act=act, **plain | values)  # type: ignore[arg-type]


def call_off(lo: Fixture, act: Act) -> int:
    return cancel_performance(
        act=act, performance=lo.theatre.pk, revision=performance(lo.theatre.pk).revision, reason=REASON
    )


def steps(follow_up: int) -> dict[UUID, tuple[str, int]]:
    with Scope.of_system().open():
        rows = FollowUpStep.objects.filter(follow_up=follow_up)
        return {row.order_id: (row.state, row.refund_cents) for row in rows}


def told(kind: str) -> list[str]:
    with Scope.of_system().open():
        return list(Event.objects.filter(kind=kind).order_by("pk").values_list("subject", flat=True))


def two_houses(lo: Fixture) -> UUID:
    """An order with two places of the theatre (€ 40) and one of the concert (€ 20)."""
    return lo.sell(lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6), lo.wish(lo.concert, 5))


def test_cancelled_performance_refunds_its_part_of_every_order(lo: Fixture, act: Act) -> None:
    alone, both = lo.sell(lo.wish(lo.theatre, 15)), two_houses(lo)
    other = lo.sell(lo.wish(lo.free, 1))
    follow_up = call_off(lo, act)
    assert steps(follow_up) == {alone: ("waiting", 0), both: ("waiting", 0)}
    assert carry_out(follow_up=follow_up, at=NOW) == 2
    assert steps(follow_up) == {alone: ("done", 2000), both: ("done", 4000)}
    with Scope.of_system().open():
        states = dict(Order.objects.values_list("pk", "state"))
        valid = set(Ticket.objects.filter(state="valid").values_list("order_id", "performance_id"))
    assert states == {alone: "cancelled", both: "confirmed", other: "confirmed"}
    assert valid == {(both, lo.concert.pk), (other, lo.free.pk)}
    assert sorted(told("sales.order.performance_cancelled")) == sorted([str(alone), str(both)])
    assert broken() == {}


def test_every_buyer_is_handled_once_whatever_is_repeated(lo: Fixture, act: Act) -> None:
    order = two_houses(lo)
    follow_up = call_off(lo, act)
    for _ in range(3):
        carry_out(follow_up=follow_up, at=NOW)
    with Scope.of_system().open():
        step = FollowUpStep.objects.get(follow_up=follow_up)
        refunds = list(Refund.objects.filter(order_id=order).values_list("amount_cents", flat=True))
    assert handle_order(step=step.pk, at=NOW) is False
    assert refunds == [4000]
    assert told("sales.order.performance_cancelled") == [str(order)]
    assert broken() == {}


def test_rest_of_the_order_can_still_be_cancelled(lo: Fixture, act: Act) -> None:
    order = two_houses(lo)
    carry_out(follow_up=call_off(lo, act), at=NOW)
    assert cancel_order(scope=Scope.of_order(order), order=order, at=NOW).refund_cents == 2000
    assert broken() == {}


def test_payment_that_comes_after_the_cancellation_goes_back(lo: Fixture, act: Act) -> None:
    order, _ = lo.take(lo.wish(lo.theatre, 5))
    follow_up = call_off(lo, act)
    with pytest.raises(PlacesGone):
        lo.check_out(order, provider="seller")
    assert carry_out(follow_up=follow_up, at=NOW) == 0
    assert broken() == {}


def test_moved_performance_keeps_tickets_and_tells_the_new_date(lo: Fixture, act: Act) -> None:
    order = two_houses(lo)
    with Scope.of_system().open():
        vat = list(Line.objects.order_by("pk").values_list("vat_rate_bp", "vat_cents"))
    follow_up = move(lo, act)
    assert carry_out(follow_up=follow_up, at=NOW) == 1
    assert steps(follow_up) == {order: ("done", 0)}
    moved = performance(lo.theatre.pk)
    assert (moved.starts_at, moved.moved_from, moved.state, moved.notice) == (
        lo.theatre.starts_at + LATER,
        lo.theatre.starts_at,
        "on_sale",
        REASON,
    )
    assert moved.booking is not None
    assert moved.booking.period.lower == moved.starts_at
    with Scope.of_system().open():
        assert Ticket.objects.filter(state="valid").count() == 3
        assert list(Line.objects.order_by("pk").values_list("vat_rate_bp", "vat_cents")) == vat
    (news,) = news_of_order(scope=Scope.of_order(order), order=order)
    assert (news.starts_before, news.starts_at, news.may_give_back(at=NOW)) == (
        lo.theatre.starts_at,
        moved.starts_at,
        True,
    )


def test_vat_of_a_moved_ticket_stays_that_of_the_day_of_sale(lo: Fixture, act: Act) -> None:
    """Also when the new date lies beyond a change of the rate: it follows the moment of sale."""
    lo.sell(lo.wish(lo.theatre, 5))
    change = (lo.theatre.starts_at + timedelta(days=1)).date()
    rule = VatRule.objects.get(code="cultuur-6")
    rule.valid = (rule.valid.lower, change)
    rule.save()
    VatRule.objects.create(
        code="cultuur-12", regime="taxable", valid=(change, None), rate_bp=1200, legal_text={}
    )
    carry_out(follow_up=move(lo, act), at=NOW)
    with Scope.of_system().open():
        assert set(Line.objects.values_list("vat_rate_bp", "vat_cents")) == {(600, 113)}
    assert broken() == {}


def test_tickets_of_a_moved_performance_are_given_back_in_time_and_once(lo: Fixture, act: Act) -> None:
    order = two_houses(lo)
    carry_out(follow_up=move(lo, act), at=NOW)
    mine = {"scope": Scope.of_order(order), "order": order}
    with pytest.raises(NotGivenBack):
        give_tickets_back(performance=lo.concert.pk, at=NOW, **mine)  # type: ignore[arg-type]
    with pytest.raises(NotGivenBack):
        give_tickets_back(performance=lo.theatre.pk, at=NOW + timedelta(days=5), **mine)  # type: ignore[arg-type]
    back = give_tickets_back(performance=lo.theatre.pk, at=NOW, **mine)  # type: ignore[arg-type]
    assert (back.refund_cents, back.lines) == (4000, 2)
    with pytest.raises((NotGivenBack, NothingToRefund)):
        give_tickets_back(performance=lo.theatre.pk, at=NOW, **mine)  # type: ignore[arg-type]
    lo.sell(lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6))
    assert broken() == {}


def test_who_buys_after_the_move_bought_the_new_date(lo: Fixture, act: Act) -> None:
    open_cart, _ = lo.take(lo.wish(lo.theatre, 5), at=NOW - timedelta(minutes=5))
    follow_up = move(lo, act)
    late = NOW + timedelta(minutes=1)
    new = lo.sell(lo.wish(lo.theatre, 15), at=late)
    assert carry_out(follow_up=follow_up, at=late) == 0
    lo.check_out(open_cart, provider="seller", at=late)
    assert carry_out(follow_up=follow_up, at=late) == 1
    assert steps(follow_up) == {open_cart: ("done", 0)}
    with pytest.raises(NotGivenBack):
        give_tickets_back(scope=Scope.of_order(new), order=new, performance=lo.theatre.pk, at=late)
    carry_out(follow_up=follow_up, at=NOW + LATE_BUYERS)
    with Scope.of_system().open():
        assert FollowUp.objects.get(pk=follow_up).finished_at == NOW + LATE_BUYERS


def test_only_the_last_news_is_told(lo: Fixture, act: Act) -> None:
    lo.sell(lo.wish(lo.theatre, 5))
    first = move(lo, act)
    second = call_off(lo, act)
    carry_out(follow_up=first, at=NOW)
    carry_out(follow_up=second, at=NOW)
    assert told("sales.order.performance_moved") == []
    assert len(told("sales.order.performance_cancelled")) == 1
    with pytest.raises(PerformanceCancelled):
        call_off(lo, act)


def test_refused_order_is_shown_and_tried_again(lo: Fixture, act: Act) -> None:
    order = two_houses(lo)
    with Scope.of_system().open():
        Payment.objects.filter(order_id=order).update(charged_back_cents=3000)
    follow_up = call_off(lo, act)
    for _ in range(6):
        carry_out(follow_up=follow_up, at=NOW)
    (facts,) = follow_ups_of(scope=act.scope, house=act.house, performance=lo.theatre.pk)
    assert (facts.failed, facts.waiting, facts.failures) == (1, 0, [[str(order), "MoneyApart"]])
    with Scope.of_system().open():
        Payment.objects.filter(order_id=order).update(charged_back_cents=0)
    assert try_again(scope=act.scope, house=act.house, follow_up=follow_up) == 1
    assert carry_out(follow_up=follow_up, at=NOW) == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"starts_at": NOW - timedelta(days=1), "ends_at": NOW, "refund_until": None}, "starts_at"),
        ({"refund_until": NOW - timedelta(days=1)}, "refund_until"),
        ({"refund_until": NOW + timedelta(days=300)}, "refund_until"),
    ],
)
def test_move_refuses_what_cannot_be(lo: Fixture, act: Act, values: dict[str, object], field: str) -> None:
    with pytest.raises(BadField) as refused:
        move(lo, act, **values)
    assert refused.value.field == field


def test_move_to_a_plan_without_sold_places_is_refused(lo: Fixture, act: Act) -> None:
    lo.sell(lo.wish(lo.theatre, 5))
    hall = Hall.objects.create(venue=lo.theatre.hall.venue, slug="klein", name="Kleine zaal")
    plan = SeatPlan.objects.create(
        hall=hall, name="plan", state="published", capacity=2, focal_x=0, focal_y=0, rank_names={}
    )
    Place.objects.create(plan=plan, no=1, section="Parterre", row="A", seat="1", x=0, y=1, rank=1)
    with pytest.raises(PlacesDoNotFit) as refused:
        move(lo, act, hall=hall.pk, plan=plan.pk)
    assert refused.value.places == ("Parterre A 5",)
    assert performance(lo.theatre.pk).hall_id == lo.theatre.hall_id


def test_second_of_two_and_who_may_not_are_refused(lo: Fixture, act: Act) -> None:
    move(lo, act)
    with pytest.raises(SavedInBetween):
        move(lo, act, revision=1)
    seller = employ("bo@westerlo.example", "box_office", house=lo.west)
    with pytest.raises(NotProgrammer):
        call_off(lo, Act(act.scope, act.house, seller.pk, NOW))


def test_touched_counts_what_the_house_sold(lo: Fixture, act: Act) -> None:
    two_houses(lo)
    lo.take(lo.wish(lo.theatre, 15))
    found = touched(scope=act.scope, house=act.house, performance=lo.theatre.pk, at=NOW)
    assert (found.orders, found.tickets, found.price_cents, found.held) == (1, 2, 4000, 1)
    east = programmer(lo.east)
    abroad = touched(scope=east.scope, house=east.house, performance=lo.theatre.pk, at=NOW)
    assert abroad.orders == 0
