"""Taking places: all or nothing, and every refusal says what was wrong and changes nothing."""

from datetime import timedelta

import pytest
from django.db.models import F

from samenspel.catalogue.models import Price
from samenspel.inventory.models import Allotment, AllotmentPlace, Claim
from samenspel.kernel.ids import uuid7
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from samenspel.sales.commands.change_cart import change_ticket_type, extend_hold, take_again
from samenspel.sales.commands.give_back import give_back
from samenspel.sales.commands.release_expired import release_expired
from samenspel.sales.commands.take_best import take_best
from samenspel.sales.commands.take_places import (
    CartClosed,
    CompanionAlone,
    NotOffered,
    OrphanSeat,
    PlacesTaken,
    PriceChanged,
    TooManyPlaces,
    take_places,
)
from samenspel.sales.models import Line
from samenspel.sales.queries.lines import order_view
from tests.support.region import NOW, Fixture, build


@pytest.fixture
def lo(db: None) -> Fixture:
    return build()


def test_take_two_houses_in_one_cart(lo: Fixture) -> None:
    order, taken = lo.take(lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6, young=True), lo.wish(lo.slot, 1))
    assert (taken.lines, taken.total_cents, taken.hold_until) == (
        3,
        2000 + 1600 + 2000,
        NOW + timedelta(minutes=15),
    )
    view = order_view(scope=Scope.of_order(order), order=order, at=NOW)
    assert [(line.house_name, line.price_cents, line.vat_rate_bp) for line in view.lines] == [
        ("CC Westerlo", 2000, 600),
        ("CC Westerlo", 1600, 600),
        ("GC Oosterlo", 2000, 0),
    ]
    parties = {(line.seller_id, line.collector_id) for line in view.lines}
    assert parties == {(lo.desk.pk, lo.desk.pk)}


def test_take_again_answers_the_same(lo: Fixture) -> None:
    wishes = (lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6))
    order, first = lo.take(*wishes)
    assert lo.take(*wishes, order=order)[1] == first


def test_taken_place_is_named_and_nothing_is_held(lo: Fixture) -> None:
    lo.take(lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6))
    order = uuid7()
    with pytest.raises(PlacesTaken) as refused:
        lo.take(lo.wish(lo.slot, 1), lo.wish(lo.theatre, 6), order=order)
    assert refused.value.places == ((lo.theatre.pk, 6),)
    assert Claim.objects.filter(holder=order).count() == 0


def test_hold_ends_by_itself(lo: Fixture) -> None:
    lo.take(lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6))
    later = NOW + timedelta(minutes=15, seconds=1)
    assert lo.take(lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6), at=later)[1].lines == 2


@pytest.mark.parametrize("place", [0, -1, 65, 100_000])
def test_place_outside_the_plan_is_not_offered(lo: Fixture, place: int) -> None:
    with pytest.raises(NotOffered):
        lo.take(lo.wish(lo.theatre, place))


def test_performance_of_another_region_is_not_offered(lo: Fixture) -> None:
    with pytest.raises(NotOffered):
        lo.take(lo.wish(lo.foreign, 5))


def test_ticket_type_of_another_house_is_not_offered(lo: Fixture) -> None:
    wish = lo.wish(lo.theatre, 5)
    with pytest.raises(NotOffered):
        lo.take(type(wish)(lo.theatre.pk, 5, lo.basis[lo.east.pk].pk))


@pytest.mark.parametrize(
    "change",
    [
        {"state": "cancelled"},
        {"sale_starts_at": NOW + timedelta(hours=1)},
        {"sale_starts_at": NOW - timedelta(days=3), "sale_ends_at": NOW},
        {"published_at": None},
    ],
)
def test_performance_that_is_not_on_sale_is_not_offered(lo: Fixture, change: dict[str, object]) -> None:
    with Scope.of_system().open():
        Performance.objects.filter(pk=lo.theatre.pk).update(**change)
    with pytest.raises(NotOffered):
        lo.take(lo.wish(lo.theatre, 5))


def test_forty_one_places_are_too_many(lo: Fixture) -> None:
    with pytest.raises(TooManyPlaces):
        lo.take(*[lo.wish(lo.theatre, no) for no in range(1, 42)])
    order, _ = lo.take(*[lo.wish(lo.theatre, no) for no in range(1, 41)])
    with pytest.raises(TooManyPlaces):
        lo.take(lo.wish(lo.slot, 1), order=order)


def test_price_that_changed_is_told(lo: Fixture) -> None:
    wish = lo.wish(lo.theatre, 5, seen_cents=2000)
    Price.objects.filter(rank=1, amount_cents=2000).update(amount_cents=F("amount_cents") + 100)
    with pytest.raises(PriceChanged):
        lo.take(wish)


def test_orphan_is_refused_with_a_choice_beside_it(lo: Fixture) -> None:
    with pytest.raises(OrphanSeat) as refused:
        lo.take(lo.wish(lo.theatre, 2), lo.wish(lo.theatre, 3))
    assert refused.value.places == frozenset({1})
    assert lo.take(*[lo.wish(lo.theatre, no) for no in refused.value.suggestion])[1].lines == 2


def test_orphan_is_allowed_when_no_choice_obeys(lo: Fixture) -> None:
    with Scope.of_system().open():
        Claim.objects.bulk_create(
            Claim(performance=lo.theatre, place_no=no, state=2, holder=uuid7())
            for no in range(1, 61)
            if no not in (1, 2, 3)
        )
    assert lo.take(lo.wish(lo.theatre, 1), lo.wish(lo.theatre, 2))[1].lines == 2


def test_companion_goes_with_its_wheelchair_place(lo: Fixture) -> None:
    with pytest.raises(CompanionAlone) as refused:
        lo.take(lo.wish(lo.theatre, 62))
    assert refused.value.wheelchair == 61
    order, _ = lo.take(lo.wish(lo.theatre, 61))
    assert lo.take(lo.wish(lo.theatre, 62), order=order)[1].lines == 2


def test_allotment_is_sold_through_its_seller_only(lo: Fixture) -> None:
    allotment = Allotment.objects.create(
        performance=lo.theatre,
        owner=lo.west,
        seller=lo.west,
        name="Vrienden",
        release_at=NOW + timedelta(days=1),
    )
    AllotmentPlace.objects.create(performance=lo.theatre, place_no=5, allotment=allotment)
    with pytest.raises(PlacesTaken):
        lo.take(lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6))
    order = uuid7()
    wishes = [lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6)]
    own = take_places(
        scope=Scope.of_order(order),
        order=order,
        region=lo.region.pk,
        seller=lo.west.pk,
        language="nl",
        wishes=wishes,
        at=NOW,
    )
    assert own.lines == 2
    assert lo.take(lo.wish(lo.theatre, 15), lo.wish(lo.theatre, 16), at=NOW + timedelta(days=2))[1].lines == 2


def test_house_does_not_sell_its_neighbour(lo: Fixture) -> None:
    order = uuid7()
    with pytest.raises(NotOffered):
        take_places(
            scope=Scope.of_order(order), order=order, region=lo.region.pk, seller=lo.west.pk, language="nl",
            wishes=[lo.wish(lo.concert, 5)], at=NOW,
        )  # fmt: skip


def test_confirmed_order_is_no_cart(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6))
    with pytest.raises(CartClosed):
        lo.take(lo.wish(lo.slot, 1), order=order)


def test_take_best_gives_places_side_by_side(lo: Fixture) -> None:
    order = uuid7()
    basis = lo.basis[lo.west.pk].pk
    taken = take_best(
        scope=Scope.of_order(order), order=order, region=lo.region.pk, language="nl", performance=lo.theatre.pk,
        ticket_types=[basis] * 3, at=NOW,
    )  # fmt: skip
    assert taken.lines == 3
    seats = [int(line.seat) for line in order_view(scope=Scope.of_order(order), order=order, at=NOW).lines]
    assert seats == list(range(seats[0], seats[0] + 3))


def test_give_back_frees_at_once(lo: Fixture) -> None:
    order, _ = lo.take(lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6))
    with Scope.of_order(order).open():
        lines = frozenset(Line.objects.values_list("pk", flat=True))
    assert give_back(scope=Scope.of_order(order), order=order, lines=lines, at=NOW).freed == 2
    assert lo.take(lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6))[1].lines == 2


def test_change_ticket_type_changes_price_and_vat(lo: Fixture) -> None:
    order, _ = lo.take(lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6))
    line = order_view(scope=Scope.of_order(order), order=order, at=NOW).lines[0]
    young = lo.young[lo.west.pk].pk
    scope = Scope.of_order(order)
    assert change_ticket_type(scope=scope, order=order, line=line.line_id, ticket_type=young, at=NOW) == 1600
    changed = order_view(scope=Scope.of_order(order), order=order, at=NOW).lines[0]
    assert (changed.price_cents, changed.vat_cents) == (1600, 91)


def test_extend_hold_and_cart_of_yesterday(lo: Fixture) -> None:
    order, _ = lo.take(lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6))
    later = NOW + timedelta(minutes=10)
    assert extend_hold(scope=Scope.of_order(order), order=order, at=later) == later + timedelta(minutes=15)
    tomorrow = NOW + timedelta(days=1)
    assert release_expired(at=tomorrow).orders == 1
    assert order_view(scope=Scope.of_order(order), order=order, at=tomorrow).state == "expired"
    assert take_again(scope=Scope.of_order(order), order=order, at=tomorrow) == tomorrow + timedelta(
        minutes=15
    )
