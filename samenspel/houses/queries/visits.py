"""Visits of the service desk: which houses it may enter, and what a house sees of it."""

from dataclasses import dataclass
from datetime import datetime

from samenspel.houses.models import House, Role, StaffRole, Visit
from samenspel.kernel.tenancy import Scope

SHOWN = 50


@dataclass(frozen=True, slots=True)
class ServedHouse:
    """A house that a login of the service desk may enter; `until` when it is inside now."""

    slug: str
    name: str
    town: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A page, by its path."""

    path: str
    at: datetime


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """A visit as the house reads it; `until` is when it was ended or ends by itself."""

    id: int
    who: str
    email: str
    reason: str
    entered_at: datetime
    until: datetime
    looks: tuple[LookedAt, ...]


def served_houses(*, user: int, at: datetime) -> tuple[ServedHouse, ...]:
    """The houses of the regions whose service desk `user` is in, by name. Empty for everybody else."""
    with Scope.of_user(user).open():
        regions = StaffRole.objects.filter(user_id=user, role=Role.SERVICE_DESK).values("region")
        visits = Visit.objects.filter(user_id=user, left_at=None, ends_at__gt=at)
        inside = dict(visits.values_list("house_id", "ends_at"))
        rows = House.objects.filter(regions__in=regions).distinct().order_by("name")
        return tuple(ServedHouse(row.slug, row.name, row.town, inside.get(row.pk)) for row in rows)


def visits_of_house(*, scope: Scope, house: int) -> tuple[VisitFacts, ...]:
    """The last 50 visits to `house`, newest first, each with its looks in order. Two statements."""
    with scope.open():
        rows = (
            Visit.objects.filter(house_id=house)
            .select_related("user")
            .prefetch_related("looks")
            .order_by("-entered_at", "-id")[:SHOWN]
        )
        return tuple(_facts(visit) for visit in rows)


def _facts(visit: Visit) -> VisitFacts:
    looks = sorted(visit.looks.all(), key=lambda look: look.pk)
    return VisitFacts(
        id=visit.pk,
        who=visit.user.name or visit.user.email,
        email=visit.user.email,
        reason=visit.reason,
        entered_at=visit.entered_at,
        until=visit.left_at or visit.ends_at,
        looks=tuple(LookedAt(look.path, look.at) for look in looks),
    )
