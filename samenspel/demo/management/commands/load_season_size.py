"""`load_season_size`: fill an empty database with a season for measuring."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samenspel.demo.season_size import make_season
from samenspel.houses.models import House
from samenspel.kernel.clock import now


class Command(BaseCommand):
    help = "Fill an empty database with 248 houses and many performances of 500 places, for measuring."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--performances", type=int, default=20_000)
        parser.add_argument("--houses", type=int, default=248)
        parser.add_argument("--orders-each", type=int, default=10)

    def handle(self, *args: Any, **options: Any) -> None:
        if House.objects.exists():
            raise CommandError("This database holds houses already. Measure in a database of its own.")
        made = make_season(
            performances=options["performances"],
            houses=options["houses"],
            orders_each=options["orders_each"],
            at=now(),
        )
        self.stdout.write(
            f"{made.houses} houses, {made.performances} performances, {made.places} places, {made.orders} past orders"
        )
