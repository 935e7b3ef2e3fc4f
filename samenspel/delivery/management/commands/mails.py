"""`samenspel manage mails`: which mails left and which did not, for whoever runs the installation."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from samenspel.delivery.queries.outbox import latest_mails
from samenspel.kernel.tenancy import Scope


class Command(BaseCommand):
    help = "List the newest mails with their state; those that could not leave with the reason."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--state", choices=["queued", "sent", "failed"], default="", help="only these")
        parser.add_argument("--limit", type=int, default=50, help="how many (default 50, at most 500)")

    def handle(self, *args: Any, **options: Any) -> None:
        for mail in latest_mails(scope=Scope.of_system(), state=options["state"], limit=options["limit"]):
            line = f"{mail.created_at:%Y-%m-%d %H:%M} {mail.state:6} {mail.kind:13} {mail.recipient}"
            self.stdout.write(f"{line}  {mail.problem}".rstrip())
