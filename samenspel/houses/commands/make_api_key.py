"""Make a key to the public API with a secret of our own making."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from samenspel.houses.commands.issue_api_key import issue_api_key
from samenspel.kernel.tenancy import Scope

MARK = "ssp_"
"""What a secret begins with, so that a scanner of leaked secrets recognises it."""


@dataclass(frozen=True, slots=True)
class MadeKey:
    """`secret` is here and nowhere else: show it once."""

    id: int
    secret: str


def make_api_key(*, scope: Scope, house: int, name: str, at: datetime) -> MadeKey:
    """A new key of `house` with 256 random bits; `name` (at most 80 characters) tells people what it is for."""
    secret = MARK + secrets.token_urlsafe(32)
    with scope.open():
        key = issue_api_key(house=house, name=name, secret=secret, at=at)
    return MadeKey(key.pk, secret)
