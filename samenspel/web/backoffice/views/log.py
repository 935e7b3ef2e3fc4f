"""What was changed in this house, by whom and when; with filters, and as a file."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenspel.houses.queries.log import PAGE_SIZE, EntriesWanted, Entry, log_of
from samenspel.houses.queries.staff import staff_of
from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.events import Position
from samenspel.web.backoffice import log_words
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.listing import ListState
from samenspel.web.backoffice.rooms import Room
from samenspel.web.backoffice.tables import ROWS_AT_MOST, Cell, csv_response


@require_safe
@in_house(Room.LOG)
def log(desk: Desk) -> HttpResponse:
    state = ListState(desk.request.path, desk.request.GET)
    people = [
        (person.user_id, person.shown_name) for person in staff_of(scope=desk.scope, house=desk.house.id)
    ]
    wanted = _wanted(state, before=_position(state.text("before")))
    found = log_of(scope=desk.scope, house=desk.house.id, wanted=wanted, limit=PAGE_SIZE + 1)
    shown = found[:PAGE_SIZE]
    names = dict(people)
    context = {
        "rows": [_row(desk, entry, names) for entry in shown],
        "groups": [
            (name, label, name == state.text("what")) for name, (label, _kinds) in log_words.GROUPS.items()
        ],
        "people": [(user, name, user == wanted.by) for user, name in people],
        "since": state.text("since"),
        "until": state.text("until"),
        "older_url": state.url(before=str(shown[-1].position)) if len(found) > PAGE_SIZE else "",
        "newest_url": state.url(before="") if wanted.before else "",
        "clear_url": desk.request.path if desk.request.GET else "",
        "csv_url": ListState(desk.url("log_csv"), desk.request.GET).url(before=""),
    }
    return desk.render("backoffice/log.html", context)


@require_safe
@in_house(Room.LOG)
def log_csv(desk: Desk) -> HttpResponseBase:
    state = ListState(desk.request.path, desk.request.GET)
    found = log_of(
        scope=desk.scope, house=desk.house.id, wanted=_wanted(state, before=None), limit=ROWS_AT_MOST
    )
    head = [_("When"), _("Who"), _("What"), _("Number"), _("Field"), _("Before"), _("After")]
    return csv_response(name=f"logboek-{desk.house.slug}", head=head, rows=_csv_rows(found))


def _wanted(state: ListState, *, before: Position | None) -> EntriesWanted:
    until = _midnight(state.text("until"))
    return EntriesWanted(
        kinds=log_words.group_of(kinds=state.text("what")),
        by=state.number("by"),
        since=_midnight(state.text("since")),
        until=until + timedelta(days=1) if until else None,
        before=before,
    )


def _midnight(text: str) -> datetime | None:
    """The beginning of a day in Brussels; None for what is no day of these centuries."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return datetime.combine(day, time(), BRUSSELS) if 2000 <= day.year <= 2200 else None


def _position(text: str) -> Position | None:
    try:
        found = Position.parse(text)
    except ValueError:
        return None
    return found if 0 <= found.xid < 2**63 and 0 <= found.id < 2**63 else None


def _row(desk: Desk, entry: Entry, names: dict[int, str]) -> dict[str, Any]:
    subject = entry.subject
    if entry.kind.startswith("houses.staff.") and subject.isdigit():
        subject = names.get(int(subject), subject)
    return {
        "at": entry.at,
        "by": entry.by_name,
        "title": log_words.title_of(kind=entry.kind),
        "subject": subject,
        "url": desk.url("order", subject) if entry.kind.startswith("sales.order.") else "",
        "changes": list(log_words.changes_of(payload=entry.payload)),
    }


def _csv_rows(found: Sequence[Entry]) -> Iterator[list[Cell]]:
    """One row a field that changed, so that a spreadsheet can filter on it."""
    for entry in found:
        title = log_words.title_of(kind=entry.kind)
        changes = list(log_words.changes_of(payload=entry.payload)) or [("", "", "")]
        for field, was, now in changes:
            yield [entry.at, entry.by_name, title, entry.subject, field, was, now]
