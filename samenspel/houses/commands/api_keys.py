"""Give a house a new key to the public API, or end one."""

from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe

from samenspel.houses.commands.issue_api_key import issue_api_key
from samenspel.houses.models import ApiKey
from samenspel.houses.queries.api_key import forget_keys
from samenspel.kernel.errors import NotFound
from samenspel.kernel.events import append
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class NewKey:
    """`secret` is shown to its owner once, now, and kept nowhere; `prefix` tells keys apart in lists."""

    id: int
    prefix: str
    secret: str


def create_api_key(
    *, scope: Scope, house: int, name: str, at: datetime, acts_for: int | None = None
) -> NewKey:
    """A random key of 256 bits for `house`; `name` (at most 80 characters) says what it is for.

    It changes the programme in the name of the login `acts_for`, while that login may; None: it sells and reads only.

    Raises NotFound when the house is not of this scope.
    """
    if not scope.system and house not in scope.houses:
        raise NotFound
    secret = f"samen_{token_urlsafe(32)}"
    with scope.open():
        key = issue_api_key(house=house, name=name[:80], secret=secret, at=at, acts_for=acts_for)
        _tell("houses.key.made", key, scope=scope, at=at)
    return NewKey(id=key.pk, prefix=key.prefix, secret=secret)


def revoke_api_key(*, scope: Scope, key: int, at: datetime) -> None:
    """End a key: at once in this process, within 30 seconds in every other. Revoked twice stays revoked at the first moment.

    Raises NotFound.
    """
    with scope.open():
        found = ApiKey.objects.filter(pk=key).first()
        if found is None:
            raise NotFound
        if ApiKey.objects.filter(pk=key, revoked_at__isnull=True).update(revoked_at=at):
            _tell("houses.key.revoked", found, scope=scope, at=at)
    forget_keys()


def _tell(kind: str, key: ApiKey, *, scope: Scope, at: datetime) -> None:
    payload = {"by": scope.actor, "name": key.name, "prefix": key.prefix, "acts_for": key.acts_for_id}
    append(kind=kind, house_id=key.house_id, subject=str(key.pk), payload=payload, at=at)
