"""Say how to sign in to the demo."""

from typing import Any

from django.core.management.base import BaseCommand

from samenspel.demo.logins import print_logins


class Command(BaseCommand):
    help = "Print the logins and API keys of the demo."

    def handle(self, *args: Any, **options: Any) -> None:
        print_logins()
