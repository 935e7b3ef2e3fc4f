"""A package of the fixture region: three performances of two houses, signed and on sale."""

from dataclasses import replace
from datetime import timedelta

from samenspel.houses.commands.change_house import Administration
from samenspel.houses.models import House, Role
from samenspel.kernel.tenancy import Scope
from samenspel.packages.commands.compose import Draft, ItemWish, compose_package
from samenspel.packages.commands.sign import put_on_sale, sign_package
from samenspel.packages.rules.shares import RevenueRule
from samenspel.packages.rules.terms import PriceForm, Terms
from tests.support.region import NOW, Fixture
from tests.support.staff import employ


def acting(house: House) -> Administration:
    """An admin of the house, at work now."""
    user = employ(f"packages@{house.slug}.example", Role.HOUSE_ADMIN, house=house)
    return Administration(Scope.of_houses(house.pk, actor=user.pk), house.pk, user.pk, NOW)


def draft_of(lo: Fixture, **changes: object) -> Draft:
    """Three of the theatre (20.00), the concert (rank 2, 15.00) and the slot (20.00), for 50.00."""
    west, east = lo.basis[lo.west.pk].pk, lo.basis[lo.east.pk].pk
    draft = Draft(
        kind="choice",
        name={"nl": "Drie om te kiezen", "fr": "Trois au choix", "en": "Choose three"},
        text={"nl": "Kies zelf je avonden."},
        terms=Terms(3, 3, PriceForm.WHOLE, price_cents=5000),
        revenue_rule=RevenueRule.LIST_PRICE,
        items=(
            ItemWish(lo.theatre.pk, west, 1),
            ItemWish(lo.concert.pk, east, 2),
            ItemWish(lo.slot.pk, east, 1),
        ),
        sale_starts_at=NOW - timedelta(days=1),
        sale_ends_at=NOW + timedelta(days=20),
    )
    return replace(draft, **changes)  # type: ignore[arg-type]


def on_sale(lo: Fixture, **changes: object) -> int:
    """Composed by Westerlo, signed by Oosterlo, on sale."""
    west, east = acting(lo.west), acting(lo.east)
    package = compose_package(act=west, region=lo.region.pk, draft=draft_of(lo, **changes))
    sign_package(act=east, package=package, name="Els")
    put_on_sale(act=west, package=package, name="Wim")
    return package


def two_of_three(lo: Fixture) -> int:
    """Two out of theatre, concert and slot for 30.00, exchanged until a day before, also between the houses."""
    terms = Terms(2, 2, PriceForm.WHOLE, price_cents=3000)
    return on_sale(lo, terms=terms, exchange_hours=24, exchanges_houses=True)
