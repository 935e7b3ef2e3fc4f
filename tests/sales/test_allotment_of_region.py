"""The region's shop sells the allotment of its own seller, by hand and as good places; nobody else does."""

from datetime import timedelta

import pytest

from samenspel.houses.models import House
from samenspel.inventory.models import Allotment, AllotmentPlace
from samenspel.inventory.queries.availability import availability
from samenspel.inventory.rules.best_available import NotEnoughPlaces
from samenspel.kernel.ids import uuid7
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.take_best import take_best
from samenspel.sales.commands.take_places import OrphanSeat, PlacesTaken, Taken
from tests.support.region import NOW, Fixture, build


@pytest.fixture
def lo(db: None) -> Fixture:
    return build()


def allot(lo: Fixture, seller: House | None, entitlement: str = "") -> None:
    """Every seat of the first three rows."""
    with Scope.of_system().open():
        made = Allotment.objects.create(
            performance=lo.theatre,
            owner=lo.west,
            seller=seller,
            entitlement=entitlement,
            name="Contingent",
            release_at=NOW + timedelta(days=5),
        )
        AllotmentPlace.objects.bulk_create(
            AllotmentPlace(performance=lo.theatre, place_no=no, allotment=made) for no in range(1, 31)
        )


def best(lo: Fixture, seller: int | None = None) -> Taken:
    return take_best(
        scope=Scope.of_order(order := uuid7()),
        order=order,
        region=lo.region.pk,
        seller=seller,
        language="nl",
        performance=lo.theatre.pk,
        ticket_types=[lo.basis[lo.west.pk].pk] * 2,
        rank=1,
        at=NOW,
    )


def test_good_places_of_the_own_allotment_are_given_in_the_regions_shop(lo: Fixture) -> None:
    allot(lo, lo.desk)
    assert best(lo).lines == 2
    with pytest.raises(NotEnoughPlaces):
        best(lo, seller=lo.west.pk)


def test_orphan_rule_holds_in_the_own_allotment(lo: Fixture) -> None:
    allot(lo, lo.desk)
    with pytest.raises(OrphanSeat):
        lo.take(lo.wish(lo.theatre, 2), lo.wish(lo.theatre, 3))


@pytest.mark.parametrize("entitlement", ["", "vriend"])
def test_allotment_of_another_or_with_an_entitlement_stays_closed(lo: Fixture, entitlement: str) -> None:
    allot(lo, lo.desk if entitlement else lo.east, entitlement)
    with pytest.raises(NotEnoughPlaces):
        best(lo)
    with pytest.raises(PlacesTaken):
        lo.take(lo.wish(lo.theatre, 1), lo.wish(lo.theatre, 2))


def test_nobodys_shop_shows_no_allotment_free(lo: Fixture) -> None:
    allot(lo, lo.desk)
    taken = {
        region: len(availability(performance=lo.theatre.pk, at=NOW, region=region).taken)
        for region in (None, lo.region.pk, lo.other_region.pk)
    }
    assert taken == {None: 30, lo.region.pk: 0, lo.other_region.pk: 30}
