"""What is on, as machines read it."""

from datetime import timedelta

from samenspel.kernel import clock
from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from tests.api.conftest import Shop


def test_regions_and_houses(shop: Shop) -> None:
    regions = shop.west.get("/regions").json["items"]
    houses = shop.west.get("/houses?region=lo").json["items"]

    assert [(each["slug"], each["seller"], sorted(each["houses"])) for each in regions] == [
        ("lo", "desk-lo", ["oosterlo", "westerlo"]),
        ("noord", "noorderlo", ["noorderlo"]),
    ]
    assert {each["slug"] for each in houses} == {"desk-lo", "oosterlo", "westerlo"}
    assert len(shop.west.get("/houses").json["items"]) == 4
    assert shop.west.get("/houses/westerlo").json["name"] == "CC Westerlo"
    assert shop.west.get("/houses/nergens").problem == "not-found"
    assert shop.west.get("/houses?region=nergens").problem == "not-found"


def test_performances_by_filter(shop: Shop) -> None:
    lo = shop.lo
    day = lo.theatre.starts_at.astimezone(BRUSSELS).date()

    def ids(query: str) -> set[int]:
        return {each["id"] for each in shop.west.get(f"/performances?{query}").json["items"]}

    everything = {lo.theatre.pk, lo.concert.pk, lo.slot.pk, lo.free.pk}
    assert ids("region=lo") == everything
    assert ids("region=lo&house=westerlo") == ids("house=westerlo") == {lo.theatre.pk, lo.free.pk}
    assert ids("region=noord&house=westerlo") == set()
    assert ids("region=lo&genre=music") == {lo.concert.pk}
    assert ids("region=lo&text=ADEM") == {lo.theatre.pk}
    assert ids(f"region=lo&production={lo.slot.production_id}") == {lo.slot.pk}
    assert ids(f"region=lo&from={day}&until={day}") == everything
    assert ids(f"region=lo&from={day + timedelta(days=1)}") == set()
    assert ids("region=lo&town=Gent") == set()


def test_pages_hold_everything_once(shop: Shop) -> None:
    seen: list[int] = []
    after = ""
    for _ in range(5):
        page = shop.west.get(f"/performances?region=lo&limit=1{after}").json
        seen += [each["id"] for each in page["items"]]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"

    assert sorted(seen) == sorted(
        each.pk for each in (shop.lo.theatre, shop.lo.concert, shop.lo.slot, shop.lo.free)
    )
    first = shop.west.get("/productions?region=lo&limit=3").json
    rest = shop.west.get(f"/productions?region=lo&limit=3&after={first['next']}").json
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (3, 1, None)


def test_performance_with_prices_plan_and_availability(shop: Shop) -> None:
    lo = shop.lo
    found = shop.west.get(f"/performances/{lo.theatre.pk}").json
    prices = shop.west.get(f"/performances/{lo.theatre.pk}/prices").json
    plan = shop.west.get(f"/plans/{found['plan']}").json

    assert (found["title"], found["house"], found["lowest_cents"]) == ("De lange adem", "westerlo", 1200)
    assert prices["ranks"] == {"1": {"nl": "Rang 1"}, "2": {"nl": "Rang 2"}}
    assert sorted(each["cents"] for each in prices["prices"]) == [1200, 1500, 1600, 2000]
    assert (plan["capacity"], plan["is_numbered"], len(plan["places"])) == (64, True, 64)
    assert plan["places"][1] | {"x": 0, "y": 0} == {
        "no": 2, "section": "Parterre", "row": "A", "seat": "2", "x": 0, "y": 0, "rank": 1, "kind": "seat",
        "left": 1, "right": 3, "companion_of": None,
    }  # fmt: skip
    assert shop.west.get(f"/performances/{2**62}").problem == "not-found"
    assert shop.west.get(f"/plans/{2**62}").problem == "not-found"


def test_plan_is_kept_for_good(shop: Shop) -> None:
    path = f"/plans/{shop.lo.theatre.plan_id}"
    first = shop.west.get(path)

    again = shop.west.get(path, **{"If-None-Match": first.headers["ETag"]})

    assert "immutable" in first.headers["Cache-Control"]
    assert (again.status, again.content) == (304, b"")


def test_availability_has_an_etag_that_follows_the_truth(shop: Shop) -> None:
    path = f"/performances/{shop.lo.theatre.pk}/availability"
    first = shop.west.get(path)

    same = shop.west.get(path, **{"If-None-Match": f'"x", W/{first.headers["ETag"]}'})
    shop.cart(1, 2)
    other = shop.west.get(path, **{"If-None-Match": first.headers["ETag"]})

    assert (same.status, same.headers["ETag"]) == (304, first.headers["ETag"])
    assert (other.status, other.json["taken"]) == (200, [1, 2])


def test_unpublished_performance_is_not_told_to_others(shop: Shop) -> None:
    with Scope.of_system().open():
        Performance.objects.filter(pk=shop.lo.theatre.pk).update(published_at=clock.now() + timedelta(days=1))

    assert shop.north.get(f"/performances/{shop.lo.theatre.pk}").problem == "not-found"
    assert shop.north.get(f"/performances/{shop.lo.theatre.pk}/availability").problem == "not-found"
    assert shop.west.get(f"/performances/{shop.lo.theatre.pk}/availability").status == 200
