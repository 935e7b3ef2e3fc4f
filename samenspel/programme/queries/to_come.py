"""What a house still plays: the choices of a form that asks for performances or productions."""

from dataclasses import dataclass
from datetime import datetime

from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance

MOST = 500


@dataclass(frozen=True, slots=True)
class ToCome:
    performance: int
    production: int
    title: str
    starts_at: datetime


def to_come(*, scope: Scope, house: int, at: datetime) -> tuple[ToCome, ...]:
    """The first 500 performances of `house` that start after `at`, by date, planned ones too. One statement."""
    with scope.open():
        rows = Performance.objects.filter(house=house, starts_at__gt=at).order_by("starts_at", "pk")
        found = rows.values_list("pk", "production_id", "production__title", "starts_at")[:MOST]
        return tuple(ToCome(*row) for row in found)
