"""Load a folder: read, compare, and write all of it or nothing."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection
from django.utils.translation import override

from samenspel.catalogue.models import VatRule
from samenspel.houses.models import Region
from samenspel.integrations.files import checks
from samenspel.integrations.files.comparing import Difference, compare
from samenspel.integrations.files.gathering import gather
from samenspel.integrations.files.kinds import KINDS
from samenspel.integrations.files.problems import Problem
from samenspel.integrations.files.sheets import SHEETS
from samenspel.kernel.errors import DomainError
from samenspel.kernel.tenancy import Scope
from samenspel.ledger.commands.open_accounts import open_accounts

LOAD_LOCK = 7_230_001
"""Advisory lock of a load: two at once would compare with what the other is about to change."""


class BadFolder(DomainError):
    """The folder has mistakes, so nothing of it was written; `.problems` has them all, by file and line."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load changed or, on a dry run, would change. `accounts` counts ledger accounts that were opened."""

    differences: tuple[Difference, ...]
    applied: bool
    accounts: int

    @property
    def nothing(self) -> bool:
        return all(difference.nothing for difference in self.differences)


def load_folder(*, folder: Path, apply: bool, at: datetime) -> Loaded:
    """Compare `folder` with the database and, when `apply`, write the difference in one transaction.

    Raises BadFolder, in English. Loading the same folder twice changes nothing the second time.
    """
    if not any((folder / sheet.file).is_file() for sheet in SHEETS):
        names = ", ".join(sheet.file for sheet in SHEETS)
        raise BadFolder([Problem(str(folder), 0, "", f"There is none of these files here: {names}.")])
    with override("en"), Scope.of_system().open():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [LOAD_LOCK])
        differences = _differences(folder)
        accounts = _write(differences, at) if apply else 0
    return Loaded(tuple(differences), apply, accounts)


def _differences(folder: Path) -> list[Difference]:
    gathered = gather(folder=folder)
    stored = {kind.name: kind.stored(gathered.houses) for kind in KINDS}
    differences = [
        compare(kind=kind, entries=gathered.entries[kind.name], stored=stored[kind.name]) for kind in KINDS
    ]
    of = {difference.kind.name: difference for difference in differences}
    problems = [
        *gathered.problems,
        *checks.unknown_references(gathered, stored),
        *checks.changed_plans(of["plans"]),
        *checks.fixed_rates(of["VAT rules"]),
        *checks.taken_performances(of["performances"]),
        *checks.double_bookings(gathered),
        *checks.missing_prices(gathered, stored),
        *checks.missing_vat(gathered, stored),
    ]
    if problems:
        raise BadFolder(sorted(set(problems)))
    return differences


def _write(differences: list[Difference], at: datetime) -> int:
    for difference in differences:
        if rows := difference.to_write():
            difference.kind.put(rows, at)
    regions = list(Region.objects.values_list("id", flat=True))
    rates = set(VatRule.objects.values_list("rate_bp", flat=True))
    return open_accounts(regions=regions, rates_bp=rates)
