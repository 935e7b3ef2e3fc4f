"""Invite somebody to work in a house, and what follows: sent again, withdrawn, accepted or declined."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from samenspel.houses.commands.staff_roles import checked_roles
from samenspel.houses.models import Invitation, StaffRole
from samenspel.identity.commands.make_login import make_login
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.events import append
from samenspel.kernel.tenancy import Scope

VALID_FOR = timedelta(days=14)


class InvitationOver(DomainError):
    """It is older than fourteen days: the house can send it again."""


@dataclass(frozen=True, slots=True)
class Invited:
    """`token` stands in the mail and is kept nowhere; 256 bits."""

    id: int
    email: str
    token: str


def invite_staff(
    *,
    scope: Scope,
    house: int,
    email: str,
    name: str,
    roles: Iterable[str],
    language: str,
    by: int,
    at: datetime,
) -> Invited:
    """Offer `email` these roles in `house`; a login without any right is made when there is none.

    An offer that still waits for this address is replaced, and its link dies. `by` is the login that invites. The caller sends
    the mail. Raises NoRole, RoleNotGiven.
    """
    wanted = checked_roles(roles=roles)
    token = token_urlsafe(32)
    with scope.open():
        make_login(email=email, name=name, language=language)
        address = email.strip().lower()
        row, _ = Invitation.objects.update_or_create(
            house_id=house,
            email=address,
            accepted_at=None,
            defaults={
                "name": name.strip(),
                "roles": sorted(str(role) for role in wanted),
                "digest": _digest(token),
                "invited_by_id": by,
                "invited_at": at,
                "expires_at": at + VALID_FOR,
            },
        )
        _tell("houses.staff.invited", row, by=by, at=at)
        return Invited(row.pk, address, token)


def resend_invitation(*, scope: Scope, house: int, invitation: int, by: int, at: datetime) -> Invited:
    """Give a waiting invitation of `house` a new link and fourteen more days; the old link dies. Raises NotFound."""
    token = token_urlsafe(32)
    with scope.open():
        row = _waiting(house=house, invitation=invitation)
        row.digest, row.invited_by_id = _digest(token), by
        row.invited_at, row.expires_at = at, at + VALID_FOR
        row.save(update_fields=["digest", "invited_by", "invited_at", "expires_at"])
        _tell("houses.staff.invited", row, by=by, at=at)
        return Invited(row.pk, row.email, token)


def withdraw_invitation(*, scope: Scope, house: int, invitation: int, by: int, at: datetime) -> None:
    """Take a waiting invitation of `house` away; its link dies. Raises NotFound."""
    with scope.open():
        row = _waiting(house=house, invitation=invitation)
        _tell("houses.staff.withdrawn", row, by=by, at=at)
        row.delete()


def accept_invitation(*, invitation: int, user: int, email: str, at: datetime) -> None:
    """Give login `user`, whose proven address is `email`, the roles it was offered, beside those it has. Once.

    Raises NotFound (not theirs, accepted or withdrawn), InvitationOver.
    """
    with Scope.of_system().open():
        row = _own(invitation=invitation, email=email)
        if row.expires_at <= at:
            raise InvitationOver(invitation)
        row.accepted_at = at
        row.save(update_fields=["accepted_at"])
        StaffRole.objects.bulk_create(
            [StaffRole(user_id=user, role=role, house_id=row.house_id, since=at) for role in row.roles],
            ignore_conflicts=True,
        )
        _tell("houses.staff.accepted", row, by=user, at=at)


def decline_invitation(*, invitation: int, user: int, email: str, at: datetime) -> None:
    """Take away an offer to `email`, at the wish of its owner, login `user`. Raises NotFound."""
    with Scope.of_system().open():
        row = _own(invitation=invitation, email=email)
        _tell("houses.staff.declined", row, by=user, at=at)
        row.delete()


def _waiting(*, house: int, invitation: int) -> Invitation:
    rows = Invitation.objects.select_for_update().filter(house_id=house, accepted_at=None)
    row = rows.filter(pk=invitation).first()
    if row is None:
        raise NotFound(invitation)
    return row


def _own(*, invitation: int, email: str) -> Invitation:
    rows = Invitation.objects.select_for_update().filter(email=email.strip().lower(), accepted_at=None)
    row = rows.filter(pk=invitation).first()
    if row is None:
        raise NotFound(invitation)
    return row


def _digest(token: str) -> bytes:
    return sha256(token.encode()).digest()


def _tell(kind: str, row: Invitation, *, by: int, at: datetime) -> None:
    append(
        kind=kind,
        house_id=row.house_id,
        subject=str(row.pk),
        payload={"by": by, "roles": sorted(row.roles)},
        at=at,
    )
