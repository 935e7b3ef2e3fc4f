"""End a key to the public API."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from samenspel.houses.commands.api_keys import revoke_api_key
from samenspel.kernel import clock
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope


class Command(BaseCommand):
    help = "Revoke an API key by its number; it opens nothing after 30 seconds at most."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", type=int, help="number of the key, as it was printed when it was made")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            revoke_api_key(scope=Scope.of_system(), key=options["key"], at=clock.now())
        except NotFound:
            raise CommandError(f"There is no key {options['key']}.") from None
        self.stderr.write("Revoked. Every process knows within 30 seconds.")
