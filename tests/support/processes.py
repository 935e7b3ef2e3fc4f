"""Real processes for tests that need more than one: the web server and the worker, to race against and to kill."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.database import ROOT, TestDatabase

READY_WITHIN_S = 40


class DidNotStart(RuntimeError):
    """A process ended, or did not answer in time; the text holds the end of its log."""


@dataclass(slots=True)
class Running:
    """One process in a session of its own: a signal reaches it and everything it started."""

    name: str
    command: list[str]
    environ: dict[str, str]
    log: Path
    port: int = 0
    process: subprocess.Popen[bytes] = field(init=False)
    _said_before: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.process = self._launch()

    def _launch(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as output:
            self._said_before = output.tell()
            return subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environ,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def url(self) -> str:
        """`http://127.0.0.1:<port>`, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        return self.process.pid

    def said(self) -> str:
        """What the process wrote so far."""
        return self.log.read_text(errors="replace")

    def kill9(self) -> None:
        """End it this instant, as a power cut would, with everything it started."""
        self._signal(signal.SIGKILL)
        self.process.wait(timeout=10)

    def stop(self, *, within_s: float = 20) -> None:
        """Ask it to end; what does not end in time is killed."""
        self._signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=within_s)
        except subprocess.TimeoutExpired:
            pass
        finally:
            self._signal(signal.SIGKILL)
            self.process.wait(timeout=10)

    def start_again(self) -> None:
        """The same command, on the same port and database; returns when it is ready."""
        self.process = self._launch()
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Return when a web server answers any request; a worker is ready as soon as it says so.

        Raises DidNotStart.
        """
        deadline = time.monotonic() + READY_WITHIN_S
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            if self._answers() if self.port else b"worker is ready" in self._said_since():
                return
            time.sleep(0.05)
        self.kill9()
        raise DidNotStart(f"{self.name} did not start:\n" + "\n".join(self.said().splitlines()[-30:]))

    def _said_since(self) -> bytes:
        """What it wrote since it was started last."""
        return self.log.read_bytes()[self._said_before :]

    def _answers(self) -> bool:
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
            connection.request("HEAD", "/robots.txt")
            connection.getresponse().read()
            return True
        return False

    def _signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)


@dataclass(slots=True)
class Processes:
    """Starts processes on one test database, and ends them all with the test."""

    database: TestDatabase
    folder: Path
    running: list[Running] = field(default_factory=list)
    shared: dict[str, str] = field(default_factory=dict)

    def web(
        self,
        *,
        workers: int = 1,
        threads: int = 4,
        environ: dict[str, str] | None = None,
        application: str = "samenspel.config.wsgi:application",
    ) -> Running:
        """A real web server on a free port, ready to answer. Controls serve another `application`."""
        port = free_port()
        command = [
            sys.executable,
            *("-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
            *(
                "--workers",
                str(workers),
                "--blocking-threads",
                str(threads),
                "--no-ws",
                "--log-level",
                "warning",
            ),
            application,
        ]
        # The address it answers on is the one its links must hold.
        return self._start(
            "web", command, port=port, environ={"SITE_URL": f"http://127.0.0.1:{port}"} | (environ or {})
        )

    def worker(self, *, environ: dict[str, str] | None = None) -> Running:
        """A real background worker: the job queue and the event pump."""
        return self._start("worker", [sys.executable, "-m", "django", "work"], port=0, environ=environ or {})

    def testbank(self, *, public_url: str = "") -> Running:
        """The test bank; web and worker that start after it send their payments there. Buyers find it at `public_url`."""
        port = free_port()
        command = [
            sys.executable,
            "-m",
            "django",
            "testbank",
            "--port",
            str(port),
            "--folder",
            str(self.folder),
            "--public-url",
            public_url,
        ]
        bank = self._start("testbank", command, port=port, environ={})
        self.shared["TESTBANK_URL"] = f"http://localhost:{port}"
        return bank

    def _start(self, name: str, command: list[str], *, port: int, environ: dict[str, str]) -> Running:
        running = Running(
            name=name,
            command=command,
            environ=os.environ | self.database.environ() | self.shared | environ,
            log=self.folder / f"{name}-{len(self.running)}.log",
            port=port,
        )
        self.running.append(running)
        running.wait_until_ready()
        return running

    def stop_all(self) -> None:
        """End everything, last started first."""
        for running in reversed(self.running):
            running.stop()
        self.running.clear()


def free_port() -> int:
    """A port of 127.0.0.1 that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
