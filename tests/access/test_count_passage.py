"""Counting at the door: once for each press, over all doors, and never more people than places where the house chose so."""

from datetime import timedelta
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from django.db import connections

from samenspel.access.commands import count_passage as module
from samenspel.access.commands.count_passage import Kind, NoPlaceLeft, count_passage
from samenspel.access.models import Passage
from samenspel.access.queries.visits import Visits, last_count, visits_at, visits_of
from samenspel.identity.models import User
from samenspel.inventory.models import Claim
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from samenspel.sales.commands.take_places import PlacesTaken
from tests.support.database import TestDatabase
from tests.support.region import NOW, Fixture, build


@pytest.fixture
def lo(db: None) -> Fixture:
    return build()


def takes_places(lo: Fixture) -> None:
    with Scope.of_system().open():
        Performance.objects.filter(pk=lo.slot.pk).update(walk_ins_take_places=True)


def count(lo: Fixture, kind: Kind = Kind.IN, *, key: UUID | None = None, undoes: UUID | None = None) -> UUID:
    key = key or uuid4()
    house = lo.east.pk
    count_passage(
        scope=Scope.of_houses(house),
        house=house,
        performance=lo.slot.pk,
        key=key,
        kind=kind,
        undoes=undoes,
        user=None,
        at=NOW,
    )
    return key


def seen(lo: Fixture) -> Visits:
    house = lo.east.pk
    return visits_at(scope=Scope.of_houses(house), house=house, performance=lo.slot.pk, at=NOW)


def test_in_out_and_undo_add_up(lo: Fixture) -> None:
    count(lo)
    last = count(lo)
    count(lo, Kind.OUT)
    assert (seen(lo).walked_in, seen(lo).went_out, seen(lo).inside, seen(lo).free) == (2, 1, 1, None)
    count(lo, Kind.UNDO, undoes=last)
    assert (seen(lo).walked_in, seen(lo).inside) == (1, 0)


def test_the_same_press_again_counts_once_and_is_undone_once(lo: Fixture) -> None:
    takes_places(lo)
    key = count(lo)
    count(lo, key=key)
    assert (seen(lo).walked_in, seen(lo).free) == (1, 24)
    undo = count(lo, Kind.UNDO, undoes=key)
    count(lo, Kind.UNDO, key=undo, undoes=key)
    count(lo, Kind.UNDO, undoes=key)
    assert (seen(lo).walked_in, seen(lo).free) == (0, 25)


def test_more_go_out_than_were_counted_in(lo: Fixture) -> None:
    count(lo, Kind.OUT)
    assert seen(lo).inside == 0


def test_walk_ins_take_what_is_free_and_nothing_else(lo: Fixture) -> None:
    takes_places(lo)
    lo.sell(*[lo.wish(lo.slot, no) for no in range(1, 23)])
    for _each in range(3):
        count(lo)
    assert seen(lo).free == 0
    with pytest.raises(NoPlaceLeft):
        count(lo)
    with pytest.raises(PlacesTaken):
        lo.take(lo.wish(lo.slot, 25))
    count(lo, Kind.OUT)
    assert (seen(lo).free, seen(lo).walked_in) == (1, 3)
    count(lo)
    # A ticket holder who goes out gives no place back that walk-ins never had.
    for _each in range(4):
        count(lo, Kind.OUT)
    assert seen(lo).free == 3


def test_an_undone_exit_needs_a_place_again(lo: Fixture) -> None:
    takes_places(lo)
    lo.sell(*[lo.wish(lo.slot, no) for no in range(1, 25)])
    count(lo)
    out = count(lo, Kind.OUT)
    count(lo)
    with pytest.raises(NoPlaceLeft):
        count(lo, Kind.UNDO, undoes=out)
    assert seen(lo).inside == 1


def test_a_hold_that_ended_is_free(lo: Fixture) -> None:
    takes_places(lo)
    lo.take(*[lo.wish(lo.slot, no) for no in range(1, 26)], at=NOW)
    with pytest.raises(NoPlaceLeft):
        count(lo)
    house = lo.east.pk
    count_passage(
        scope=Scope.of_houses(house), house=house, performance=lo.slot.pk, key=uuid4(), kind=Kind.IN, user=None,
        at=NOW + timedelta(hours=1),
    )  # fmt: skip
    assert seen(lo).walked_in == 1


def test_strangers_count_nothing_and_see_nothing(lo: Fixture) -> None:
    key = count(lo)
    west = Scope.of_houses(lo.west.pk)
    for house in (lo.east.pk, lo.west.pk):
        for kind, undoes in ((Kind.IN, None), (Kind.UNDO, key)):
            with pytest.raises(NotFound):
                count_passage(
                    scope=west, house=house, performance=lo.slot.pk, key=uuid4(), kind=kind, undoes=undoes,
                    user=None, at=NOW,
                )  # fmt: skip
        with pytest.raises(NotFound):
            visits_at(scope=west, house=house, performance=lo.slot.pk, at=NOW)
    for undoes in (uuid4(), count(lo, Kind.UNDO, undoes=key)):
        with pytest.raises(NotFound):
            count(lo, Kind.UNDO, undoes=undoes)
    with west.open():
        assert not Passage.objects.exists()


def test_each_login_undoes_its_own_last_count(lo: Fixture) -> None:
    user = User.objects.create_user("deur@example.org")
    scope = Scope.of_houses(lo.east.pk)
    key = uuid4()
    count_passage(
        scope=scope, house=lo.east.pk, performance=lo.slot.pk, key=key, kind=Kind.IN, user=user.pk, at=NOW
    )
    count(lo)
    assert last_count(scope=scope, performance=lo.slot.pk, user=user.pk) == key
    count(lo, Kind.UNDO, undoes=key)
    assert last_count(scope=scope, performance=lo.slot.pk, user=user.pk) is None


def test_the_office_sees_all_of_its_performances(lo: Fixture) -> None:
    count(lo)
    lo.sell(lo.wish(lo.slot, 1))
    house = lo.east.pk
    since, until = lo.slot.starts_at, lo.slot.starts_at.replace(year=2030)
    rows = visits_of(scope=Scope.of_houses(house), house=house, since=since, until=until, at=NOW)
    found = {row.performance_id: (row.sold, row.scanned, row.walked_in, row.visitors) for row in rows}
    assert found[lo.slot.pk] == (1, 0, 1, 1)


DOORS, BUYERS = 20, 20


def rush(lo: Fixture) -> int:
    """20 people walk in at two doors while 20 others each buy a place of the 25, all at once. How many got in or bought."""
    together, got = Barrier(DOORS + BUYERS), []

    def one(number: int) -> None:
        try:
            together.wait()
            if number < DOORS:
                count(lo)
            else:
                lo.sell(lo.wish(lo.slot, 26 - (number - DOORS + 1)))
            got.append(number)
        except (NoPlaceLeft, PlacesTaken):
            pass
        finally:
            connections.close_all()

    threads = [Thread(target=one, args=(number,)) for number in range(DOORS + BUYERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(got)


def test_doors_and_sales_never_come_to_more_than_there_are_places(committed_db: TestDatabase) -> None:
    lo = build()
    takes_places(lo)
    got = rush(lo)
    found = seen(lo)
    assert found.sold + found.walked_in == got
    assert got + (found.free or 0) == found.capacity == 25
    assert Claim.objects.filter(performance=lo.slot.pk).count() == got


def test_control_without_the_claim_they_do(
    committed_db: TestDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    lo = build()
    takes_places(lo)
    text = module.COUNT.text
    lock = "where claim.state = 1 and claim.until <= %(at)s::timestamptz\n    returning"
    assert lock in text
    monkeypatch.setitem(vars(module.COUNT), "text", text.replace(lock, "returning"))
    vars(module.COUNT).pop("positional", None)
    monkeypatch.setattr(module, "_wait_for_each_other", lambda *_: None)
    try:
        rush(lo)
        found = seen(lo)
        assert found.sold + found.walked_in > Claim.objects.filter(performance=lo.slot.pk).count()
    finally:
        vars(module.COUNT).pop("positional", None)


def test_two_doors_at_once_add_up(committed_db: TestDatabase) -> None:
    lo = build()
    got = rush(lo)
    assert (seen(lo).walked_in, got) == (DOORS, DOORS + BUYERS)
