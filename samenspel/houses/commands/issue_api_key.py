"""Give a house a key to the public API."""

from datetime import datetime
from hashlib import sha256

from samenspel.houses.models import ApiKey

PREFIX_LENGTH = 12


def issue_api_key(*, house: int, name: str, secret: str, at: datetime, acts_for: int | None = None) -> ApiKey:
    """Keep the SHA-256 of `secret` (at least 24 characters, random unless it is a demo's) as a key of `house`.

    The secret itself is shown once by the caller and kept nowhere; its first 12 characters tell keys apart in lists.
    `acts_for` is the login in whose name it changes the programme; None: it does not.
    The same secret twice is the same key. Raises ValueError when it is too short.
    """
    if len(secret) < 24:
        raise ValueError("an API key has at least 24 characters")
    key, _ = ApiKey.objects.get_or_create(
        digest=sha256(secret.encode()).digest(),
        defaults={
            "house_id": house,
            "name": name,
            "prefix": secret[:PREFIX_LENGTH],
            "acts_for_id": acts_for,
            "created_at": at,
        },
    )
    return key
