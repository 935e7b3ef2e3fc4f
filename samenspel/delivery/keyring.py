"""The keys of the codes on tickets, kept in the process: they are needed for every ticket and change once a year."""

from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.db import connection

from samenspel.delivery.commands.create_signing_key import PURPOSE, create_signing_key
from samenspel.delivery.models import SigningKey
from samenspel.delivery.rules.sealing import derived_secret, unseal
from samenspel.kernel.errors import DomainError
from samenspel.kernel.remember import Memory
from samenspel.kernel.tenancy import Scope


class UnknownKey(DomainError):
    """There is no key with this id: a code that names it is not ours."""


@dataclass(frozen=True, slots=True)
class Signer:
    """A region's key in use."""

    key: int
    private_key: Ed25519PrivateKey


_signers: Memory[Signer] = Memory(
    ttl_s=300, size=100
)  # a new key is used by every process five minutes later
_public_keys: Memory[Ed25519PublicKey] = Memory(ttl_s=300, size=1000)


def signer_of(*, region: int, at: datetime) -> Signer:
    """The newest key of a region that signs at `at`; the first one is made when it has none, so no sale waits for a key."""
    if connection.in_atomic_block:
        # A key made in a transaction that may yet be undone must not be remembered.
        return _read_signer(region=region, at=at)
    return _signers.get(region, lambda: _read_signer(region=region, at=at))


def public_key_of(*, key: int) -> Ed25519PublicKey:
    """The public half by its id. Raises UnknownKey."""
    return _public_keys.get(key, lambda: _read_public_key(key))


def short_code_secret() -> bytes:
    """The secret behind the check characters of short codes."""
    return derived_secret(secret=settings.SECRET_KEY, purpose="delivery.short_code")


def _read_signer(*, region: int, at: datetime) -> Signer:
    with Scope.of_system().open():
        row = _newest(region=region, at=at)
        if row is None:
            # One region at a time: of two first tickets one makes the key, the other waits here and reads it.
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_xact_lock(hashtext('delivery.signing_key'), %s)", [region])
            row = _newest(region=region, at=at)
        if row is None:
            row = SigningKey.objects.get(pk=create_signing_key(region=region, at=at))
    plain = unseal(
        sealed=bytes(row.private_key),
        secrets=[settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)],
        purpose=PURPOSE,
    )
    return Signer(key=row.pk, private_key=Ed25519PrivateKey.from_private_bytes(plain))


def _read_public_key(key: int) -> Ed25519PublicKey:
    with Scope.of_system().open():
        row = SigningKey.objects.filter(pk=key).first()
    if row is None:
        raise UnknownKey
    return Ed25519PublicKey.from_public_bytes(bytes(row.public_key))


def _newest(*, region: int, at: datetime) -> SigningKey | None:
    return (
        SigningKey.objects.filter(region_id=region, not_before__lte=at, not_after__gte=at)
        .order_by("-pk")
        .first()
    )
