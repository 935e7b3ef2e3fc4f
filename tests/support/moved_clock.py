"""The product on a clock that a test moves: what a house promises for next Sunday is looked at on that Sunday.

The clock is read at the edge only (docs/decisions/0014), so this one function is all there is to move; it is moved where the
settings are read, in the web process and in the worker alike. It runs on from where it was set.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from samenspel.kernel import clock

AHEAD = "TEST_CLOCK_AHEAD"
"""Names the file that says how many seconds the clock is ahead; without it, it is right."""


class MovedClock:
    """Set by a test, followed by the processes that got its `environ`."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "clock-ahead"
        self.environ = {AHEAD: str(self._file), "DJANGO_SETTINGS_MODULE": "tests.support.moved_settings"}

    def set_to(self, moment: datetime) -> None:
        ahead = self._file.with_suffix(".new")
        ahead.write_text(str((moment - clock.now()).total_seconds()))
        ahead.replace(self._file)


def moved() -> datetime:
    """Now, as much ahead as the file says."""
    ahead = Path(os.environ[AHEAD])
    return datetime.now(UTC) + timedelta(seconds=float(ahead.read_text()) if ahead.exists() else 0)
