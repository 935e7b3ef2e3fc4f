"""The region as its coordinator sees it: what is on and how full, and totals per house. No customer, no order."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenspel.houses.queries.directory import RegionFacts, directory
from samenspel.inventory.queries.fill import (
    PAGE_SIZE,
    SORTS,
    PerformancesWanted,
    StaffPerformance,
    performances_of,
)
from samenspel.kernel.tenancy import Scope
from samenspel.sales.queries.house_sales import region_totals
from samenspel.web.backoffice.desk import RegionDesk, in_region
from samenspel.web.backoffice.listing import Column, ListState
from samenspel.web.backoffice.rows import performance_row
from samenspel.web.backoffice.tables import ROWS_AT_MOST, Cell, csv_response

DAYS = 30


@require_safe
@in_region
def region(desk: RegionDesk) -> HttpResponse:
    facts = directory().region(desk.region.slug)
    state = ListState(desk.request.path, desk.request.GET)
    sort = state.word("sort", SORTS)
    house = _house(facts, state)
    found = _find(desk, facts, state, page=state.page, size=PAGE_SIZE)
    total = found[0].total if found else 0
    columns = [
        Column(_("When"), "date"),
        Column(_("Performance"), "title"),
        Column(_("House")),
        Column(_("Sold"), "fill", first_down=True),
    ]
    names = {member.id: member.name for member in facts.houses}
    context = {
        "totals": _totals(desk, facts),
        "days": DAYS,
        "rows": [
            performance_row(desk=None, row=row) | {"house": names.get(row.house_id, "")} for row in found
        ],
        "columns": state.columns(columns=columns, sort=sort),
        "houses": [(member.slug, member.name, member.id == house) for member in facts.presenters],
        "text": state.text("q"),
        "sort": sort,
        "total": total,
        "pager": state.pager(total=total, size=PAGE_SIZE),
        "csv_url": ListState(
            reverse("backoffice:region_csv", args=[desk.region.slug]), desk.request.GET
        ).url(),
        "clear_url": desk.request.path if state.text("q") or house else "",
    }
    return desk.render("backoffice/region.html", context)


@require_safe
@in_region
def performances_csv(desk: RegionDesk) -> HttpResponseBase:
    facts = directory().region(desk.region.slug)
    state = ListState(desk.request.path, desk.request.GET)
    found = _find(desk, facts, state, page=1, size=ROWS_AT_MOST)
    head = [_("Starts at"), _("House"), _("Title"), _("Venue"), _("Hall"), _("Places"), _("Sold")]
    return csv_response(name=f"regio-{desk.region.slug}", head=head, rows=_csv_rows(facts, found))


def _house(facts: RegionFacts, state: ListState) -> int | None:
    slug = state.word("house", ("", *(house.slug for house in facts.presenters)))
    return next((house.id for house in facts.presenters if house.slug == slug), None)


def _find(
    desk: RegionDesk, facts: RegionFacts, state: ListState, *, page: int, size: int
) -> list[StaffPerformance]:
    """Published performances only, with nobody's scope: what a house still prepares is its own."""
    house = _house(facts, state)
    wanted = PerformancesWanted(
        from_at=desk.at, text=state.text("q"), sort=state.word("sort", SORTS), published=True
    )
    houses = [house] if house else [member.id for member in facts.presenters]
    return performances_of(
        scope=Scope.nobody(), houses=houses, wanted=wanted, at=desk.at, page=page, size=size
    )


def _totals(desk: RegionDesk, facts: RegionFacts) -> dict[str, Any]:
    rows = region_totals(
        region=facts.id,
        houses=[house.id for house in facts.presenters],
        since=desk.at - timedelta(days=DAYS),
    )
    return {
        "rows": rows,
        "tickets": sum(row.tickets for row in rows),
        "amount_cents": sum(row.amount_cents for row in rows),
    }


def _csv_rows(facts: RegionFacts, found: Sequence[StaffPerformance]) -> Iterator[list[Cell]]:
    names = {member.id: member.name for member in facts.houses}
    for row in found:
        yield [
            *(row.starts_at, names.get(row.house_id, ""), row.title, row.venue, row.hall),
            *(row.capacity, row.sold),
        ]
