"""Sealing of private keys at rest (AES-256-GCM), and one derived secret per purpose, so that no secret does two jobs."""

import os
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from samenspel.kernel.errors import DomainError

NONCE_BYTES = 12


class CannotUnseal(DomainError):
    """The data was sealed with another secret, or changed."""


def derived_secret(*, secret: str, purpose: str) -> bytes:
    """32 bytes that only `secret` and `purpose` together give (HKDF, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret.encode())


def seal(*, plain: bytes, secret: str, purpose: str) -> bytes:
    """Nonce (12 bytes) and ciphertext with its tag (16 bytes more than `plain`)."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(derived_secret(secret=secret, purpose=purpose)).encrypt(
        nonce, plain, purpose.encode()
    )


def unseal(*, sealed: bytes, secrets: Sequence[str], purpose: str) -> bytes:
    """Try the installation's secret first, then the older ones it was rotated from. Raises CannotUnseal."""
    for secret in secrets:
        cipher = AESGCM(derived_secret(secret=secret, purpose=purpose))
        try:
            return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], purpose.encode())
        except InvalidTag:
            continue
    raise CannotUnseal
