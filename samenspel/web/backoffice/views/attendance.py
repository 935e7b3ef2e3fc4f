"""Who came, day by day: sold, scanned and walked in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenspel.access.queries.visits import Visits, visits_of
from samenspel.kernel.clock import BRUSSELS
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.rooms import Room
from samenspel.web.backoffice.tables import Cell, csv_response

USUAL_DAYS = 30
DAYS_AT_MOST = 366


@dataclass(frozen=True, slots=True)
class Totals:
    sold: int
    scanned: int
    walked_in: int
    visitors: int

    @classmethod
    def of(cls, rows: Sequence[Visits]) -> "Totals":
        return cls(
            sold=sum(row.sold for row in rows),
            scanned=sum(row.scanned for row in rows),
            walked_in=sum(row.walked_in for row in rows),
            visitors=sum(row.visitors for row in rows),
        )


@require_safe
@in_house(Room.PERFORMANCES)
def attendance(desk: Desk) -> HttpResponse:
    """`van` and `tot` are days, both included; without them the last thirty."""
    first, last = _period(desk)
    rows = _find(desk, first, last)
    days = [(day, list(each)) for day, each in groupby(rows, key=_day)]
    context = {
        "first": first,
        "last": last,
        "days": [{"day": day, "rows": each, "totals": Totals.of(each)} for day, each in reversed(days)],
        "totals": Totals.of(rows),
        "csv_url": f"{desk.url('attendance_csv')}?van={first}&tot={last}",
        "crumbs": [{"label": _("Performances"), "url": desk.url("performances")}, {"label": _("Visitors")}],
    }
    return desk.render("backoffice/attendance.html", context)


@require_safe
@in_house(Room.PERFORMANCES)
def attendance_csv(desk: Desk) -> HttpResponseBase:
    first, last = _period(desk)
    head = [
        *(_("Begins"), _("Performance"), _("Hall"), _("Places")),
        *(_("Sold"), _("Scanned"), _("Walked in"), _("Visitors"), _("Gone out")),
    ]
    return csv_response(
        name=f"bezoekers-{desk.house.slug}-{first}-{last}", head=head, rows=_cells(_find(desk, first, last))
    )


def _cells(rows: Sequence[Visits]) -> Iterator[list[Cell]]:
    for row in rows:
        yield [
            *(row.starts_at, row.title, row.hall_name, row.capacity),
            *(row.sold, row.scanned, row.walked_in, row.visitors, row.went_out),
        ]


def _find(desk: Desk, first: date, last: date) -> list[Visits]:
    return visits_of(
        scope=desk.scope,
        house=desk.house.id,
        since=_midnight(first),
        until=_midnight(last + timedelta(days=1)),
        at=desk.at,
    )


def _period(desk: Desk) -> tuple[date, date]:
    """As asked, at most a year of it; nonsense is the usual period."""
    today = desk.at.astimezone(BRUSSELS).date()
    try:
        first = date.fromisoformat(desk.request.GET.get("van", ""))
        last = date.fromisoformat(desk.request.GET.get("tot", ""))
    except ValueError:
        return today - timedelta(days=USUAL_DAYS - 1), today
    if not 2000 <= first.year <= last.year < 2200:
        return today - timedelta(days=USUAL_DAYS - 1), today
    return first, max(first, min(last, first + timedelta(days=DAYS_AT_MOST - 1)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BRUSSELS)


def _day(row: Visits) -> date:
    return row.starts_at.astimezone(BRUSSELS).date()
