"""Give a house a key to the public API."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from samenspel.houses.commands.api_keys import create_api_key
from samenspel.houses.queries.directory import directory
from samenspel.kernel import clock
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope


class Command(BaseCommand):
    help = "Make a new API key for a house and print it, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("house", help="slug of the house, for example westerlo")
        parser.add_argument("name", help="what the key is for, at most 80 characters")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            house = directory().house(options["house"])
        except NotFound:
            raise CommandError(f"There is no house {options['house']!r} in a region.") from None
        key = create_api_key(
            scope=Scope.of_houses(house.id), house=house.id, name=options["name"], at=clock.now()
        )
        self.stdout.write(key.secret)
        self.stderr.write(f"Key {key.id} of {house.name}. Keep it now: it is not shown again.")
