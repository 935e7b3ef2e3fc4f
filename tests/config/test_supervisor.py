"""What keeps the processes running: a fallen one starts again, all stop together, and nothing is left behind."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from samenspel.config import supervisor

# Ends by itself when the test is gone.
WAITS = "import sys, time; print('here', flush=True); time.sleep(60)"


@pytest.fixture
def child(tmp_path: Path) -> Iterator[supervisor.Child]:
    made = supervisor.Child("web", [sys.executable, "-c", WAITS, "granian"], os.environ, tmp_path / "web.log")
    yield made
    supervisor.stop_all([made], record=tmp_path / "running.json")


def start_and_hear(child: supervisor.Child) -> None:
    """Started and heard: before that the system may not know its command line yet."""
    child.start(at=time.monotonic())
    deadline = time.monotonic() + 10
    while "here" not in child.last_words() and time.monotonic() < deadline:
        os.sched_yield()


def run_until(child: supervisor.Child, record: Path, *, done: int) -> list[str]:
    """Supervise; kill the child whenever it runs; stop when it was started `done` times."""
    said: list[str] = []
    seen: list[int] = []

    def heal() -> None:
        if child.process is not None and child.runs and child.process.pid not in seen:
            seen.append(child.process.pid)
            if len(seen) == done:
                raise supervisor.Stopping
            os.kill(child.process.pid, signal.SIGKILL)
            child.process.wait()

    with pytest.raises(supervisor.Stopping):
        supervisor.keep_running([child], record=record, heal=heal, say=said.append)
    return said


def test_fallen_child_starts_again_and_it_is_said(child: supervisor.Child, tmp_path: Path) -> None:
    said = run_until(child, tmp_path / "running.json", done=2)
    assert child.runs
    assert said == ["web fell (code -9); starts again in 0.5 s."]


def test_stop_all_leaves_nothing(child: supervisor.Child, tmp_path: Path) -> None:
    record = tmp_path / "running.json"
    child.start(at=time.monotonic())
    supervisor.remember([child], record, url="http://localhost:1")
    supervisor.stop_all([child], record=record)
    assert (child.runs, record.exists()) == (False, False)


def test_child_of_a_killed_supervisor_is_found_and_ended(child: supervisor.Child, tmp_path: Path) -> None:
    record = tmp_path / "running.json"
    start_and_hear(child)
    supervisor.remember([child], record, url="http://localhost:1")
    assert supervisor.end_recorded(record) is True
    assert child.process is not None
    child.process.wait(timeout=10)  # it has left its memory by now; its end is a moment later


def test_record_of_another_program_ends_nothing(tmp_path: Path) -> None:
    record = tmp_path / "running.json"
    record.write_text('{"supervisor": 1, "url": "", "children": {"web": 1}}')
    assert supervisor.end_recorded(record) is False


def test_ctrl_c_becomes_stopping_once() -> None:
    with supervisor.asked_to_stop():
        with pytest.raises(supervisor.Stopping):
            os.kill(os.getpid(), signal.SIGINT)
        # The second comes while everything is being stopped: it must not break that off.
        os.kill(os.getpid(), signal.SIGINT)
