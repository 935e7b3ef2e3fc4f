"""The one way in which a person changes the hall calendar: allowed, locked, unchanged since it was read, undoable, told.

Each verb of the planner (book, confirm, move, ...) prepares the rows and hands them over here.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import DatabaseError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from samenspel.houses.models import Role, StaffRole
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.events import append
from samenspel.kernel.ids import uuid7
from samenspel.kernel.statement import REFUSED
from samenspel.kernel.tenancy import Scope
from samenspel.venues.commands.rank_options import lock_halls, rank_options
from samenspel.venues.models import BookingChange, Hall, HallBooking
from samenspel.venues.queries.clashes import Clash, HallWish, clashes

PLANNERS = (Role.PROGRAMMER, Role.HOUSE_ADMIN)
LIVE = (HallBooking.State.OPTION, HallBooking.State.CONFIRMED)
LENGTH_MIN = timedelta(minutes=5)
LENGTH_MAX = timedelta(days=366)
CONSTRAINT = "hall_is_not_double_booked"
PLAIN = ("hall_id", "state", "kind", "rank", "title", "note", "staff_notes", "equipment_notes", "contact")
SAVED = ("hall", *PLAIN[1:], "period", "expires_at", "series", "revision")


class NotPlanner(DomainError):
    """This login is no programmer or admin of the house."""


class HallTaken(DomainError):
    """A confirmed booking stands in the way. `.clashes` names each, with the date of the wish that it meets."""

    def __init__(self, found: Sequence[Clash]) -> None:
        super().__init__(found)
        self.clashes = tuple(found)


class BookingChanged(DomainError):
    """Somebody changed it since it was read. `.bookings` names them."""

    def __init__(self, *bookings: int) -> None:
        super().__init__(bookings)
        self.bookings = bookings


class BadPeriod(DomainError):
    """Not 5 minutes to 366 days, or its end is not after its begin, or a moment is not aware."""


class HeldByPerformance(DomainError):
    """A performance takes place in this time: it is moved, confirmed or cancelled there, and its booking follows."""


@dataclass(frozen=True, slots=True)
class Act:
    """What one person does to the calendar of one house at one moment; `id` is the token with which it can be undone."""

    scope: Scope
    house: int
    verb: str
    by: int
    at: datetime
    id: UUID = field(default_factory=uuid7)


@dataclass(frozen=True, slots=True)
class Booked:
    """A booking as the act left it."""

    id: int
    revision: int
    state: str
    rank: int | None


@dataclass(frozen=True, slots=True)
class Changed:
    """`act` undoes it (`undo_change`) until one of the bookings changes again. `clashes` are options and, for an option,
    confirmed bookings on the same time: shown, never removed."""

    act: UUID
    bookings: tuple[Booked, ...]
    clashes: tuple[Clash, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """A row as it should become; `before` is what it was, None for a new one."""

    booking: HallBooking
    before: dict[str, Any] | None


@contextmanager
def planning(act: Act) -> Iterator[None]:
    """A transaction in which `act.by` may plan. Raises NotFound for another house, NotPlanner."""
    if not act.scope.system and act.house not in act.scope.houses:
        raise NotFound(act.house)
    with act.scope.open():
        if not StaffRole.objects.filter(house=act.house, user=act.by, role__in=PLANNERS).exists():
            raise NotPlanner(act.by)
        yield


def hall_of_house(*, hall: int, house: int) -> None:
    """Raises NotFound when the hall does not stand in a venue of the house."""
    if not Hall.objects.filter(pk=hall, venue__house=house).exists():
        raise NotFound(hall)


def period_of(*, starts_at: datetime, ends_at: datetime) -> DateTimeTZRange:
    """The period [starts_at, ends_at). Raises BadPeriod."""
    if starts_at.tzinfo is None or ends_at.tzinfo is None:
        raise BadPeriod(starts_at, ends_at)
    if not LENGTH_MIN <= ends_at - starts_at <= LENGTH_MAX:
        raise BadPeriod(starts_at, ends_at)
    return DateTimeTZRange(starts_at, ends_at)


def locked(
    *, act: Act, bookings: dict[int, int], halls: Sequence[int] = (), states: Sequence[str] = LIVE
) -> list[Edit]:
    """These bookings (id -> revision that was read) to change, with their halls and `halls` locked, in the order of their ids.

    Raises NotFound (also for one in a state other than `states`), BookingChanged.
    """
    rows = HallBooking.objects.filter(pk__in=bookings, house=act.house).order_by("pk")
    lock_halls(halls=[*halls, *rows.values_list("hall_id", flat=True)])
    found = list(rows.select_for_update())
    if missing := bookings.keys() - {row.pk for row in found if row.state in states}:
        raise NotFound(*missing)
    if stale := [row.pk for row in found if row.revision != bookings[row.pk]]:
        raise BookingChanged(*stale)
    return [Edit(row, snapshot(row)) for row in found]


def write(*, act: Act, edits: Sequence[Edit]) -> Changed:
    """Write the rows, count the queues, remember how to undo, tell. The halls are locked.

    Raises HallTaken and HeldByPerformance with nothing changed.
    """
    rows = [edit.booking for edit in edits]
    wishes = [HallWish(row.hall_id, row.period.lower, row.period.upper) for row in rows]
    try:
        with transaction.atomic():
            _save(edits)
    except DatabaseError as error:
        _refuse(act, error, wishes, rows)
    halls = {row.hall_id for row in rows} | {edit.before["hall_id"] for edit in edits if edit.before}
    rank_options(halls=lock_halls(halls=halls), at=act.at)
    ranks = dict(HallBooking.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", "rank"))
    BookingChange.objects.bulk_create(
        BookingChange(
            house_id=act.house,
            booking=edit.booking,
            act=act.id,
            verb=act.verb,
            before=edit.before,
            revision=edit.booking.revision,
            by_id=act.by,
            at=act.at,
        )
        for edit in edits
    )
    for edit in edits:
        _tell(act, edit, ranks[edit.booking.pk])
    live = [wish for wish, row in zip(wishes, rows, strict=True) if row.state in LIVE]
    return Changed(
        act=act.id,
        bookings=tuple(Booked(row.pk, row.revision, row.state, ranks[row.pk]) for row in rows),
        clashes=clashes(scope=act.scope, wishes=live, ignoring=ranks),
    )


def snapshot(row: HallBooking) -> dict[str, Any]:
    """What undoing needs of a booking, as JSON."""
    return {name: getattr(row, name) for name in PLAIN} | {
        "starts_at": row.period.lower.isoformat(),
        "ends_at": row.period.upper.isoformat(),
        "expires_at": row.expires_at and row.expires_at.isoformat(),
    }


def _save(edits: Sequence[Edit]) -> None:
    for edit in edits:
        if edit.before:
            edit.booking.revision += 1
            edit.booking.save(update_fields=SAVED)
    HallBooking.objects.bulk_create(edit.booking for edit in edits if edit.before is None)


def _refuse(act: Act, error: DatabaseError, wishes: list[HallWish], rows: list[HallBooking]) -> None:
    """Say what the database refused; anything else goes on as it is."""
    said = str(error)
    if CONSTRAINT in said:
        found = clashes(scope=act.scope, wishes=wishes, ignoring=[row.pk for row in rows if row.pk])
        raise HallTaken([clash for clash in found if clash.refuses]) from error
    if getattr(error.__cause__, "sqlstate", "") == REFUSED and "held_by_performance" in said:
        raise HeldByPerformance(*(row.pk for row in rows)) from error
    raise error


def _tell(act: Act, edit: Edit, rank: int | None) -> None:
    """The fact, without texts: titles and notes may name people, and the log is never rewritten."""
    row = edit.booking
    shown = ("hall_id", "state", "kind", "starts_at", "ends_at")
    after = snapshot(row)
    payload = {name.removesuffix("_id"): after[name] for name in shown} | {
        "act": str(act.id),
        "by": act.by,
        "rank": rank,
        "revision": row.revision,
        "before": edit.before and {name.removesuffix("_id"): edit.before[name] for name in shown},
    }
    append(
        kind=f"venues.booking.{act.verb}", house_id=act.house, subject=str(row.pk), payload=payload, at=act.at
    )
