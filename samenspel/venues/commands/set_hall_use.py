"""How a hall is used: its change-over, the halls it excludes, and whether others may hear of evenings that are considered."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import DatabaseError, transaction
from django.db.models import Q

from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.events import append
from samenspel.kernel.tenancy import Scope
from samenspel.venues.commands.change_booking import CONSTRAINT, Act, hall_of_house, planning
from samenspel.venues.commands.rank_options import lock_halls, rank_options
from samenspel.venues.models import Hall, HallConflict, Venue

CHANGE_OVER_MAX_MIN = 24 * 60


class BookingsMeet(DomainError):
    """Confirmed bookings that are there already would overlap: move them first. `.hall` is where."""

    def __init__(self, hall: int) -> None:
        super().__init__(hall)
        self.hall = hall


class BadChangeOver(DomainError):
    """Not 0 to 1440 minutes."""


def set_change_over(
    *, scope: Scope, house: int, hall: int, before_min: int, after_min: int, by: int, at: datetime
) -> None:
    """Count these minutes before and after each booking of the hall as occupied, also of bookings that are there.

    Raises BadChangeOver, BookingsMeet, NotFound, NotPlanner.
    """
    if not (0 <= before_min <= CHANGE_OVER_MAX_MIN and 0 <= after_min <= CHANGE_OVER_MAX_MIN):
        raise BadChangeOver(before_min, after_min)
    act = Act(scope, house, "change_over", by, at)
    with planning(act), _hall_changes(act, hall, {"before_min": before_min, "after_min": after_min}):
        Hall.objects.filter(pk=hall).update(
            change_over_before_min=before_min, change_over_after_min=after_min
        )


def set_exclusions(
    *, scope: Scope, house: int, hall: int, others: Collection[int], by: int, at: datetime
) -> None:
    """Let the hall exclude exactly `others` of the same house, both ways: its parts, what it is a part of, who hears it.

    Raises BookingsMeet, NotFound (also for the hall itself among the others), NotPlanner.
    """
    act = Act(scope, house, "exclusions", by, at)
    pairs = {(min(hall, other), max(hall, other)) for other in others}
    with planning(act), _hall_changes(act, hall, {"excludes": sorted(others)}):
        for other in others:
            hall_of_house(hall=other, house=house)
        if hall in others:
            raise NotFound(hall)
        lock_halls(halls=[hall, *others])
        known = HallConflict.objects.filter(Q(hall=hall) | Q(other=hall))
        for pair in set(known.values_list("hall_id", "other_id")) - pairs:
            known.filter(hall_id=pair[0], other_id=pair[1]).delete()
        HallConflict.objects.bulk_create(
            [HallConflict(hall_id=low, other_id=high) for low, high in sorted(pairs)], ignore_conflicts=True
        )


def share_evenings(*, scope: Scope, house: int, venue: int, shares: bool, by: int, at: datetime) -> None:
    """Let other houses hear, without a name, that an evening is considered in this venue, or no longer.

    Raises NotFound, NotPlanner.
    """
    act = Act(scope, house, "shared", by, at)
    with planning(act):
        if not Venue.objects.filter(pk=venue, house=house).update(shares_evenings=shares):
            raise NotFound(venue)
        append(
            kind="venues.venue.shared",
            house_id=house,
            subject=str(venue),
            payload={"by": by, "shares": shares},
            at=at,
        )


@contextmanager
def _hall_changes(act: Act, hall: int, said: dict[str, object]) -> Iterator[None]:
    """Lock what is tied to the hall, let it change, count the queues and tell."""
    hall_of_house(hall=hall, house=act.house)
    tied = lock_halls(halls=[hall])
    try:
        with transaction.atomic():
            yield
    except DatabaseError as error:
        if CONSTRAINT in str(error):
            raise BookingsMeet(hall) from error
        raise
    rank_options(halls=tied | lock_halls(halls=[hall]), at=act.at)
    payload = {"by": act.by} | said
    append(kind=f"venues.hall.{act.verb}", house_id=act.house, subject=str(hall), payload=payload, at=act.at)
