"""The hall of a performance, live."""

from samenspel.inventory.models import Allotment, AllotmentPlace, Block, Claim
from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from tests.support.region import Fixture
from tests.support.staff import admin_of


def test_hall_shows_every_place_by_why_it_is_not_free(lo: Fixture) -> None:
    lo.sell(lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6))
    lo.take(lo.wish(lo.theatre, 15), at=clock.now())
    with Scope.of_system().open():
        block = Block.objects.create(performance=lo.theatre, reason="technical", note="Mengtafel")
        Claim.objects.create(performance=lo.theatre, place_no=55, state=3, block=block)
        allotment = Allotment.objects.create(
            performance=lo.theatre, owner=lo.west, name="Vrienden", release_at=lo.theatre.starts_at
        )
        for place in (6, 41, 42):  # 6 was sold out of it
            AllotmentPlace.objects.create(performance=lo.theatre, place_no=place, allotment=allotment)
    shown = admin_of(lo.west).get(f"/beheer/westerlo/voorstellingen/{lo.theatre.pk}/").content.decode()
    counts = {
        why: shown.count(f'href="#place-{why}"') for why in ("sold", "held", "blocked", "allotted", "free")
    }
    assert counts == {"sold": 2, "held": 1, "blocked": 1, "allotted": 2, "free": 58}
    assert "Mengtafel" in shown
    assert "Vrienden" in shown


def test_poll_answers_304_until_a_place_changes(lo: Fixture) -> None:
    client = admin_of(lo.west)
    path = f"/beheer/westerlo/voorstellingen/{lo.theatre.pk}/zaal/"
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    lo.sell(lo.wish(lo.theatre, 5))
    changed = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != first.headers["ETag"]
    assert "<html" not in changed.content.decode()


def test_takings_are_by_ticket_type(lo: Fixture) -> None:
    lo.sell(lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6, young=True))
    shown = admin_of(lo.west).get(f"/beheer/westerlo/voorstellingen/{lo.theatre.pk}/").content.decode()
    assert "€\u00a020,00" in shown
    assert "€\u00a016,00" in shown
    assert "€\u00a036,00" in shown


def test_standing_area_has_counts_and_no_map(lo: Fixture) -> None:
    lo.sell(lo.wish(lo.free, 1))
    shown = admin_of(lo.west).get(f"/beheer/westerlo/voorstellingen/{lo.free.pk}/").content.decode()
    assert 'class="hall"' not in shown
    assert "2\u00a0% verkocht" in shown or "2 % verkocht" in shown
