"""The address of one PostgreSQL database, as a value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import parse_qs, quote, unquote, urlsplit


class BadDatabaseUrl(ValueError):
    """The text is not a `postgresql://user:password@host:port/name` address."""


@dataclass(frozen=True, slots=True)
class DatabaseUrl:
    """Host (a name, an IP address, or the folder of a Unix socket), port 1-65535, database, user, password."""

    host: str
    port: int
    name: str
    user: str
    password: str

    @classmethod
    def parse(cls, text: str) -> DatabaseUrl:
        """Read `postgresql://user:password@host:port/name`; a socket folder stands in `?host=/folder`.

        Raises BadDatabaseUrl, without repeating the text: it may hold a password.
        """
        parts = urlsplit(text)
        if parts.scheme not in ("postgresql", "postgres"):
            raise BadDatabaseUrl("a database address begins with postgresql://")
        try:
            port = parts.port or 5432
        except ValueError as error:
            raise BadDatabaseUrl("the port of the database address is not a number") from error
        query = parse_qs(parts.query)
        name = unquote(parts.path.lstrip("/"))
        if not name or not parts.username:
            raise BadDatabaseUrl("a database address names a user and a database")
        host = query.get("host", [unquote(parts.hostname or "")])[0] or "127.0.0.1"
        return cls(host, port, name, unquote(parts.username), unquote(parts.password or ""))

    @property
    def url(self) -> str:
        """The address as text, for an environment variable or psycopg."""
        login = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}"
        path = quote(self.name, safe="")
        if self.host.startswith("/"):
            return f"postgresql://{login}@:{self.port}/{path}?host={quote(self.host, safe='/')}"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"postgresql://{login}@{host}:{self.port}/{path}"

    def named(self, name: str) -> DatabaseUrl:
        """The same server and user, another database."""
        return replace(self, name=name)

    def __repr__(self) -> str:
        """Without the password, so that a log or a traceback never shows it."""
        return f"DatabaseUrl({self.user}@{self.host}:{self.port}/{self.name})"
