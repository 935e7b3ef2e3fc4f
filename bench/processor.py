"""Processor time by side: the web processes and the database apart."""

from collections.abc import Iterable
from dataclasses import dataclass

import psutil


@dataclass(frozen=True, slots=True)
class Spent:
    """CPU seconds since the processes began."""

    web_s: float
    database_s: float

    def since(self, before: "Spent") -> "Spent":
        return Spent(self.web_s - before.web_s, self.database_s - before.database_s)


def spent(*, web: int, postmaster: int) -> Spent:
    """What the process tree `web` and the server `postmaster` used so far (both with their children)."""
    return Spent(_seconds(_tree(web)), _seconds(_tree(postmaster)))


def _tree(root: int) -> Iterable[psutil.Process]:
    process = psutil.Process(root)
    return [process, *process.children(recursive=True)]


def _seconds(processes: Iterable[psutil.Process]) -> float:
    total = 0.0
    for process in processes:
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        # Connections that ended are counted by their parent.
        total += (
            times.user
            + times.system
            + getattr(times, "children_user", 0.0)
            + getattr(times, "children_system", 0.0)
        )
    return total
