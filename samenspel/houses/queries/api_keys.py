"""The API keys of a house; the secrets themselves are kept nowhere."""

from dataclasses import dataclass
from datetime import datetime

from samenspel.houses.models import ApiKey
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """`prefix` is the first 12 characters of the secret; `revoked_at` is None while it works.

    `acts_for` is the name of who it changes the programme for, empty when it does not.
    """

    id: int
    name: str
    prefix: str
    created_at: datetime
    revoked_at: datetime | None
    acts_for: str


def api_keys_of(*, scope: Scope, house: int) -> tuple[KeyFacts, ...]:
    """Working keys first, then the newest."""
    with scope.open():
        rows = ApiKey.objects.filter(house_id=house).select_related("acts_for").order_by("-id")
        keys = [
            KeyFacts(row.pk, row.name, row.prefix, row.created_at, row.revoked_at, _name(row)) for row in rows
        ]
    return tuple(sorted(keys, key=lambda key: key.revoked_at is not None))


def _name(row: ApiKey) -> str:
    return (row.acts_for.name or row.acts_for.email) if row.acts_for else ""
