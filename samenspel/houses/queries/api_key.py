"""Whose key a request bears."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from samenspel.kernel.errors import DomainError
from samenspel.kernel.remember import Memory
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope

FRESH_S = 30
"""A revoked key opens nothing more after this many seconds at most: each process remembers a good key so long."""


class UnknownKey(DomainError):
    """No such key, or it was revoked: the two are told apart by nobody."""


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """A good key and the house it speaks for; `acts_for` is the login in whose name it changes the programme, if any."""

    id: int
    house_id: int
    name: str
    acts_for: int | None


READ = load(__file__, "find_api_key", KeyFacts)
# Remembered by digest, so the answer is the same for everybody who knows the secret; refusals are not remembered.
_memory: Memory[KeyFacts] = Memory(ttl_s=FRESH_S, size=1024)


def key_of(*, secret: str, at: datetime) -> KeyFacts:
    """The key with this secret; at most 30 seconds old. One statement when it is not remembered. Raises UnknownKey."""
    digest = sha256(secret.encode("utf-8", "replace")).digest()
    return _memory.get(digest, lambda: _read(digest, at))


def forget_keys() -> None:
    """Look every key up again in this process; other processes do within half a minute."""
    _memory.forget()


def _read(digest: bytes, at: datetime) -> KeyFacts:
    rows = READ.rows(scope=Scope.of_system(), digest=digest, at=at)
    if not rows:
        raise UnknownKey
    return rows[0]
