"""The address of the mail server, as Django's settings."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

PORTS = {"smtp": 587, "smtps": 465}
TIMEOUT_S = 20


class BadEmailUrl(ValueError):
    """The text is not `smtp://user:password@host:port?from=address` or the same with smtps."""


def email_settings(url: str) -> dict[str, Any]:
    """Django's EMAIL_ settings for an address; without one, no mail leaves.

    `smtp` speaks STARTTLS (port 587) unless `?tls=0`, `smtps` TLS from the first byte (port 465). `from` is the sender's address.
    Raises BadEmailUrl, without repeating the text: it may hold a password.
    """
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise BadEmailUrl("EMAIL_URL begins with smtp:// or smtps:// and names a host")
    try:
        port = parts.port or PORTS[parts.scheme]
    except ValueError as error:
        raise BadEmailUrl("the port in EMAIL_URL is not a number") from error
    asked = parse_qs(parts.query)
    found: dict[str, Any] = {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and asked.get("tls") != ["0"],
        "EMAIL_TIMEOUT": TIMEOUT_S,
    }
    if sender := asked.get("from"):
        found["DEFAULT_FROM_EMAIL"] = sender[0]
    return found
