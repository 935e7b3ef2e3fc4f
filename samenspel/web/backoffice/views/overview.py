"""The first room: what asks attention now, what is on, how it sells."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from samenspel.inventory.queries.fill import PerformancesWanted, performances_of
from samenspel.kernel.clock import BRUSSELS
from samenspel.sales.queries.house_sales import sales_by_day
from samenspel.sales.queries.money_problems import money_problems
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.rooms import Room
from samenspel.web.backoffice.rows import performance_row
from samenspel.web.backoffice.views.payments import payment_row

UPCOMING = 8
PROBLEMS = 5
SALES_DAYS = 30


@require_safe
@in_house(Room.OVERVIEW)
def overview(desk: Desk) -> HttpResponse:
    """Money is shown to who may see orders, payments that wait to who may decide about them."""
    coming = performances_of(
        scope=desk.scope,
        houses=[desk.house.id],
        wanted=PerformancesWanted(from_at=desk.at),
        at=desk.at,
        size=UPCOMING,
    )
    rows = [performance_row(desk=desk, row=row) for row in coming]
    today = desk.at.astimezone(BRUSSELS).date()
    context = {
        "today": [row for row in rows if row["day"] == today],
        "upcoming": [row for row in rows if row["day"] != today],
        **(_problems(desk) if Room.PAYMENTS in desk.rooms else {}),
        "sales": _sales(desk) if Room.ORDERS in desk.rooms else None,
        "counter_url": desk.url("counter") if Room.COUNTER in desk.rooms else "",
        "is_desk": desk.house.kind == "ticket_desk",
    }
    return desk.render("backoffice/overview.html", context)


def _sales(desk: Desk) -> dict[str, object]:
    days = sales_by_day(scope=desk.scope, house=desk.house.id, days=SALES_DAYS, at=desk.at)
    return {
        "today_tickets": days[-1].tickets,
        "today_cents": days[-1].amount_cents,
        "tickets": sum(day.tickets for day in days),
        "amount_cents": sum(day.amount_cents for day in days),
        "ticket_values": [day.tickets for day in days],
        "amount_values": [day.amount_cents for day in days],
    }


def _problems(desk: Desk) -> dict[str, object]:
    """The newest few; the room of payments has them all."""
    found = money_problems(scope=desk.scope, house=desk.house.id)
    return {
        "problems": [payment_row(desk=desk, problem=problem) for problem in found[:PROBLEMS]],
        "more_problems": len(found) - PROBLEMS,
        "payments_url": desk.url("payments"),
    }
