"""`./dev load FOLDER`: shows what a folder of CSV files would change; with --apply, changes it."""

from argparse import ArgumentParser
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samenspel.integrations.files.checks import shown
from samenspel.integrations.files.comparing import Difference
from samenspel.integrations.files.loading import BadFolder, load_folder
from samenspel.kernel import clock

SHOWN = 20


class Command(BaseCommand):
    help = "Compare a folder of CSV files with the database; with --apply, write the difference."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder", type=Path, help="folder with regions.csv, houses.csv, performances.csv ..."
        )
        parser.add_argument("--apply", action="store_true", help="write it (without this, only show)")
        parser.add_argument(
            "--all", action="store_true", help=f"show every new and changed row, not {SHOWN} of each"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        try:
            loaded = load_folder(folder=folder, apply=options["apply"], at=clock.now())
        except BadFolder as error:
            for problem in error.problems:
                self.stderr.write(str(problem))
            raise CommandError(
                f"{len(error.problems)} mistakes; nothing was written. Mend them and load the folder again."
            ) from error
        for difference in loaded.differences:
            self._show(difference, None if options["all"] else SHOWN)
        if loaded.nothing:
            self.stdout.write("Nothing to change: the database holds all of this already.")
        elif loaded.applied:
            self.stdout.write(f"Written. {loaded.accounts} ledger accounts were opened.")
        else:
            self.stdout.write("This was a dry run; nothing was written. Add --apply to write it.")

    def _show(self, difference: Difference, limit: int | None) -> None:
        new, changed = difference.new, difference.changed
        if not (new or changed or difference.unchanged):
            return
        self.stdout.write(
            f"{difference.kind.name}: {len(new)} new, {len(changed)} changed, {difference.unchanged} unchanged"
        )
        for entry in new[:limit]:
            self.stdout.write(f"  + {shown(difference.kind.key(entry.data))}")
        self._rest(len(new), limit, "new")
        for entry, changes in changed[:limit]:
            self.stdout.write(f"  ~ {shown(difference.kind.key(entry.data))}")
            for change in changes:
                self.stdout.write(f"      {change.field}: {_value(change.old)} -> {_value(change.new)}")
        self._rest(len(changed), limit, "changed")

    def _rest(self, count: int, limit: int | None, word: str) -> None:
        if limit is not None and count > limit:
            self.stdout.write(f"    and {count - limit} more {word} (--all shows them)")


def _value(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone(clock.BRUSSELS):%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, tuple):
        return shown(value)
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
