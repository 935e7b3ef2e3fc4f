"""What a cart gives back leaves nobody alone."""

from uuid import UUID

import pytest

from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from samenspel.sales.commands.give_back import GivenBack, OrphanLeft, give_back
from samenspel.sales.models import Line
from tests.support.region import NOW, Fixture, build

CHAIR, COMPANION = 61, 62


@pytest.fixture
def lo(db: None) -> Fixture:
    return build()


def back(order: UUID, *places: int) -> GivenBack:
    with Scope.of_order(order).open():
        lines = frozenset(Line.objects.filter(place_no__in=places).values_list("pk", flat=True))
    return give_back(scope=Scope.of_order(order), order=order, lines=lines, at=NOW)


def left(order: UUID) -> list[int]:
    with Scope.of_order(order).open():
        return list(Line.objects.order_by("place_no").values_list("place_no", flat=True))


def take(lo: Fixture, *places: int) -> UUID:
    order, _ = lo.take(*(lo.wish(lo.theatre, no) for no in places))
    return order


def test_companion_goes_with_its_wheelchair_place(lo: Fixture) -> None:
    order = take(lo, CHAIR, COMPANION, 63)
    given = back(order, CHAIR)
    assert ([wish.place for wish in given.places], given.freed) == ([CHAIR, COMPANION], 2)
    assert left(order) == [63]
    lo.take(*given.places, order=order)
    assert left(order) == [CHAIR, COMPANION, 63]


def test_wheelchair_place_stays_without_its_companion(lo: Fixture) -> None:
    order = take(lo, CHAIR, COMPANION)
    assert back(order, COMPANION).freed == 1
    assert left(order) == [CHAIR]


def test_seat_in_the_middle_is_refused_with_another_to_give_back(lo: Fixture) -> None:
    order = take(lo, 4, 5, 6)
    with pytest.raises(OrphanLeft) as refused:
        back(order, 5)
    assert (refused.value.places, refused.value.suggestion) == (frozenset((5,)), (4,))
    assert left(order) == [4, 5, 6]
    assert back(order, *refused.value.suggestion).freed == 1


def test_seat_between_a_neighbour_and_the_rest_is_refused(lo: Fixture) -> None:
    take(lo, 1, 2)
    order = take(lo, 3, 4)
    with pytest.raises(OrphanLeft) as refused:
        back(order, 3)
    assert refused.value.suggestion == (4,)


def test_everything_goes_and_so_does_what_no_choice_can_mend(lo: Fixture) -> None:
    whole = take(lo, 4, 5, 6)
    assert back(whole, 4, 5, 6).freed == 3
    take(lo, 1, 2)
    take(lo, 5, 6)
    between = take(lo, 3, 4)  # either one leaves the other's neighbour alone
    assert back(between, 3).freed == 1


def test_rule_of_the_house_that_allows_single_seats_holds(lo: Fixture) -> None:
    with Scope.of_system().open():
        Performance.objects.filter(pk=lo.theatre.pk).update(allow_orphans=True)
    order = take(lo, 4, 5, 6)
    assert back(order, 5).freed == 1


def test_line_that_is_gone_already_is_no_error(lo: Fixture) -> None:
    order = take(lo, 4, 5)
    assert give_back(
        scope=Scope.of_order(order), order=order, lines=frozenset((10**9,)), at=NOW
    ) == GivenBack((), 0)
