"""Data of a whole season's size, made by the database itself with fixed numbers: the ground of every measurement."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction

from samenspel.houses.models import Region
from samenspel.ledger.commands.open_accounts import open_accounts

PLACES_EACH = 500
SCRIPT = Path(__file__).parent / "sql" / "season_size.sql"


@dataclass(frozen=True, slots=True)
class SeasonSize:
    houses: int
    performances: int
    places: int
    orders: int


def make_season(*, performances: int, at: datetime, houses: int = 248, orders_each: int = 10) -> SeasonSize:
    """Fill an empty database with `performances` of 500 places in `houses` houses, and `orders_each` sold pairs in each.

    20,000 performances are 10 million places and take about a minute.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        values: dict[str, int | datetime] = {
            "houses": houses,
            "performances": performances,
            "orders_each": orders_each,
            "at": at,
        }
        cursor.execute(SCRIPT.read_text(encoding="utf-8"), values)
        open_accounts(regions=Region.objects.values_list("pk", flat=True), rates_bp=[0, 600])
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    return SeasonSize(houses, performances, performances * PLACES_EACH, performances * orders_each)
