"""Let options end whose moment has come; whoever stands behind them moves up."""

from datetime import datetime, timedelta

from samenspel.kernel.events import append
from samenspel.kernel.tenancy import Scope
from samenspel.venues.commands.rank_options import lock_halls, rank_options
from samenspel.venues.models import BookingChange, HallBooking

UNDO_KEPT = timedelta(days=30)


def expire_options(*, at: datetime) -> int:
    """Expire every option whose moment is not after `at`; answers how many. One transaction a hall.

    Facts: `venues.booking.expired` for each, `venues.booking.promoted` for each that moves up. What could be undone more than 30
    days ago is forgotten.
    """
    with Scope.of_system().open():
        BookingChange.objects.filter(at__lt=at - UNDO_KEPT).delete()
        due = HallBooking.objects.filter(state=HallBooking.State.OPTION, expires_at__lte=at)
        halls = sorted(set(due.values_list("hall_id", flat=True)))
    return sum(_expire_in(hall, at) for hall in halls)


def _expire_in(hall: int, at: datetime) -> int:
    with Scope.of_system().open():
        group = lock_halls(halls=[hall])
        due = HallBooking.objects.filter(hall=hall, state=HallBooking.State.OPTION, expires_at__lte=at)
        rows = list(due.order_by("pk").select_for_update())
        for row in rows:
            append(
                kind="venues.booking.expired",
                house_id=row.house_id,
                subject=str(row.pk),
                payload={"hall": hall, "rank": row.rank, "revision": row.revision + 1},
                at=at,
            )
            row.state, row.rank, row.revision = HallBooking.State.EXPIRED, None, row.revision + 1
        HallBooking.objects.bulk_update(rows, ["state", "rank", "revision"])
        rank_options(halls=group, at=at)
    return len(rows)
