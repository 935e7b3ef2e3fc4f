"""A package is composed by one house and signed by all that are in it before anybody can buy it."""

from datetime import timedelta

import pytest

from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.packages.commands.compose import BadPackage, Draft, ItemWish, PackageOnSale, compose_package
from samenspel.packages.commands.sign import NotOrganiser, NotSigned, close_package, put_on_sale, sign_package
from samenspel.packages.queries.packages import package, packages_of_house, packages_on_sale
from samenspel.packages.rules.terms import BoundRule, PriceForm, Terms
from tests.packages.compose import acting, draft_of, on_sale
from tests.support.region import NOW, Fixture, build


@pytest.fixture
def lo(db: None) -> Fixture:
    return build()


def test_sold_only_when_every_house_signed(lo: Fixture) -> None:
    west, east = acting(lo.west), acting(lo.east)
    made = compose_package(act=west, region=lo.region.pk, draft=draft_of(lo))
    with pytest.raises(NotSigned) as refused:
        put_on_sale(act=west, package=made, name="Wim")
    assert refused.value.houses == (lo.east.pk,)
    with pytest.raises(NotOrganiser):
        put_on_sale(act=east, package=made, name="Els")
    sign_package(act=east, package=made, name="Els")
    sign_package(act=east, package=made, name="Els")
    put_on_sale(act=west, package=made, name="Wim")
    assert [row.id for row in packages_on_sale(region=lo.region.pk, at=NOW)] == [made]
    assert packages_on_sale(region=lo.region.pk, at=NOW + timedelta(days=21)) == []
    with pytest.raises(PackageOnSale):
        compose_package(act=west, region=lo.region.pk, draft=draft_of(lo), package=made)
    close_package(act=west, package=made)
    assert packages_on_sale(region=lo.region.pk, at=NOW) == []


def test_change_of_a_draft_asks_the_signatures_again(lo: Fixture) -> None:
    west, east = acting(lo.west), acting(lo.east)
    made = compose_package(act=west, region=lo.region.pk, draft=draft_of(lo))
    sign_package(act=east, package=made, name="Els")
    cheaper = draft_of(lo, terms=Terms(3, 3, PriceForm.WHOLE, price_cents=4000))
    assert compose_package(act=west, region=lo.region.pk, draft=cheaper, package=made) == made
    with pytest.raises(NotSigned):
        put_on_sale(act=west, package=made, name="Wim")


def test_draft_is_seen_by_its_houses_only(lo: Fixture) -> None:
    made = compose_package(act=acting(lo.west), region=lo.region.pk, draft=draft_of(lo))
    for house in (lo.west, lo.east):
        scope = Scope.of_houses(house.pk)
        assert [row.id for row in packages_of_house(scope=scope, house=house.pk)] == [made]
        assert package(scope=scope, package=made, at=NOW).name["nl"] == "Drie om te kiezen"
    for scope in (Scope.of_houses(lo.north.pk), Scope.nobody()):
        with pytest.raises(NotFound):
            package(scope=scope, package=made, at=NOW)
    with pytest.raises(NotFound):
        sign_package(act=acting(lo.north), package=made, name="Noor")


def bad(lo: Fixture) -> list[tuple[Draft, str, str]]:
    west = lo.basis[lo.west.pk].pk
    whole = PriceForm.WHOLE
    return [
        (draft_of(lo, kind="other"), "kind", "unknown"),
        (draft_of(lo, name={"nl": "  "}), "name", "missing"),
        (draft_of(lo, items=()), "items", "missing"),
        (draft_of(lo, items=draft_of(lo).items[:1] * 2), "items", "twice"),
        (draft_of(lo, items=(ItemWish(lo.foreign.pk, west, 1),), terms=Terms(1, 1, whole, 10)), "items", "unknown"),
        (draft_of(lo, items=(ItemWish(lo.concert.pk, west, 1),), terms=Terms(1, 1, whole, 10)), "items", "unknown"),
        (draft_of(lo, items=(ItemWish(lo.theatre.pk, west, 7),), terms=Terms(1, 1, whole, 10)), "items", "no_price"),
        (draft_of(lo, terms=Terms(4, 4, whole, 5000)), "least", "more_than_items"),
        (draft_of(lo, terms=Terms(3, 2, whole, 5000)), "least", "order"),
        (draft_of(lo, terms=Terms(3, 3, whole, 0)), "price_cents", "missing"),
        (draft_of(lo, terms=Terms(3, 3, PriceForm.DISCOUNT, discount_bp=0)), "discount_bp", "range"),
        (draft_of(lo, sale_ends_at=NOW - timedelta(days=2)), "sale_ends_at", "order"),
        (draft_of(lo, terms=Terms(3, 3, whole, 5000, bounds=(BoundRule(0, 1),))), "bounds", "one_thing"),
        (draft_of(lo, terms=Terms(3, 3, whole, 5000, bounds=(BoundRule(2, 1, group="a"),))), "bounds", "order"),
        (draft_of(lo, terms=Terms(3, 3, whole, 5000, bounds=(BoundRule(4, 5, group="a"),))), "bounds", "more_than_most"),
    ]  # fmt: skip


def test_what_cannot_be_is_refused_by_its_field(lo: Fixture) -> None:
    act = acting(lo.west)
    for draft, field, why in bad(lo):
        with pytest.raises(BadPackage) as refused:
            compose_package(act=act, region=lo.region.pk, draft=draft)
        assert (refused.value.field, refused.value.why) == (field, why)
    assert packages_of_house(scope=act.scope, house=lo.west.pk) == []


def test_bundle_asks_all_of_its_performances(lo: Fixture) -> None:
    made = on_sale(lo, kind="bundle")
    row = package(scope=Scope.nobody(), package=made, at=NOW)
    assert (row.terms.least, row.terms.most) == (3, 3)
    assert [choice.list_cents for choice in row.choices] == [2000, 1500, 2000]
