"""The web process under measurement: granian as in production, on a free port."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.ground import ROOT, Ground


@dataclass(frozen=True, slots=True)
class Web:
    port: int
    pid: int
    started_in_s: float


@contextmanager
def serving(ground: Ground, *, folder: Path, workers: int = 2) -> Iterator[Web]:
    """Two workers of four threads, and the test bank beside them, until the block ends."""
    folder.mkdir(exist_ok=True)
    port, bank_port = _free_port(), _free_port()
    log = folder / "web.log"
    environ = ground.environ() | {
        "SITE_URL": f"http://127.0.0.1:{port}",
        "TESTBANK_URL": f"http://127.0.0.1:{bank_port}",
    }
    bank = _bank(environ, port=bank_port, folder=folder)
    began = time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--host", "127.0.0.1"),
                *("--port", str(port), "--workers", str(workers), "--blocking-threads", "4"),
                *("--backpressure", "64", "--log-level", "warning", "samenspel.config.wsgi:application"),
            ],
            cwd=ROOT,
            env=environ,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(port, process, log)
        yield Web(port=port, pid=process.pid, started_in_s=time.perf_counter() - began)
    finally:
        for each in (process, bank):
            each.terminate()
            each.wait(timeout=20)


def _bank(environ: dict[str, str], *, port: int, folder: Path) -> subprocess.Popen[bytes]:
    address = f"http://127.0.0.1:{port}"
    with (folder / "bank.log").open("wb") as output:
        return subprocess.Popen(
            [
                *(sys.executable, "-m", "django", "testbank", "--port", str(port), "--public-url", address),
                *("--folder", str(folder / "bank")),
            ],
            cwd=ROOT,
            env=environ,
            stdout=output,
            stderr=subprocess.STDOUT,
        )


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", "/robots.txt")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"The web server did not start:\n{log.read_text(errors='replace')[-3000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
