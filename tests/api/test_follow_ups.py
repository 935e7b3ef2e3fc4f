"""A machine moves and cancels a performance of its house, and sees how far its buyers are."""

from datetime import timedelta

import pytest

from samenspel.houses.models import ApiKey, Role, StaffRole
from samenspel.kernel import clock
from samenspel.kernel.models import Event
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.follow_up import carry_out
from tests.api.conftest import Shop
from tests.support.machine import machine_of, programming_machine
from tests.support.programme import moved, performance
from tests.support.staff import admin_of


def test_moved_twice_is_moved_once(shop: Shop) -> None:
    order, theatre, machine = shop.sold(1, 2), shop.lo.theatre, programming_machine(shop.lo.west)
    path = f"/performances/{theatre.pk}"
    before = machine.get(f"{path}/follow-ups").json
    assert (before["revision"], before["items"]) == (1, [])
    until = (clock.now() + timedelta(days=2)).isoformat()
    body = {"revision": before["revision"], **moved(theatre), "refund_until": until}

    first, again = machine.post(f"{path}/move", body), machine.post(f"{path}/move", body, idem="lost")

    assert (first.status, again.status) == (202, 202)
    assert first.json == again.json
    assert performance(theatre.pk).starts_at == theatre.starts_at + timedelta(days=8)
    carry_out(follow_up=first.json["id"], at=clock.now())
    after = machine.get(f"{path}/follow-ups").json
    (item,) = after["items"]
    assert (after["revision"], item["kind"], item["orders"], item["done"], item["waiting"]) == (
        2,
        "moved",
        1,
        1,
        0,
    )
    assert item["reason"] == body["reason"]
    (news,) = shop.west.get(f"/orders/{order}").json["news"]
    assert news["may_give_back"] is True


def test_late_repeat_moves_nothing_that_was_moved_since(shop: Shop) -> None:
    theatre, machine = shop.lo.theatre, programming_machine(shop.lo.west)
    path = f"/performances/{theatre.pk}/move"
    body = {"revision": 1, **moved(theatre)}
    there = machine.post(path, body).status
    starts, ends = theatre.starts_at.isoformat(), theatre.ends_at.isoformat()
    back = machine.post(path, {"revision": 2, "starts_at": starts, "ends_at": ends}).status

    late = machine.post(path, body)

    assert (there, back, late.status, late.problem) == (202, 202, 409, "changed-since")
    assert performance(theatre.pk).starts_at == theatre.starts_at


def test_cancelled_twice_is_cancelled_once_and_everybody_is_refunded(shop: Shop) -> None:
    order, theatre, machine = shop.sold(1, 2), shop.lo.theatre, programming_machine(shop.lo.west)
    path = f"/performances/{theatre.pk}/cancellation"

    first, again = (machine.post(path, {"revision": 1, "reason": {"nl": "Ziek"}}) for _ in range(2))
    carry_out(follow_up=first.json["id"], at=clock.now())

    assert (first.status, again.json["id"]) == (202, first.json["id"])
    (item,) = machine.get(f"/performances/{theatre.pk}/follow-ups").json["items"]
    assert (item["kind"], item["done"], item["refund_cents"]) == ("cancelled", 1, 4000)
    assert shop.west.get(f"/orders/{order}").json["state"] == "cancelled"
    over = machine.post(path, {"revision": 2})
    assert (over.status, over.problem) == (409, "performance-cancelled")


def test_key_acts_in_the_name_of_somebody_who_may(shop: Shop) -> None:
    theatre, body = shop.lo.theatre, {"revision": 1}
    path = f"/performances/{theatre.pk}/cancellation"
    desk = programming_machine(shop.lo.west, Role.BOX_OFFICE)
    heard = [(reply.status, reply.problem) for reply in (shop.west.post(path, body), desk.post(path, body))]
    assert heard == [(403, "key-sells-only")] * 2

    left = programming_machine(shop.lo.east)
    with Scope.of_system().open():
        StaffRole.objects.filter(house=shop.lo.east).delete()
    film = f"/performances/{shop.lo.slot.pk}/cancellation"
    assert left.post(film, body).problem == "key-sells-only"
    assert performance(theatre.pk).state == "on_sale"


def test_fact_says_the_key_and_its_person(shop: Shop) -> None:
    machine = programming_machine(shop.lo.west)
    machine.post(f"/performances/{shop.lo.theatre.pk}/cancellation", {"revision": 1})

    with Scope.of_system().open():
        fact = Event.objects.get(kind="programme.performance.cancelled")
        key = ApiKey.objects.get(name="programme")
    assert (fact.payload["by"], fact.payload["api_key"]) == (key.acts_for_id, key.pk)


def test_admin_makes_a_key_that_may_and_reads_in_whose_name(shop: Shop) -> None:
    admin, page = admin_of(shop.lo.west), f"/beheer/{shop.lo.west.slug}/sleutels/"

    made = admin.post(page, {"name": "planning", "programmes": "on"})

    assert "verplaatst en annuleert voorstellingen voor Admin" in " ".join(made.content.decode().split())
    with Scope.of_system().open():
        assert ApiKey.objects.get(name="planning").acts_for is not None
        assert ApiKey.objects.get(house=shop.lo.west, name="test").acts_for is None


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"ends_at": "2020-01-01T00:00:00Z"}, "bad-value"),
        ({"plan": 2**40}, "bad-value"),
        ({"starts_at": "2026-11-24T20:00:00"}, "invalid-request"),
        ({"starts_at": "9999-12-31T23:00:00Z"}, "invalid-request"),
        ({"reason": {"nl": "\0"}}, "invalid-request"),
        ({"reason": {"de": "krank"}}, "invalid-request"),
        ({"revision": 7}, "changed-since"),
    ],
)
def test_refused_with_a_reason(shop: Shop, change: dict[str, object], problem: str) -> None:
    theatre, machine = shop.lo.theatre, programming_machine(shop.lo.west)

    reply = machine.post(f"/performances/{theatre.pk}/move", {"revision": 1, **moved(theatre), **change})

    assert reply.problem == problem
    assert performance(theatre.pk).starts_at == theatre.starts_at


def test_other_houses_hear_that_it_does_not_exist(shop: Shop) -> None:
    path = f"/performances/{shop.lo.theatre.pk}"
    for machine in (shop.desk, machine_of(shop.lo.east), programming_machine(shop.lo.north)):
        assert machine.get(f"{path}/follow-ups").status == 404
        assert machine.post(f"{path}/cancellation", {"revision": 1}).status == 404
