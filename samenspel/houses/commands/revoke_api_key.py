"""Make an API key of a house worthless at once."""

from datetime import datetime

from samenspel.houses.models import ApiKey
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope


def revoke_api_key(*, scope: Scope, house: int, key: int, at: datetime) -> None:
    """Revoke it; asked again it stays revoked since the first time. Raises NotFound when the house has no such key."""
    with scope.open():
        found = ApiKey.objects.select_for_update().filter(pk=key, house_id=house).first()
        if found is None:
            raise NotFound(key)
        if found.revoked_at is None:
            found.revoked_at = at
            found.save(update_fields=["revoked_at"])
