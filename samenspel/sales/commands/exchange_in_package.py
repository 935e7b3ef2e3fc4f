"""A buyer chooses another performance of the same package for a ticket that is paid."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from samenspel.inventory.queries.availability import availability
from samenspel.inventory.queries.plans import plan_of
from samenspel.inventory.rules.best_available import NotEnoughPlaces, best_available
from samenspel.kernel.errors import NotFound
from samenspel.kernel.statement import Refused, load
from samenspel.kernel.tenancy import Scope
from samenspel.packages.queries.packages import ChoiceRow, PackageRow
from samenspel.packages.queries.packages import package as package_row
from samenspel.packages.rules.terms import missing
from samenspel.sales.commands.exchange_slot import ATTEMPTS, NotExchanged
from samenspel.sales.models import Line, Order


@dataclass(frozen=True, slots=True)
class ExchangedInPackage:
    """The new ticket."""

    ticket: int


EXCHANGE = load(__file__, "exchange_in_package", ExchangedInPackage)


def exchange_in_package(
    *, scope: Scope, order: UUID, ticket: int, performance: int, at: datetime
) -> ExchangedInPackage:
    """Give `ticket` up for the best place of `performance`, another one of its package, at the same part of the price.

    By the secret link of the order. Until the hours before the performance that the package says; to another house only when it
    says so; the copy stays a whole package. No money moves. The old code is dead at once.

    Raises NotFound, and NotExchanged with why: closed, not_offered, other_house, not_the_package, admitted, void, full.
    """
    if order not in scope.orders and not scope.system:
        raise NotFound(order)
    for _attempt in range(ATTEMPTS):
        try:
            with Scope.of_system().open():
                return _exchange(order, ticket, performance, at)
        except Refused as refused:
            if refused.reason == "unknown":
                raise NotFound(order) from refused
            if refused.reason != "raced":
                raise NotExchanged(refused.reason) from refused
    raise NotExchanged("full")


def choices_instead(*, order: UUID, ticket: int, at: datetime) -> list[ChoiceRow]:
    """The performances this ticket can be exchanged for, by what the package says.

    Whether a place is free shows when it is asked. The caller has checked who asks. Raises NotFound.
    """
    with Scope.of_system().open():
        line, copy, row = _copy_of(order, ticket, at)
        return [
            choice
            for choice in row.choices
            if choice.is_open
            and choice.performance_id not in copy
            and _why_not(row, line, copy, choice, at) is None
        ]


def _exchange(order: UUID, ticket: int, performance: int, at: datetime) -> ExchangedInPackage:
    list(Order.objects.select_for_update().filter(pk=order).values_list("pk"))
    line, copy, row = _copy_of(order, ticket, at)
    wanted = next((each for each in row.choices if each.performance_id == performance), None)
    if wanted is None or not wanted.is_open or performance in copy:
        raise NotExchanged("not_offered")
    if why := _why_not(row, line, copy, wanted, at):
        raise NotExchanged(why)
    return EXCHANGE.one(
        scope=Scope.of_system(),
        order=order,
        ticket=ticket,
        performance=performance,
        place=_place(order, wanted, at),
        ticket_type=wanted.ticket_type_id,
        at=at,
    )


def _copy_of(order: UUID, ticket: int, at: datetime) -> tuple[Line, frozenset[int], PackageRow]:
    """The line of the ticket, the performances of its copy, and the package."""
    line = (
        Line.objects.select_related("package_line", "performance")
        .filter(order=order, ticket=ticket, package_line__isnull=False, order__state=Order.State.CONFIRMED)
        .first()
    )
    if line is None or line.package_line is None:
        raise NotFound(ticket)
    live = Line.objects.filter(package_line=line.package_line, cancelled_at__isnull=True)
    row = package_row(scope=Scope.of_system(), package=line.package_line.package_id, at=at)
    return line, frozenset(live.values_list("performance_id", flat=True)), row


def _why_not(
    row: PackageRow, line: Line, copy: frozenset[int], wanted: ChoiceRow, at: datetime
) -> str | None:
    if row.exchange_hours is None or at >= line.performance.starts_at - timedelta(hours=row.exchange_hours):
        return "closed"
    if wanted.house_id != line.presenter_id and not row.exchanges_houses:
        return "other_house"
    after = copy - {line.performance_id} | {wanted.performance_id}
    chosen = [choice.choice for choice in row.choices if choice.performance_id in after]
    return "not_the_package" if missing(terms=row.terms, chosen=chosen) else None


def _place(order: UUID, wanted: ChoiceRow, at: datetime) -> int:
    free = availability(performance=wanted.performance_id, at=at, order=order, scope=Scope.of_system())
    # A line of this order that was cancelled keeps the name of its place.
    named = Line.objects.filter(order=order, performance=wanted.performance_id).values_list(
        "place_no", flat=True
    )
    taken = frozenset(free.taken) | frozenset(free.mine) | frozenset(named)
    try:
        return best_available(
            plan=plan_of(free.plan_id), taken=taken, count=1, ranks=frozenset((wanted.rank,))
        ).places[0]
    except NotEnoughPlaces:
        raise NotExchanged("full") from None
