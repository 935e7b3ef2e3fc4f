"""The service desk of a region enters a house of it for a written reason, looks, and leaves; the house can end it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from samenspel.houses.models import House, Role, StaffRole, Visit
from samenspel.houses.queries.staff import HousePost
from samenspel.kernel.changes import tell_change
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope

LASTS = timedelta(minutes=60)
REASON_MIN, REASON_MAX = 10, 300


class NoReason(DomainError):
    """A reason has 10 to 300 characters: the house reads it."""


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    reason: str
    ends_at: datetime
    house_id: int
    house_slug: str
    house_name: str
    house_kind: str
    house_accent: str


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """Where the service desk is now. `house` has no roles: what a visit opens is the office's to say."""

    id: int
    reason: str
    ends_at: datetime
    house: HousePost


LOOK = load(__file__, "look_in", _Row)


def enter_house(*, user: int, house: str, reason: str, at: datetime) -> None:
    """From `at`, for an hour at most, login `user` may look in the house with this slug. An open visit there ends first.

    The fact in the log has no reason: the log is never rewritten, and a reason may name somebody. Works as the product itself.
    Raises NotFound when the login is not of the service desk of a region of that house, NoReason.
    """
    told = " ".join(reason.split())
    if not REASON_MIN <= len(told) <= REASON_MAX:
        raise NoReason(len(told))
    with Scope.of_system(actor=user).open():
        serves = StaffRole.objects.filter(user_id=user, role=Role.SERVICE_DESK, region__houses__slug=house)
        if not serves.exists():
            raise NotFound(house)
        row = House.objects.select_for_update().get(slug=house)
        for earlier in _open(at).filter(user_id=user, house=row):
            _end(earlier, by=user, at=at)
        visit = Visit.objects.create(user_id=user, house=row, reason=told, entered_at=at, ends_at=at + LASTS)
        tell_change(
            kind="houses.visit.entered",
            house=row.pk,
            subject=visit.pk,
            before=None,
            after={"ends_at": visit.ends_at},
            by=user,
            at=at,
        )


def look_in(*, user: int, house: str, path: str | None, at: datetime) -> OpenVisit:
    """The open visit of `user` in the house with this slug, and the page `path` noted as looked at. One statement.

    `path` None: nothing is shown, so nothing is noted. Raises NotFound when there is no open visit, or no such role any more.
    """
    rows = LOOK.rows(scope=Scope.of_user(user), user=user, house=house, path=path and path[:400], at=at)
    if not rows:
        raise NotFound(house)
    row = rows[0]
    post = HousePost(
        id=row.house_id,
        slug=row.house_slug,
        name=row.house_name,
        kind=row.house_kind,
        accent=row.house_accent,
        setting_up=False,
        second_factor_roles=None,
        roles=frozenset(),
    )
    return OpenVisit(row.id, row.reason, row.ends_at, post)


def leave_house(*, user: int, house: str, at: datetime) -> None:
    """End the open visit of login `user` in the house with this slug; nothing when there is none any more."""
    with Scope.of_system(actor=user).open():
        for visit in _open(at).filter(user_id=user, house__slug=house):
            _end(visit, by=user, at=at)


def end_visit(*, scope: Scope, house: int, visit: int, by: int, at: datetime) -> None:
    """The house ends a visit; nothing when it is over already. Raises NotFound for a visit to another house."""
    with scope.open():
        if not Visit.objects.filter(pk=visit, house_id=house).exists():
            raise NotFound(visit)
        for row in _open(at).filter(pk=visit, house_id=house):
            _end(row, by=by, at=at)


def _open(at: datetime) -> QuerySet[Visit]:
    return Visit.objects.select_for_update(of=("self",)).filter(left_at=None, ends_at__gt=at)


def _end(visit: Visit, *, by: int, at: datetime) -> None:
    visit.left_at = at
    visit.save(update_fields=["left_at"])
    tell_change(
        kind="houses.visit.ended",
        house=visit.house_id,
        subject=visit.pk,
        before={"ends_at": visit.ends_at},
        after={"ends_at": at},
        by=by,
        at=at,
    )
