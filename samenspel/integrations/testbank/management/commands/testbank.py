"""`python -m django testbank`: the test bank, in a process of its own."""

import signal
import threading
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from samenspel.integrations.testbank.client import DEFAULT_KEY
from samenspel.integrations.testbank.server.bank import Bank
from samenspel.integrations.testbank.server.books import Books
from samenspel.integrations.testbank.server.clockwork import Clockwork, post_webhook
from samenspel.integrations.testbank.server.http import BankServer


class Command(BaseCommand):
    help = "Run the test bank: a payment provider for trying things out. No money moves."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8008, help="0 takes a free port")
        parser.add_argument("--public-url", default="", help="the address a browser finds it at")
        parser.add_argument("--key", default=DEFAULT_KEY, help="what the shop sends as its key")
        parser.add_argument("--folder", type=Path, default=None, help="where it keeps its books")

    def handle(self, **options: Any) -> None:
        folder = options["folder"] or Path(settings.DATA) / "testbank"
        books = Books(folder / "books.sqlite3")
        bank = Bank(books=books, public_url="", deliver=post_webhook)
        server = BankServer((options["host"], options["port"]), bank=bank, key=options["key"])
        bank.public_url = (options["public_url"] or f"http://localhost:{server.server_port}").rstrip("/")
        clockwork = Clockwork(bank)
        clockwork.start()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: threading.Thread(target=server.shutdown).start())
        self.stdout.write(f"The test bank is ready on {bank.public_url}/")
        self.stdout.flush()
        try:
            server.serve_forever(poll_interval=0.2)
        finally:
            clockwork.stop()
            server.server_close()
            books.close()
