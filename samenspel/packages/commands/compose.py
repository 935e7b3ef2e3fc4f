"""Compose a package: a draft of one house, changed freely until the first house signed it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from samenspel.catalogue.models import Price, TicketType
from samenspel.houses.commands.change_house import Administration, administering
from samenspel.houses.models import Membership
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.packages.models import Acceptance, Bound, Item, Package
from samenspel.packages.rules.shares import RevenueRule
from samenspel.packages.rules.terms import BoundRule, PriceForm, Terms
from samenspel.programme.models import Performance

NAME_MAX = 120
TEXT_MAX = 2000
ITEMS_MAX = 200


class BadPackage(DomainError):
    """A value that cannot be: `field` says which, `why` is a word for it, `subject` the performance when it is one."""

    def __init__(self, field: str, why: str, subject: int | None = None) -> None:
        super().__init__(field, why, subject)
        self.field = field
        self.why = why
        self.subject = subject


class PackageOnSale(DomainError):
    """It is on sale or closed: what buyers were promised does not change. Close it and compose a new one."""


@dataclass(frozen=True, slots=True)
class ItemWish:
    """A performance, the ticket type and rank whose price counts as its list price, and its group when it has one."""

    performance: int
    ticket_type: int
    rank: int
    group: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A package as it is composed. `name` and `text` by language; moments are aware; `exchange_hours` None is never."""

    kind: str
    name: Mapping[str, str]
    text: Mapping[str, str]
    terms: Terms
    revenue_rule: RevenueRule
    items: tuple[ItemWish, ...]
    sale_starts_at: datetime
    sale_ends_at: datetime
    most_sold: int | None = None
    exchange_hours: int | None = None
    exchanges_houses: bool = False


def compose_package(*, act: Administration, region: int, draft: Draft, package: int | None = None) -> int:
    """Make a draft in `region`, or (`package`) write an own draft anew; signatures fall away. Answers its id.

    Raises NotFound, NotAdmin, BadPackage, PackageOnSale; nothing is kept then.
    """
    _check(draft)
    with administering(act):
        if not Membership.objects.filter(region=region, house=act.house).exists():
            raise NotFound(region)
        row = _row(act, region, package)
        row.houses = _check_items(region, draft)
        row.kind, row.name, row.text = draft.kind, _texts(draft.name, NAME_MAX), _texts(draft.text, TEXT_MAX)
        row.least, row.most = _least_and_most(draft)
        row.price_form = draft.terms.price_form
        row.price_cents, row.discount_bp = draft.terms.price_cents, draft.terms.discount_bp
        row.revenue_rule = draft.revenue_rule
        row.sale_starts_at, row.sale_ends_at = draft.sale_starts_at, draft.sale_ends_at
        row.most_sold = draft.most_sold
        row.exchange_hours, row.exchanges_houses = draft.exchange_hours, draft.exchanges_houses
        row.save()
        _write_parts(row, draft)
    return row.pk


def locked(*, act: Administration, package: int) -> Package:
    """The package with its row locked, in an open scope. Raises NotFound when the house neither made it nor is in it."""
    row = Package.objects.select_for_update().filter(pk=package).first()
    if row is None or act.house not in {row.organiser_id, *row.houses}:
        raise NotFound(package)
    return row


def _row(act: Administration, region: int, package: int | None) -> Package:
    if package is None:
        return Package(region_id=region, organiser_id=act.house, created_at=act.at)
    row = locked(act=act, package=package)
    if row.organiser_id != act.house or row.region_id != region:
        raise NotFound(package)
    if row.state != Package.State.DRAFT:
        raise PackageOnSale
    return row


def _write_parts(row: Package, draft: Draft) -> None:
    row.items.all().delete()
    row.bounds.all().delete()
    Acceptance.objects.filter(package=row).delete()
    Item.objects.bulk_create(
        Item(
            package=row,
            performance_id=item.performance,
            ticket_type_id=item.ticket_type,
            rank=item.rank,
            group=item.group,
        )
        for item in draft.items
    )
    Bound.objects.bulk_create(
        Bound(
            package=row, house_id=bound.house, genre=bound.genre, group=bound.group,
            least=bound.least, most=bound.most,
        )
        for bound in draft.terms.bounds
    )  # fmt: skip


def _check(draft: Draft) -> None:
    terms = draft.terms
    if draft.kind not in Package.Kind.values:
        raise BadPackage("kind", "unknown")
    if not any(_texts(draft.name, NAME_MAX).values()):
        raise BadPackage("name", "missing")
    if not draft.items:
        raise BadPackage("items", "missing")
    if len(draft.items) > ITEMS_MAX:
        raise BadPackage("items", "too_many")
    performances = [item.performance for item in draft.items]
    if len(set(performances)) != len(performances):
        raise BadPackage("items", "twice")
    if draft.kind == Package.Kind.CHOICE:
        if not 1 <= terms.least <= terms.most:
            raise BadPackage("least", "order")
        if terms.least > len(draft.items):
            raise BadPackage("least", "more_than_items")
    if terms.price_form is PriceForm.DISCOUNT:
        if not 1 <= terms.discount_bp <= 10_000:
            raise BadPackage("discount_bp", "range")
    elif terms.price_cents <= 0:
        raise BadPackage("price_cents", "missing")
    if draft.sale_ends_at <= draft.sale_starts_at:
        raise BadPackage("sale_ends_at", "order")
    for bound in terms.bounds:
        _check_bound(bound, draft)


def _check_bound(bound: BoundRule, draft: Draft) -> None:
    if sum((bound.house is not None, bound.genre != "", bound.group != "")) != 1:
        raise BadPackage("bounds", "one_thing")
    if bound.most is not None and bound.most < bound.least:
        raise BadPackage("bounds", "order")
    if bound.least > draft.terms.most:
        raise BadPackage("bounds", "more_than_most")


def _check_items(region: int, draft: Draft) -> list[int]:
    """Performances of members, each with the price it names; answers their houses."""
    asked = {item.performance: item for item in draft.items}
    members = Membership.objects.filter(region=region).values_list("house_id", flat=True)
    shows = {row.pk: row for row in Performance.objects.filter(pk__in=asked, house__in=list(members))}
    types = dict(
        TicketType.objects.filter(pk__in={i.ticket_type for i in draft.items}).values_list("pk", "house_id")
    )
    priced = set(
        Price.objects.filter(price_list__offer__performance__in=asked).values_list(
            "price_list__offer__performance", "ticket_type_id", "rank"
        )
    )
    for item in draft.items:
        show = shows.get(item.performance)
        if show is None or types.get(item.ticket_type) != show.house_id:
            raise BadPackage("items", "unknown", item.performance)
        if (item.performance, item.ticket_type, item.rank) not in priced:
            raise BadPackage("items", "no_price", item.performance)
    return sorted({show.house_id for show in shows.values()})


def _least_and_most(draft: Draft) -> tuple[int, int]:
    if draft.kind == Package.Kind.BUNDLE:
        return len(draft.items), len(draft.items)
    return draft.terms.least, min(draft.terms.most, len(draft.items))


def _texts(texts: Mapping[str, str], most: int) -> dict[str, str]:
    return {code: text.strip()[:most] for code, text in texts.items() if text.strip()}
