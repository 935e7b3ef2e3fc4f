"""What people left behind: scans at the doors of past evenings, and seats kept back for the house."""

from datetime import datetime, timedelta
from random import Random

from samenspel.access.models import Scan
from samenspel.houses.models import Role, StaffRole
from samenspel.inventory.models import Block, Claim, ClaimState
from samenspel.programme.models import Performance
from samenspel.sales.models import Ticket

EVENINGS = 12
HOUSE_SEATS = 4


def scan_past(*, at: datetime, seed: int) -> int:
    """Scan nine of ten tickets of the latest evenings, and now and then one twice. Within scope system."""
    random = Random(f"{seed}:scans")
    evenings = Performance.objects.filter(starts_at__lt=at, is_timeslot=False, ticket__isnull=False)
    latest = list(evenings.order_by("-starts_at").distinct()[:EVENINGS])
    ushers = dict(StaffRole.objects.filter(role=Role.USHER).values_list("house_id", "user_id"))
    scans: list[Scan] = []
    for show in latest:
        for ticket in Ticket.objects.filter(performance=show, state=Ticket.State.VALID).order_by("id"):
            if random.random() > 0.9:
                continue
            moment = min(show.starts_at - timedelta(minutes=random.uniform(1, 40)), at)
            scan = Scan(
                house_id=show.house_id,
                performance=show,
                ticket=ticket,
                outcome=Scan.Outcome.ADMITTED,
                scanned_by_id=ushers.get(show.house_id),
                at=moment,
            )
            scans.append(scan)
            if random.random() < 0.02:
                scans.append(_again(scan))
    Scan.objects.bulk_create(scans, batch_size=1000)
    return len(scans)


def keep_house_seats(*, at: datetime, seed: int) -> int:
    """Block a few seats of some coming performances for the house. Within scope system, before anything is sold."""
    random = Random(f"{seed}:blocks")
    coming = list(
        Performance.objects.filter(starts_at__gt=at, is_timeslot=False, plan__capacity__gte=200)
        .select_related("plan")
        .order_by("starts_at", "id")
    )
    chosen = random.sample(coming, min(30, len(coming)))
    claims: list[Claim] = []
    for show in chosen:
        block = Block.objects.create(
            performance=show, reason=Block.Reason.HOUSE_SEATS, note="Plaatsen van het huis"
        )
        first = random.randint(40, show.plan.capacity - HOUSE_SEATS - 20)
        claims.extend(
            Claim(performance=show, place_no=first + n, state=ClaimState.BLOCKED, block=block)
            for n in range(HOUSE_SEATS)
        )
    Claim.objects.bulk_create(claims)
    return len(chosen)


def _again(scan: Scan) -> Scan:
    return Scan(
        house_id=scan.house_id,
        performance=scan.performance,
        ticket=scan.ticket,
        outcome=Scan.Outcome.ALREADY_IN,
        scanned_by_id=scan.scanned_by_id,
        at=scan.at + timedelta(minutes=3),
    )
