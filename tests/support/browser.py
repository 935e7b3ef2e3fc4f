"""Finds a Chromium, fetches one when there is none, and starts it. No test is ever skipped for want of a browser."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

ROOT = Path(__file__).resolve().parents[2]
DOWNLOADS = Path(os.environ.get("SAMENSPEL_DATA") or ROOT / ".dev").resolve() / "browsers"
INSTALLED = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
DOWNLOAD_WITHIN_S = 300
ADVICE = """No Chromium for the tests in a browser. Do one of these, then run ./dev test again:
  Debian, Ubuntu:  sudo apt-get install -y chromium
  macOS:           brew install --cask chromium, or install Google Chrome
  elsewhere:       set CHROMIUM to the program's path"""


class NoBrowser(RuntimeError):
    """There is no Chromium that starts, and none could be fetched."""


@contextlib.contextmanager
def launched() -> Iterator[Browser]:
    """A running Chromium. Raises NoBrowser."""
    os.environ["PLAYWRIGHT_BROWSERS_PATH"] = str(DOWNLOADS)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright:
        started = _start(playwright)
        yield started
        started.close()


def _start(playwright: Playwright) -> Browser:
    """The first that starts: the one of CHROMIUM, one fetched before, the machine's, a fresh download, the distribution's."""
    tried: list[str] = []

    def attempt(program: str | None) -> Browser | None:
        if program and not shutil.which(program):
            return None
        if program is None and not Path(playwright.chromium.executable_path).exists():
            return None
        try:
            return _launch(playwright, shutil.which(program) if program else None)
        except Exception as error:  # a browser that cannot start is one more reason to try the next
            tried.append(f"{program or 'downloaded Chromium'}: {str(error).strip().splitlines()[0]}")
            return None

    if chosen := os.environ.get("CHROMIUM"):
        if found := attempt(chosen):
            return found
        raise NoBrowser(f"CHROMIUM={chosen} does not start. {' '.join(tried)}\n{ADVICE}")
    for program in (None, *INSTALLED):
        if found := attempt(program):
            return found
    if _download():
        if found := attempt(None):
            return found
        # Fetched, but this bare system lacks the libraries it needs.
        if _install_libraries() and (found := attempt(None)):
            return found
    if _install_package() and (found := attempt("/usr/bin/chromium")):
        return found
    raise NoBrowser("\n".join((ADVICE, *tried)))


def _launch(playwright: Playwright, program: str | None) -> Browser:
    arguments = [*ARGUMENTS]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Chromium's own sandbox refuses to run as root; the pages are ours.
        arguments.append("--no-sandbox")
    return playwright.chromium.launch(executable_path=program, args=arguments)


def _download() -> bool:
    print("Fetching Chromium (about 150 MB) ...", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
    with contextlib.suppress(subprocess.TimeoutExpired):
        return (
            subprocess.run(command, check=False, capture_output=True, timeout=DOWNLOAD_WITHIN_S).returncode
            == 0
        )
    return False


def _install_libraries() -> bool:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    command = [sys.executable, "-m", "playwright", "install-deps", "chromium"]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _install_package() -> bool:
    """The distribution's package, where we may install one."""
    apt = shutil.which("apt-get")
    if not apt or os.geteuid() != 0:
        return False
    print("Installing Chromium from the distribution (apt-get) ...", file=sys.stderr, flush=True)
    environ = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([apt, "update", "-q"], check=False, capture_output=True, env=environ)
    command = [apt, "install", "-q", "-y", "--no-install-recommends", "chromium"]
    return subprocess.run(command, check=False, capture_output=True, env=environ).returncode == 0


if __name__ == "__main__":
    try:
        with launched() as running:
            print(f"Chromium {running.version}")
    except NoBrowser as missing:
        print(missing, file=sys.stderr)
        raise SystemExit(1) from None
