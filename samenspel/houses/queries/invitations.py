"""Invitations that wait: those of a house, the one of a link, those of an address."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from samenspel.kernel.errors import NotFound
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class WaitingInvitation:
    """`invited_by` is the name of the login that invited last, or empty when it is gone."""

    id: int
    house_slug: str
    house_name: str
    email: str
    name: str
    roles: list[str]
    invited_by: str
    invited_at: datetime
    expires_at: datetime

    @property
    def shown_name(self) -> str:
        return self.name or self.email


@dataclass(frozen=True, slots=True)
class AwaitedAdmin:
    """A house that was just made and where nobody works yet. `expires_at` is None when nobody is invited any more."""

    id: int
    slug: str
    name: str
    admin_email: str
    admin_name: str
    expires_at: datetime | None


WAITING = load(__file__, "waiting_invitations", WaitingInvitation)
AWAITED = load(__file__, "awaited_admins", AwaitedAdmin)


def invitations_of_house(*, scope: Scope, house: int) -> list[WaitingInvitation]:
    """Those that nobody accepted yet, newest first. One statement."""
    return _read(scope, house=house)


def invitation_of_house(*, scope: Scope, house: int, invitation: int) -> WaitingInvitation:
    """One that nobody accepted yet. One statement. Raises NotFound."""
    return _only(_read(scope, house=house, number=invitation), invitation)


def invitation_of_link(*, token: str) -> WaitingInvitation:
    """The invitation whose mail carries `token`, also when it is too old. One statement. Raises NotFound.

    Works as the product itself: the token is the right to see it.
    """
    return _only(_read(Scope.of_system(), digest=sha256(token.encode()).digest()), token)


def invitations_to(*, email: str, at: datetime) -> list[WaitingInvitation]:
    """What is offered to the owner of a proven address and not too old, newest first. One statement.

    Works as the product itself: the address is the right to see it.
    """
    return _read(Scope.of_system(), email=email.strip().lower(), at=at)


def awaited_admins(*, region: int) -> list[AwaitedAdmin]:
    """The houses of `region` that wait for their first admin, by name. One statement.

    Works as the product itself, for who coordinates the region: in these houses nobody has a right yet.
    """
    return AWAITED.rows(scope=Scope.of_system(), region=region)


def _read(
    scope: Scope,
    *,
    house: int | None = None,
    number: int | None = None,
    digest: bytes | None = None,
    email: str | None = None,
    at: datetime | None = None,
) -> list[WaitingInvitation]:
    return WAITING.rows(scope=scope, house=house, number=number, digest=digest, email=email, at=at)


def _only(rows: list[WaitingInvitation], asked: object) -> WaitingInvitation:
    if not rows:
        raise NotFound(asked)
    return rows[0]
