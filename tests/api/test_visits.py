"""Machines at the door: counting, and the numbers of the own house."""

from datetime import timedelta

from samenspel.access.models import Passage
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from tests.api.conftest import Shop
from tests.support.machine import machine_of


def test_counts_once_for_each_key_and_undoes(shop: Shop) -> None:
    east, path = machine_of(shop.lo.east), f"/performances/{shop.lo.slot.pk}"
    first = east.post(f"{path}/passages", {"kind": "in"}, idem="deur-1")
    again = east.post(f"{path}/passages", {"kind": "in"}, idem="deur-1")
    assert (first.status, again.json) == (200, first.json)
    assert first.json["visits"]["inside"] == 1
    assert first.json["visits"]["free_for_walk_ins"] is None
    east.post(f"{path}/passages", {"kind": "in"})
    east.post(f"{path}/passages", {"kind": "out"})
    east.post(f"{path}/passages", {"kind": "undo", "undoes": first.json["id"]})
    seen = east.get(f"{path}/visits").json
    assert (seen["walked_in"], seen["went_out"], seen["inside"]) == (1, 1, 0)
    assert east.post(f"{path}/passages", {"kind": "undo"}).problem == "not-found"
    assert east.post(f"{path}/passages", {"kind": "fly"}).problem == "invalid-request"


def test_full_is_a_refusal(shop: Shop) -> None:
    with Scope.of_system().open():
        Performance.objects.filter(pk=shop.lo.slot.pk).update(walk_ins_take_places=True)
    east, path = machine_of(shop.lo.east), f"/performances/{shop.lo.slot.pk}"
    shop.sold(*range(1, 25), of="slot", machine=shop.desk)
    assert east.post(f"{path}/passages", {"kind": "in"}).json["visits"]["free_for_walk_ins"] == 0
    assert east.post(f"{path}/passages", {"kind": "in"}).problem == "no-place-left"


def test_a_house_reads_its_own_performances_only(shop: Shop) -> None:
    machine_of(shop.lo.east).post(f"/performances/{shop.lo.slot.pk}/passages", {"kind": "in"})
    day = shop.lo.slot.starts_at.date()
    query = f"/visits?from={day - timedelta(days=1)}&until={day + timedelta(days=1)}"
    rows = {row["performance"]: row for row in machine_of(shop.lo.east).get(query).json["items"]}
    assert rows[shop.lo.slot.pk]["visitors"] == 1
    assert shop.lo.theatre.pk not in rows
    assert shop.lo.slot.pk not in {row["performance"] for row in shop.west.get(query).json["items"]}
    assert shop.west.get("/visits?from=0001-01-01&until=9999-12-31").status == 200
    assert shop.west.get("/visits").problem == "invalid-request"
    with Scope.of_houses(shop.lo.west.pk).open():
        assert not Passage.objects.exists()
