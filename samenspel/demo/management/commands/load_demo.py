"""Fill a database with the demo."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from samenspel.demo.load_demo import SEED, load_demo
from samenspel.kernel import clock


class Command(BaseCommand):
    help = "Load the demo regions with a season around today; what is loaded already is left as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scale", type=int, default=20, help="number of presenting houses, 20 to 248")
        parser.add_argument("--seed", type=int, default=SEED, help="another number makes another season")

    def handle(self, *args: Any, **options: Any) -> None:
        load_demo(at=clock.now(), scale=options["scale"], seed=options["seed"], tell=self.stdout.write)
