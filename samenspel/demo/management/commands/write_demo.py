"""Write the demo's CSV files, as an example to begin from."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from samenspel.demo.folder.writing import write_pilot
from samenspel.demo.load_demo import SEED
from samenspel.kernel import clock


class Command(BaseCommand):
    help = "Write the CSV files of the demo regions into a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        today = clock.now().astimezone(clock.BRUSSELS).date()
        write_pilot(folder=options["folder"], today=today, seed=SEED)
        self.stdout.write(
            f"Written to {options['folder']}. See what loading does: ./dev load {options['folder']}"
        )
