"""A region's next key to sign tickets with."""

from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from samenspel.delivery.models import SigningKey
from samenspel.delivery.rules.sealing import seal
from samenspel.kernel.tenancy import Scope

PURPOSE = "delivery.signing_key"
LIFE = timedelta(days=400)  # a season, and time to rotate; tickets signed with it stay good after that
MAX_KEY_ID = 65_535  # two bytes in the code


def create_signing_key(*, region: int, at: datetime) -> int:
    """Make an Ed25519 key pair; new tickets are signed with it from `at` on. Answers the key's id (1-65535).

    Older keys keep opening doors: a ticket outlives the key it was signed with.
    """
    private = Ed25519PrivateKey.generate()
    with Scope.of_system().open():
        key = SigningKey.objects.create(
            region_id=region,
            private_key=seal(plain=private.private_bytes_raw(), secret=settings.SECRET_KEY, purpose=PURPOSE),
            public_key=private.public_key().public_bytes_raw(),
            not_before=at,
            not_after=at + LIFE,
        )
        if key.pk > MAX_KEY_ID:
            raise OverflowError("the codes have room for 65535 keys")
    return key.pk
