"""Keeps the processes of an installation running: starts them, starts a fallen one again, stops all of them together."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from samenspel.config import embedded_user

STOP_WITHIN_S = 15
LOOK_EVERY_S = 0.5
BACK_OFF_S = (0.5, 1, 2, 5, 10, 30)
STEADY_AFTER_S = 60


@dataclass(slots=True)
class Child:
    """One process to keep running, in a session of its own so that a signal reaches all it started."""

    name: str
    command: Sequence[str]
    environ: Mapping[str, str]
    log: Path
    falls: int = 0
    started_at: float = 0.0
    again_at: float = 0.0
    process: subprocess.Popen[bytes] | None = field(default=None)

    def start(self, *, at: float) -> None:
        """Start the process; what it says is added to its log."""
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(  # noqa: S603
                self.command,
                env=dict(self.environ),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.started_at = at

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def last_words(self, lines: int = 15) -> str:
        """The end of the log, for a message that says what went wrong."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


class Stopping(Exception):
    """Somebody asked to stop: Ctrl-C or SIGTERM."""


@contextlib.contextmanager
def asked_to_stop() -> Iterator[None]:
    """Within, Ctrl-C, SIGTERM and a closed terminal raise Stopping, once; a second Ctrl-C does not break the cleaning up."""
    asked: list[int] = []

    def on_signal(number: int, _frame: FrameType | None) -> None:
        asked.append(number)
        if len(asked) == 1:
            raise Stopping

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, on_signal) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def keep_running(
    children: Sequence[Child], *, record: Path, heal: Callable[[], None], say: Callable[[str], None]
) -> None:
    """Start each fallen child again, later and later, until Stopping is raised. Never returns by itself.

    `heal` is called at every look, for what the children stand on.
    """
    while True:
        heal()
        at = time.monotonic()
        for child in children:
            if child.runs:
                if child.falls and at - child.started_at > STEADY_AFTER_S:
                    child.falls = 0
                continue
            if child.process is not None:
                wait_s = BACK_OFF_S[min(child.falls, len(BACK_OFF_S) - 1)]
                say(f"{child.name} fell (code {child.process.returncode}); starts again in {wait_s:g} s.")
                if child.falls:
                    say(child.last_words())
                _signal(child.process.pid, signal.SIGKILL)
                child.falls += 1
                child.again_at = at + wait_s
                child.process = None
            if at >= child.again_at:
                child.start(at=at)
                remember(children, record)
        # A signal ends the wait at once: the handler raises.
        select.select([], [], [], LOOK_EVERY_S)


def stop_all(children: Sequence[Child], *, record: Path) -> None:
    """Ask all to end, wait together, end by force what remains."""
    running = [child.process for child in children if child.process is not None]
    for process in running:
        _signal(process.pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_WITHIN_S
    for process in running:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=max(0.1, deadline - time.monotonic()))
        # Also when the leader has ended: a process it started may still hold the port.
        _signal(process.pid, signal.SIGKILL)
        process.wait()
    record.unlink(missing_ok=True)


def remember(children: Sequence[Child], record: Path, *, url: str = "") -> None:
    """Write down who runs, so that `./dev stop` and the next start find them."""
    facts = {
        "supervisor": os.getpid(),
        "url": url or _facts(record).url,
        "children": {child.name: child.process.pid for child in children if child.process is not None},
    }
    draft = record.with_suffix(".draft")
    draft.write_text(json.dumps(facts))
    draft.replace(record)


def running_url(record: Path) -> str | None:
    """The address of the installation that `record` speaks of, when its supervisor lives."""
    facts = _facts(record)
    return facts.url if _is_ours(facts.supervisor, "samenspel") else None


def end_recorded(record: Path) -> bool:
    """Stop a running supervisor, or the children of one that was killed. True when something was stopped."""
    facts = _facts(record)
    stopped = False
    if facts.supervisor != os.getpid() and _is_ours(facts.supervisor, "samenspel"):
        os.kill(facts.supervisor, signal.SIGTERM)
        stopped = _gone_within(facts.supervisor, STOP_WITHIN_S + 60)
    for pid in facts.children.values():
        if any(_is_ours(pid, name) for name in ("granian", "django work", "django testbank")):
            _signal(pid, signal.SIGTERM)
            if not _gone_within(pid, STOP_WITHIN_S):
                _signal(pid, signal.SIGKILL)
            stopped = True
    record.unlink(missing_ok=True)
    return stopped


@dataclass(frozen=True, slots=True)
class _Facts:
    """What `remember` wrote: process ids and the address, empty when nothing runs."""

    supervisor: int = 0
    url: str = ""
    children: Mapping[str, int] = field(default_factory=dict)


def _facts(record: Path) -> _Facts:
    try:
        return _Facts(**json.loads(record.read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return _Facts()


def _is_ours(pid: int, word: str) -> bool:
    """Whether that process is one of ours: a number may belong to another program after a restart of the machine."""
    return bool(pid) and word in embedded_user.command_of(pid)


def _gone_within(pid: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while embedded_user.command_of(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _signal(group: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)
