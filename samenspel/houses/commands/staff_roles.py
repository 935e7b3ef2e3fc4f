"""Change who works in a house: give other roles, remove. A house is never left without an admin."""

from collections.abc import Iterable
from datetime import datetime

from samenspel.houses.models import Invitation, Role, StaffRole
from samenspel.kernel.changes import tell_change
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.tenancy import Scope

GIVEN_BY_A_HOUSE = frozenset(
    {Role.PROGRAMMER, Role.BOX_OFFICE, Role.MARKETING, Role.FINANCE, Role.USHER, Role.HOUSE_ADMIN}
)
"""What an admin of a house may give. Coordinators belong to a region, the service desk to the network."""


class LastAdmin(DomainError):
    """Nobody would be left who may manage the staff of this house."""


class NoRole(DomainError):
    """Somebody who works in a house has at least one role there."""


class RoleNotGiven(DomainError):
    """A house does not give this role."""


def set_roles(*, scope: Scope, house: int, user: int, roles: Iterable[str], by: int, at: datetime) -> None:
    """Give somebody who works in `house` exactly these roles there; a role of the network stays as it is.

    Who is admin no more leaves no invitation behind to come back by. Raises NotFound when the person does not work there, NoRole,
    RoleNotGiven, LastAdmin; nothing is changed then.
    """
    wanted = checked_roles(roles=roles)
    with scope.open():
        had = _roles_under_lock(house, user)
        if Role.HOUSE_ADMIN in had and Role.HOUSE_ADMIN not in wanted:
            _check_other_admin(house, user)
            _end_invitations(house, user)
        StaffRole.objects.filter(
            house_id=house, user_id=user, role__in=(had & GIVEN_BY_A_HOUSE) - wanted
        ).delete()
        StaffRole.objects.bulk_create(
            [StaffRole(user_id=user, role=role, house_id=house, since=at) for role in sorted(wanted - had)],
            ignore_conflicts=True,
        )
        _tell(
            "houses.staff.changed",
            house=house,
            user=user,
            by=by,
            had=had,
            has=(had - GIVEN_BY_A_HOUSE) | wanted,
            at=at,
        )


def remove_staff(*, scope: Scope, house: int, user: int, by: int, at: datetime) -> None:
    """Take away every role of somebody in `house`, and what they invited that still waits; roles elsewhere stay.

    Raises NotFound when the person does not work there, LastAdmin.
    """
    with scope.open():
        had = _roles_under_lock(house, user)
        if Role.HOUSE_ADMIN in had:
            _check_other_admin(house, user)
            _end_invitations(house, user)
        StaffRole.objects.filter(house_id=house, user_id=user).delete()
        _tell("houses.staff.removed", house=house, user=user, by=by, had=had, has=None, at=at)


def checked_roles(*, roles: Iterable[str]) -> frozenset[str]:
    """What a house may give, at least one. Raises NoRole, RoleNotGiven."""
    wanted = frozenset(roles)
    if not wanted:
        raise NoRole
    if not wanted <= GIVEN_BY_A_HOUSE:
        raise RoleNotGiven(*sorted(wanted - GIVEN_BY_A_HOUSE))
    return wanted


def _roles_under_lock(house: int, user: int) -> frozenset[str]:
    """The person's roles; the whole house's are locked, or two admins could remove each other at the same moment."""
    rows = (
        StaffRole.objects.filter(house_id=house)
        .order_by("id")
        .select_for_update()
        .values_list("user_id", "role")
    )
    had = frozenset(role for owner, role in rows if owner == user)
    if not had:
        raise NotFound(user)
    return had


def _check_other_admin(house: int, user: int) -> None:
    others = StaffRole.objects.filter(house_id=house, role=Role.HOUSE_ADMIN).exclude(user_id=user)
    if not others.exists():
        raise LastAdmin


def _end_invitations(house: int, user: int) -> None:
    Invitation.objects.filter(house_id=house, invited_by_id=user, accepted_at=None).delete()


def _tell(
    kind: str, *, house: int, user: int, by: int, had: Iterable[str], has: Iterable[str] | None, at: datetime
) -> None:
    tell_change(
        kind=kind,
        house=house,
        subject=user,
        before={"roles": sorted(str(role) for role in had)},
        after=None if has is None else {"roles": sorted(str(role) for role in has)},
        by=by,
        at=at,
    )
