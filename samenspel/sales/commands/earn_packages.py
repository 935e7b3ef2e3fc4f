"""The money of packages reaches the houses once their performances were played."""

from dataclasses import dataclass
from datetime import datetime

from samenspel.houses.models import Region
from samenspel.kernel.statement import Refused, load
from samenspel.kernel.tenancy import Scope
from samenspel.ledger.commands.open_accounts import open_accounts
from samenspel.sales.models import Line

BATCH = 500


@dataclass(frozen=True, slots=True)
class _Earned:
    lines: int


EARN = load(__file__, "earn_package_lines", _Earned)


def earn_packages(*, at: datetime) -> int:
    """Post every ticket of a package whose performance is over; answers how many. Each once, also with two workers at it."""
    earned = 0
    while lines := _earn(at):
        earned += lines
    return earned


def _earn(at: datetime) -> int:
    try:
        return EARN.one(scope=Scope.of_system(), at=at, limit=BATCH).lines
    except Refused:
        _open_accounts()
    return EARN.one(scope=Scope.of_system(), at=at, limit=BATCH).lines


def _open_accounts() -> None:
    """A house that sold nothing loose yet has no account of its VAT rate: it is opened when first needed."""
    with Scope.of_system().open():
        waiting = Line.objects.filter(
            package_line__isnull=False, sold_at__isnull=False, earned_at__isnull=True
        )
        rates = list(waiting.values_list("vat_rate_bp", flat=True).distinct())
        regions = list(
            Region.objects.filter(pk__in=waiting.values("order__region")).values_list("pk", flat=True)
        )
    open_accounts(regions=regions, rates_bp=rates)
