"""The clock is read at the edge only (views, tasks, commands of the command line); domains take `at` as an argument."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)
