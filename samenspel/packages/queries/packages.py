"""Packages as a shop offers them and as their houses compose them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from samenspel.kernel.errors import NotFound
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope
from samenspel.packages.models import Package
from samenspel.packages.rules.shares import RevenueRule
from samenspel.packages.rules.terms import BoundRule, Choice, PriceForm, Terms


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """A performance of a package; `list_cents` is what its ticket would cost apart, `is_open` whether it is sold now."""

    performance_id: int
    house_id: int
    house_name: str
    house_slug: str
    production_id: int
    title: str
    genre: str
    group_name: str
    starts_at: datetime
    venue_name: str
    town: str
    ticket_type_id: int
    rank: int
    list_cents: int
    is_open: bool

    @property
    def choice(self) -> Choice:
        return Choice(self.performance_id, self.house_id, self.genre, self.group_name, self.list_cents)


@dataclass(frozen=True, slots=True)
class Signature:
    house: int
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PackageRow:
    """A package whole. `name` and `text` by language; `exchange_hours` None is never."""

    id: int
    region: int
    organiser: int
    kind: str
    state: str
    name: dict[str, str]
    text: dict[str, str]
    houses: tuple[int, ...]
    terms: Terms
    revenue_rule: RevenueRule
    sale_starts_at: datetime
    sale_ends_at: datetime
    most_sold: int | None
    exchange_hours: int | None
    exchanges_houses: bool
    choices: tuple[ChoiceRow, ...]
    signatures: tuple[Signature, ...]

    def is_sold(self, at: datetime) -> bool:
        """Whether a shop sells it at this moment."""
        return self.state == Package.State.ON_SALE and self.sale_starts_at <= at < self.sale_ends_at


CHOICES = load(__file__, "package_choices", ChoiceRow)


def package(*, scope: Scope, package: int, at: datetime) -> PackageRow:
    """One package with its performances. Four statements. Raises NotFound (a draft of others, too)."""
    with scope.open():
        row = _rows().filter(pk=package).first()
        if row is None:
            raise NotFound(package)
        choices = CHOICES.rows(scope=scope, package=package, at=at)
    return _whole(row, tuple(choices))


def packages_on_sale(*, region: int, at: datetime) -> list[PackageRow]:
    """What the shop of a region sells at this moment, without their performances. Public; three statements."""
    with Scope.nobody().open():
        rows = _rows().filter(
            region=region, state=Package.State.ON_SALE, sale_starts_at__lte=at, sale_ends_at__gt=at
        )
        return [_whole(row, ()) for row in rows.order_by("id")]


def packages_of_house(*, scope: Scope, house: int) -> list[PackageRow]:
    """What a house composed or has performances in, newest first, without their performances. Three statements."""
    with scope.open():
        rows = _rows().filter(Q(organiser=house) | Q(houses__contains=[house]))
        return [_whole(row, ()) for row in rows.order_by("-id")]


def _rows() -> QuerySet[Package]:
    return Package.objects.prefetch_related("bounds", "acceptances")


def _whole(row: Package, choices: tuple[ChoiceRow, ...]) -> PackageRow:
    return PackageRow(
        id=row.pk,
        region=row.region_id,
        organiser=row.organiser_id,
        kind=row.kind,
        state=row.state,
        name=row.name,
        text=row.text,
        houses=tuple(row.houses),
        terms=Terms(
            least=row.least,
            most=row.most,
            price_form=PriceForm(row.price_form),
            price_cents=row.price_cents,
            discount_bp=row.discount_bp,
            bounds=tuple(
                BoundRule(
                    least=each.least, most=each.most, house=each.house_id, genre=each.genre, group=each.group
                )
                for each in row.bounds.all()
            ),
        ),
        revenue_rule=RevenueRule(row.revenue_rule),
        sale_starts_at=row.sale_starts_at,
        sale_ends_at=row.sale_ends_at,
        most_sold=row.most_sold,
        exchange_hours=row.exchange_hours,
        exchanges_houses=row.exchanges_houses,
        choices=choices,
        signatures=tuple(Signature(each.house_id, each.name, each.at) for each in row.acceptances.all()),
    )
