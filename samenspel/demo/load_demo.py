"""Load the demo: write its folder, load that folder, sell its past."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from samenspel.delivery.commands.queue_mail import MailKind, queue_mail
from samenspel.demo.conditions import ask_conditions
from samenspel.demo.folder.houses import TARGET
from samenspel.demo.folder.writing import write_further, write_pilot
from samenspel.demo.logins import open_logins
from samenspel.demo.past_sales import sell_past
from samenspel.demo.traces import keep_house_seats, scan_past
from samenspel.houses.models import House, Region
from samenspel.integrations.files.loading import load_folder
from samenspel.kernel import events
from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.tenancy import Scope
from samenspel.sales.models import Order

SEED = 1
READER = "subscribers"
"""The reader of the event pump (`config/pump.py`; a test holds the two together)."""

MAILS = 8
"""As many of the latest orders are mailed, so that the outbox has something to show. Two thousand would take minutes."""


def load_demo(*, at: datetime, scale: int, seed: int, tell: Callable[[str], None]) -> None:
    """Load the three pilot groups and, when `scale` (up to 248) asks more, invented houses. What is there is left alone."""
    today = at.astimezone(BRUSSELS).date()
    if Region.objects.filter(slug="gent").exists():
        tell("The demo regions are there already.")
    else:
        with TemporaryDirectory(prefix="samenspel-demo-") as folder:
            write_pilot(folder=Path(folder), today=today, seed=seed)
            _load(Path(folder), "Gent, Zuidwest and ZENDER", at, tell)
        _live_in(at, seed, tell)
    presenting = House.objects.filter(kind__in=TARGET).count()
    if presenting < scale and presenting < sum(TARGET.values()):
        with TemporaryDirectory(prefix="samenspel-demo-") as folder:
            write_further(folder=Path(folder), today=today, seed=seed, count=scale)
            _load(Path(folder), f"invented houses up to {scale}", at, tell)
        with Scope.of_system().open():
            open_logins(at=at)


def _live_in(at: datetime, seed: int, tell: Callable[[str], None]) -> None:
    started = monotonic()
    with Scope.of_system().open():
        open_logins(at=at)
        keep_house_seats(at=at, seed=seed)
    sell_past(at=at, seed=seed, tell=tell)
    with Scope.of_system().open():
        ask_conditions()
        scans = scan_past(at=at, seed=seed)
    _mail_the_latest(at)
    tell(f"{scans} scans; past sales took {monotonic() - started:.1f} s")


def _mail_the_latest(at: datetime) -> None:
    """The past is no news: its facts count as told, but for the mails of the latest orders."""
    with Scope.of_system().open():
        while list(events.consume(reader=READER, limit=1000)):
            pass
    with Scope.of_system().open():
        latest = Order.objects.filter(state=Order.State.CONFIRMED).order_by("-confirmed_at", "id")[:MAILS]
        for order in latest:
            queue_mail(kind=MailKind.CONFIRMED, order=order.pk, at=order.confirmed_at or at)


def _load(folder: Path, name: str, at: datetime, tell: Callable[[str], None]) -> None:
    started = monotonic()
    loaded = load_folder(folder=folder, apply=True, at=at)
    counts = ", ".join(
        f"{len(difference.new)} {difference.kind.name}" for difference in loaded.differences if difference.new
    )
    tell(f"{name}: {counts} ({monotonic() - started:.1f} s)")
