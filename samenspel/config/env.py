"""What the environment says, read once, as one frozen value.

Every variable is documented in docs/reference/commands.md. Nothing here starts a server or opens a connection: reading the
settings must stay cheap and must work before PostgreSQL runs.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from samenspel.config import embedded
from samenspel.config.database_url import DatabaseUrl

ROOT = Path(__file__).resolve().parents[2]


class BadEnvironment(RuntimeError):
    """A variable is missing or wrong; the text says which and what to do."""


@dataclass(frozen=True, slots=True)
class Env:
    """The answers of the environment. `database` is the application role, `owner_database` the role that migrates."""

    data: Path
    database: DatabaseUrl
    owner_database: DatabaseUrl
    embedded: bool
    secret_key: str
    debug: bool
    demo: bool
    allowed_hosts: tuple[str, ...]
    site_url: str
    log_level: str
    email_url: str
    trusted_proxies: int

    @property
    def development(self) -> bool:
        """True on a developer's machine: the embedded server, no real customers."""
        return self.embedded or self.debug


def data_folder(environ: Mapping[str, str] | None = None) -> Path:
    """Where this installation keeps what it makes: SAMENSPEL_DATA, or `.dev` in the project."""
    values = os.environ if environ is None else environ
    return Path(values.get("SAMENSPEL_DATA") or ROOT / ".dev").resolve()


def load(environ: Mapping[str, str] | None = None) -> Env:
    """Read `environ` (default: the process's own).

    Raises BadEnvironment when a variable is missing or wrong, BadDatabaseUrl when an address cannot be read.
    """
    values = os.environ if environ is None else environ
    data = data_folder(values)
    is_embedded = not values.get("DATABASE_URL")
    debug = _flag(values, "DEBUG", default=is_embedded)
    if is_embedded:
        server = embedded.address(data)
        database, owner_database = server.app_url, server.owner_url
    else:
        database = DatabaseUrl.parse(values["DATABASE_URL"])
        owner_database = DatabaseUrl.parse(values.get("DATABASE_OWNER_URL") or values["DATABASE_URL"])
    if _flag(values, "SAMENSPEL_AS_OWNER", default=False):
        database = owner_database
    return Env(
        data=data,
        database=database,
        owner_database=owner_database,
        embedded=is_embedded,
        secret_key=_secret_key(values, data=data, may_generate=is_embedded or debug),
        debug=debug,
        demo=_flag(values, "SAMENSPEL_DEMO", default=is_embedded),
        allowed_hosts=_hosts(values, development=is_embedded or debug),
        site_url=(values.get("SITE_URL") or "http://localhost:8000").rstrip("/"),
        log_level=(values.get("LOG_LEVEL") or "WARNING").upper(),
        email_url=values.get("EMAIL_URL", ""),
        trusted_proxies=_count(values.get("TRUSTED_PROXIES", ""), "TRUSTED_PROXIES"),
    )


def _flag(values: Mapping[str, str], name: str, *, default: bool) -> bool:
    text = values.get(name, "").strip().lower()
    if not text:
        return default
    if text in ("1", "true", "yes", "on"):
        return True
    if text in ("0", "false", "no", "off"):
        return False
    raise BadEnvironment(f"{name} is {text!r}: write 1 or 0.")


def _count(text: str, name: str) -> int:
    """0 when nothing is said."""
    text = text.strip() or "0"
    if not (text.isascii() and text.isdigit() and int(text) <= 9):
        raise BadEnvironment(f"{name} is {text!r}: write a number from 0 to 9.")
    return int(text)


def _hosts(values: Mapping[str, str], *, development: bool) -> tuple[str, ...]:
    hosts = tuple(host.strip() for host in values.get("ALLOWED_HOSTS", "").split(",") if host.strip())
    if hosts:
        return hosts
    if development:
        return ("localhost", "127.0.0.1", "[::1]", ".localhost", "testserver")
    raise BadEnvironment("ALLOWED_HOSTS is empty: name the addresses of this site, with commas between them.")


def _secret_key(values: Mapping[str, str], *, data: Path, may_generate: bool) -> str:
    """The key that signs sessions: from the environment, or kept beside the data on a developer's machine."""
    key = values.get("SECRET_KEY", "")
    if key:
        return key
    if not may_generate:
        raise BadEnvironment(
            "SECRET_KEY is empty: give it 50 random characters or more, for example the output of\n"
            "  python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    path = data / "secret_key"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        draft = data / f"secret_key.{os.getpid()}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
        # A link is made whole or not at all: of two processes that start together both read the same key.
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()
