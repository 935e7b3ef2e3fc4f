"""Conditions of sale: the versions of a house, and one of them for anybody to read."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from samenspel.houses.models import SaleConditions
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class Conditions:
    """One version; `text` is language -> text. A draft has no number and no moment."""

    number: int | None
    text: dict[str, str]
    published_at: datetime | None


def conditions_of(*, scope: Scope, house: int) -> list[Conditions]:
    """The draft first when there is one, then the versions, newest first. Raises NotFound for a house outside the scope."""
    if house not in scope.houses:
        raise NotFound(house)
    with scope.open():
        found = [
            Conditions(row.number, row.text, row.published_at)
            for row in SaleConditions.objects.filter(house=house).order_by("-id")
        ]
    return sorted(found, key=lambda each: each.number is not None)


def state_of(*, known: Sequence[Conditions]) -> str:
    """A word for what was read: it differs when somebody wrote a draft or published a version in between."""
    newest = [(each.number, each.text) for each in known[:1]]
    return blake2b(json.dumps(newest, sort_keys=True).encode(), digest_size=9).hexdigest()


def published_conditions(*, house: int, number: int) -> Conditions:
    """One published version, also one that is no longer in force. Raises NotFound."""
    with Scope.nobody().open():
        row = SaleConditions.objects.filter(house=house, number=number, published_at__isnull=False).first()
    if row is None:
        raise NotFound(house, number)
    return Conditions(row.number, row.text, row.published_at)
