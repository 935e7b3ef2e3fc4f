"""Take copies of a package: good places of every chosen performance, at the price of the package, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q

from samenspel.kernel.errors import DomainError
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope
from samenspel.packages.queries.packages import ChoiceRow, PackageRow
from samenspel.packages.queries.packages import package as package_row
from samenspel.packages.rules.shares import shares
from samenspel.packages.rules.terms import Missing, missing, price_cents
from samenspel.sales.commands.judge_cart import lock
from samenspel.sales.commands.take_best import take_best
from samenspel.sales.commands.take_places import CartClosed, NotOffered, TooManyPlaces
from samenspel.sales.models import Line, Order, PackageLine
from samenspel.sales.rules.limits import PLACES_IN_CART


class PackageIncomplete(DomainError):
    """The choice is not the package: `missing` is what is too few or too many."""

    def __init__(self, missing: list[Missing]) -> None:
        super().__init__(missing)
        self.missing = missing


class PackageSoldOut(DomainError):
    """Only `left` more copies are sold."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


@dataclass(frozen=True, slots=True)
class TakenPackage:
    """The copies by their ids; what one costs, and what its tickets would have cost apart."""

    copies: tuple[int, ...]
    price_cents: int
    list_cents: int


@dataclass(frozen=True, slots=True)
class _Put:
    id: int


PUT = load(__file__, "put_in_package", _Put)


def take_package(
    *,
    scope: Scope,
    order: UUID,
    region: int,
    language: str,
    package: int,
    performances: Sequence[int],
    copies: int = 1,
    at: datetime,
) -> TakenPackage:
    """Put `copies` (1-10) of a package with these performances in the cart, side by side where the hall lets it; or nothing.

    Each copy costs the price of the package, divided over its tickets by its revenue rule. One transaction, one lock of this
    cart; some four statements a performance.

    Raises NotFound, NotOffered (not sold now, here or in this package), PackageIncomplete, PackageSoldOut, TooManyPlaces,
    CartClosed (also when its time is over), and what take_best raises.
    """
    if not 1 <= copies <= 10 or len(performances) * copies > PLACES_IN_CART:
        raise TooManyPlaces
    row = package_row(scope=scope, package=package, at=at)
    chosen = _chosen(row, performances)
    if row.region != region or not row.is_sold(at) or not all(choice.is_open for choice in chosen):
        raise NotOffered
    lacks = missing(terms=row.terms, chosen=[choice.choice for choice in chosen])
    if lacks:
        raise PackageIncomplete(lacks)
    with scope.open():
        _lock_cart(order)
        if Order.objects.filter(pk=order, hold_until__lte=at).exists():
            raise CartClosed
        _check_left(row, copies, order, at)
        lines = [_take(scope, order, region, language, choice, copies, at) for choice in chosen]
        return _put(scope, order, row, chosen, lines, copies)


def _chosen(row: PackageRow, performances: Sequence[int]) -> list[ChoiceRow]:
    known = {choice.performance_id: choice for choice in row.choices}
    if len(set(performances)) != len(performances) or not known.keys() >= set(performances):
        raise NotOffered
    return sorted(
        (known[each] for each in performances), key=lambda choice: (choice.starts_at, choice.performance_id)
    )


def _take(
    scope: Scope, order: UUID, region: int, language: str, choice: ChoiceRow, copies: int, at: datetime
) -> list[int]:
    """One place for each copy; answers the lines."""
    mine = Line.objects.filter(order_id=order, performance_id=choice.performance_id)
    before = set(mine.values_list("pk", flat=True))
    take_best(
        scope=scope,
        order=order,
        region=region,
        language=language,
        performance=choice.performance_id,
        ticket_types=[choice.ticket_type_id] * copies,
        rank=choice.rank,
        judged=True,
        at=at,
    )
    return list(mine.exclude(pk__in=before).order_by("place_no").values_list("pk", flat=True))


def _put(
    scope: Scope,
    order: UUID,
    row: PackageRow,
    chosen: Sequence[ChoiceRow],
    lines: Sequence[Sequence[int]],
    copies: int,
) -> TakenPackage:
    list_cents = [choice.list_cents for choice in chosen]
    price = price_cents(terms=row.terms, list_cents=list_cents)
    parts = shares(rule=row.revenue_rule, price_cents=price, list_cents=list_cents)
    made = [
        PUT.one(
            scope=scope,
            order=order,
            package=row.id,
            organiser=row.organiser,
            list_cents=sum(list_cents),
            lines=[places[nth] for places in lines],
            cents=parts,
        ).id
        for nth in range(copies)
    ]
    return TakenPackage(tuple(made), price, sum(list_cents))


def _check_left(row: PackageRow, copies: int, order: UUID, at: datetime) -> None:
    """One buyer at a time where copies are counted, so that two carts never take the last one twice."""
    if row.most_sold is None:
        return
    with Scope.of_system().open():
        lock(keys=[f"package:{row.id}"])
        open_cart = Q(
            sold_at__isnull=True,
            order__state__in=(Order.State.CART, Order.State.AWAITING_PAYMENT),
            order__hold_until__gt=at,
        )
        gone = Q(order__state=Order.State.CANCELLED)
        taken = PackageLine.objects.filter(
            Q(sold_at__isnull=False) & ~gone | open_cart, package=row.id
        ).count()
    if taken + copies > row.most_sold:
        raise PackageSoldOut(max(0, row.most_sold - taken))


def _lock_cart(order: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"cart:{order}"])
